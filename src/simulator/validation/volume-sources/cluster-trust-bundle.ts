// Certificates of a cluster's signers as a file in a volume.
// @source pkg/apis/core/validation/validation.go validateProjectionSources, ValidateClusterTrustBundleName

import { invalid, required } from '../../api/field-error.ts'
import type { FieldPath } from '../../api/field-path.ts'
import { clusterTrustBundleProjection } from '../../api/fields/volume.ts'
import type { ClusterTrustBundleProjection } from '../../api/fields/volume.ts'
import { asJson } from '../../base/json.ts'
import { demandText, invalidShown } from '../errors.ts'
import { internalText } from '../internal-form.ts'
import { validateLabelSelector } from '../label-selector.ts'
import { subdomainProblems } from '../names.ts'
import { validateNonReservedPath } from '../paths.ts'
import type { Errors } from '../rules.ts'
import { validateSignerName } from './signer-name.ts'

export function validateTrustBundle(bundle: ClusterTrustBundleProjection, path: FieldPath, errors: Errors): void {
  const { name, signerName, labelSelector } = bundle
  if (name !== undefined && signerName !== undefined) {
    const shown = internalText(clusterTrustBundleProjection, asJson(bundle))
    errors.push(invalidShown(path, shown, 'only one of name and signerName may be used'))
  } else if (name !== undefined) {
    if (name === '') errors.push(required(path.child('name'), 'must be a valid object name'))
    for (const problem of bundleNameProblems(name))
      errors.push(invalid(path.child('name'), name, `not a valid clustertrustbundlename: ${problem}`))
    if (labelSelector !== undefined)
      errors.push(invalid(path.child('labelSelector'), { ...labelSelector }, 'labelSelector must be unset if name is specified'))
  } else if (signerName !== undefined) {
    if (signerName === '') errors.push(required(path.child('signerName'), 'must be a valid signer name'))
    validateSignerName(signerName, path.child('signerName'), errors)
    validateLabelSelector(labelSelector, path.child('labelSelector'), errors)
  } else errors.push(required(path, 'either name or signerName must be specified'))
  demandText(errors, path.child('path'), bundle.path)
  validateNonReservedPath(bundle.path, path.child('path'), errors)
}

/** A bundle of a signer carries the signer's name, with colons, before its own. */
function bundleNameProblems(name: string): readonly string[] {
  return subdomainProblems(name.slice(name.lastIndexOf(':') + 1))
}
