// A volume that joins several sources.
// @source pkg/apis/core/validation/validation.go validateProjectedVolumeSource, validateProjectionSources

import { forbidden, invalid } from '../../api/field-error.ts'
import type { FieldPath } from '../../api/field-path.ts'
import type { ServiceAccountTokenProjection, VolumeProjection } from '../../api/fields/volume.ts'
import { demandText, itemsOf } from '../errors.ts'
import { validateMode, validateNonReservedPath } from '../paths.ts'
import type { Errors, VolumeRule } from '../rules.ts'
import { validateDownwardItem, validateItem } from './configuration.ts'

const SHORTEST_TOKEN_SECONDS = 600
const LONGEST_TOKEN_SECONDS = 2 ** 32
const DEFAULT_TOKEN_SECONDS = 3600

/** Takes a path of the volume; `shown` is what the message about a second taker shows. */
type Take = (target: string, shown: string) => void

export const validateProjectedVolume: VolumeRule = ({ projected }, path, errors) => {
  validateMode(projected?.defaultMode, path.child('defaultMode'), errors)
  const taken = new Set<string>()
  const take: Take = (target, shown) => {
    if (target === '') return
    if (taken.has(target)) errors.push(invalid(path, shown, 'conflicting duplicate paths'))
    taken.add(target)
  }
  for (const [index, source] of itemsOf(projected?.sources).entries())
    validateProjection(source, path, path.child('sources').index(index), errors, take)
}

/** @param volume  Path of the volume: errors about tokens name it instead of the source. */
function validateProjection(source: VolumeProjection, volume: FieldPath, path: FieldPath, errors: Errors, take: Take): void {
  for (const field of ['secret', 'configMap'] as const) {
    const part = source[field]
    if (part === undefined) continue
    demandText(errors, path.child(field, 'name'), part.name)
    for (const [index, item] of (part.items ?? []).entries()) {
      validateItem(item, path.child(field, 'items').index(index), errors)
      take(item.path, part.name ?? '')
    }
  }
  for (const item of source.downwardAPI?.items ?? []) {
    validateDownwardItem(item, path.child('downwardAPI'), errors)
    take(item.path, item.path)
  }
  const { serviceAccountToken: token, clusterTrustBundle: bundle, podCertificate } = source
  if (token !== undefined) validateToken(token, volume, path.child('serviceAccountToken'), errors)
  if (bundle !== undefined) {
    errors.rare.find('volumes')?.trustBundle(bundle, path.child('clusterTrustBundle'), errors)
    take(bundle.path, bundle.path)
  }
  if (podCertificate !== undefined)
    errors.rare.find('volumes')?.podCertificate(podCertificate, path.child('podCertificate'), errors, (target) => {
      take(target, target)
    })
  const kinds = [source.secret, source.configMap, source.downwardAPI, token, bundle, podCertificate]
  if (kinds.filter((each) => each !== undefined).length > 1)
    errors.push(forbidden(path, 'may not specify more than 1 volume type per source'))
}

function validateToken(token: ServiceAccountTokenProjection, volume: FieldPath, path: FieldPath, errors: Errors): void {
  const seconds = token.expirationSeconds ?? DEFAULT_TOKEN_SECONDS
  const at = path.child('expirationSeconds')
  if (seconds < SHORTEST_TOKEN_SECONDS) errors.push(invalid(at, seconds, 'may not specify a duration less than 10 minutes'))
  if (seconds > LONGEST_TOKEN_SECONDS) errors.push(invalid(at, seconds, 'may not specify a duration larger than 2^32 seconds'))
  if (demandText(errors, volume.child('path'), token.path)) validateNonReservedPath(token.path, volume.child('path'), errors)
}
