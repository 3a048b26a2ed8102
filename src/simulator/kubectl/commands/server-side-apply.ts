// `kubectl apply --server-side`: the manifest as it is; the API server merges it by who owns which field.
// @source k8s.io/kubectl pkg/cmd/apply/apply.go applyOneObject
// @simplified Fields that client-side apply set are not handed over to server-side apply.

import type { FieldValidation } from '../../api/client.ts'
import type { ApiObject } from '../../api/objects.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../base/result.ts'
import type { Call } from '../command/command.ts'
import type { Failure } from '../failure.ts'
import { plainError, statusError } from '../failure.ts'
import type { ObjectInfo } from '../resource/info.ts'
import { missingNamespace } from '../resource/fetch.ts'
import { send } from './requests.ts'
import { subresourceOf } from './subresource.ts'

/** Who applies when the line says nothing. */
const MANAGER = 'kubectl'

export function fieldManagerOf({ flags }: Call): string {
  return flags.bool('server-side') && !flags.has('field-manager') ? MANAGER : flags.text('field-manager')
}

const CONFLICT_ADVICE = `
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`

export function applyOnServer(
  call: Call,
  info: ObjectInfo,
  { dryRun, validation }: { readonly dryRun: boolean; readonly validation: FieldValidation },
): Result<ApiObject, Failure> {
  const { flags, runtime } = call
  const subresource = subresourceOf(call)
  if (!subresource.ok) return subresource
  const applied = send(runtime, {
    verb: 'patch',
    kind: info.info.kind,
    key: { namespace: info.namespace, name: info.name },
    patchType: 'apply',
    body: info.object,
    force: flags.bool('force-conflicts'),
    fieldManager: fieldManagerOf(call),
    fieldValidation: validation,
    ...(subresource.value === undefined ? {} : { subresource: subresource.value }),
    ...(dryRun ? { dryRun: true } : {}),
  })
  if (applied.ok) return applied
  if (applied.problem.reason === 'Conflict') return failure(plainError(applied.problem.message + CONFLICT_ADVICE))
  return failure(statusError(missingNamespace(runtime, info.namespace, applied.problem)))
}
