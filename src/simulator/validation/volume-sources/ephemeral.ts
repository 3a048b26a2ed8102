// A volume with a claim of its own, made with the Pod and gone with it.
// @source pkg/apis/core/validation/validation.go validateEphemeralVolumeSource, ValidateTemplateObjectMeta

import { forbidden, invalid, required } from '../../api/field-error.ts'
import type { FieldPath } from '../../api/field-path.ts'
import type { ObjectMeta } from '../../api/fields/meta.ts'
import { validateAnnotations, validateLabels } from '../metadata.ts'
import { subdomainProblems } from '../names.ts'
import { validateClaimSpec } from '../persistent-volume-claim.ts'
import type { Errors, VolumeRule } from '../rules.ts'
import { goQuote } from '../../base/go-text.ts'

/** Only labels and annotations of the claim can be chosen; these other fields exist, in upstream's order. */
const NOT_TO_BE_SET = [
  ...['name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion', 'generation', 'creationTimestamp'],
  ...['deletionTimestamp', 'deletionGracePeriodSeconds', 'ownerReferences', 'finalizers', 'managedFields'],
] as const satisfies readonly (keyof ObjectMeta)[]

export const validateEphemeral: VolumeRule = ({ name, ephemeral }, path, errors, { podName }) => {
  const template = ephemeral?.volumeClaimTemplate
  const at = path.child('volumeClaimTemplate')
  if (template === undefined) errors.push(required(at))
  else {
    validateTemplateMetadata(template.metadata, at.child('metadata'), errors)
    validateClaimSpec(template.spec, at.child('spec'), errors)
  }
  if (podName === undefined || name === '') return
  const claim = `${podName}-${name}`
  for (const problem of subdomainProblems(claim))
    errors.push(invalid(path.parent().child('name'), name, `PVC name ${goQuote(claim)}: ${problem}`))
}

function validateTemplateMetadata(metadata: ObjectMeta, path: FieldPath, errors: Errors): void {
  validateAnnotations(metadata.annotations, path.child('annotations'), errors)
  validateLabels(metadata.labels, path.child('labels'), errors)
  for (const field of NOT_TO_BE_SET) {
    const value = metadata[field]
    if (value !== undefined && value !== null && value !== '' && value !== 0) errors.push(forbidden(path.child(field), 'cannot be set'))
  }
}
