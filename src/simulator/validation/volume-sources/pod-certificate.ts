// A certificate of the Pod's own as files in a volume.
// @source pkg/apis/core/validation/validation.go validateProjectionSources

import { invalid, notSupported, required } from '../../api/field-error.ts'
import type { FieldPath } from '../../api/field-path.ts'
import type { PodCertificateProjection } from '../../api/fields/volume.ts'
import { validateAnnotations } from '../metadata.ts'
import { validateNonReservedPath } from '../paths.ts'
import type { Errors } from '../rules.ts'
import { validateSignerName } from './signer-name.ts'

const KEY_TYPES = ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519']
const HOUR_SECONDS = 3600
const LONGEST_OF_KUBERNETES_SECONDS = 24 * HOUR_SECONDS
const LONGEST_SECONDS = 91 * 24 * HOUR_SECONDS

/** @param take  Takes a path of the volume, which no other file may have. */
export function validatePodCertificate(
  certificate: PodCertificateProjection,
  path: FieldPath,
  errors: Errors,
  take: (target: string) => void,
): void {
  const { signerName = '', keyType = '', maxExpirationSeconds: seconds } = certificate
  validateSignerName(signerName, path.child('signerName'), errors)
  if (!KEY_TYPES.includes(keyType)) errors.push(notSupported(path.child('keyType'), keyType, KEY_TYPES))
  if (seconds !== undefined) {
    const longest = signerName.startsWith('kubernetes.io/') ? LONGEST_OF_KUBERNETES_SECONDS : LONGEST_SECONDS
    if (seconds < HOUR_SECONDS || seconds > longest) {
      const detail = `must be in the range [${String(HOUR_SECONDS)}, ${String(longest)}]`
      errors.push(invalid(path.child('maxExpirationSeconds'), seconds, detail))
    }
  }
  const files = (['credentialBundlePath', 'keyPath', 'certificateChainPath'] as const).filter((field) => (certificate[field] ?? '') !== '')
  for (const field of files) {
    const target = certificate[field] ?? ''
    validateNonReservedPath(target, path.child(field), errors)
    take(target)
  }
  if (files.length === 0) errors.push(required(path, 'specify at least one of credentialBundlePath, keyPath, and certificateChainPath'))
  validateAnnotations(certificate.userAnnotations, path.child('userAnnotations'), errors)
}
