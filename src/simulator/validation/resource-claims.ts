// Claims for devices: those of a Pod, and those that a container uses.
// @source pkg/apis/core/validation/validation.go validatePodResourceClaims, validateResourceClaimNames

import { duplicate, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { ResourceClaim } from '../api/fields/container.ts'
import { podResourceClaim } from '../api/fields/pod.ts'
import type { PodResourceClaim } from '../api/fields/pod.ts'
import { asJson } from '../base/json.ts'
import { addInvalid, invalidShown } from './errors.ts'
import { internalText } from './internal-form.ts'
import { dnsLabelProblems, subdomainProblems } from './names.ts'
import type { Errors } from './rules.ts'

export function validatePodClaims(claims: readonly PodResourceClaim[], path: FieldPath, errors: Errors): void {
  const names = new Set<string>()
  for (const [index, claim] of claims.entries()) {
    const at = path.index(index)
    const { name, resourceClaimName, resourceClaimTemplateName } = claim
    if (name === '') errors.push(required(at.child('name')))
    else if (names.has(name)) errors.push(duplicate(at.child('name'), name))
    else addInvalid(errors, at.child('name'), name, dnsLabelProblems(name))
    names.add(name)
    const refuse = (detail: string): void => {
      errors.push(invalidShown(at, internalText(podResourceClaim, asJson(claim)), detail))
    }
    if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined)
      refuse('at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified')
    if (resourceClaimName === undefined && resourceClaimTemplateName === undefined)
      refuse('must specify one of: `resourceClaimName`, `resourceClaimTemplateName`')
    for (const field of ['resourceClaimName', 'resourceClaimTemplateName'] as const) {
      const text = claim[field]
      if (text !== undefined) addInvalid(errors, at.child(field), text, subdomainProblems(text))
    }
  }
}

/** @param known  Names of the Pod's claims. */
export function validateUsedClaims(claims: readonly ResourceClaim[], known: readonly string[], path: FieldPath, errors: Errors): void {
  const used = new Set<string>()
  for (const [index, { name, request = '' }] of claims.entries()) {
    const at = path.index(index)
    if (name === '') {
      errors.push(required(at))
      continue
    }
    const key = request === '' ? name : `${name}/${request}`
    if (used.has(name)) errors.push(duplicate(at, name))
    else {
      if (request !== '') addInvalid(errors, at.child('request'), request, dnsLabelProblems(request))
      if (used.has(key)) errors.push(duplicate(at, key))
      else if (request === '') for (const other of used) if (other.startsWith(`${name}/`)) errors.push(duplicate(at, name))
      used.add(key)
    }
    if (known.includes(name)) continue
    const rest = known.length === 0 ? ' which is empty' : `: ${[...known].sort().join(', ')}`
    errors.push({ kind: 'notFound', path: at, value: name, detail: `must be one of the names in pod.spec.resourceClaims${rest}` })
  }
}
