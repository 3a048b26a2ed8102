// `kubectl apply --server-side`: the manifest as it is; the API server merges it by who owns which field.
// What client-side apply wrote before is handed over to server-side apply, so that it goes away when the manifest no longer has it.
// @source k8s.io/kubectl pkg/cmd/apply/apply.go applyOneObject, saveLastApplyAnnotationIfNecessary, migrateToSSAIfNecessary

import type { FieldValidation } from '../../../api/client.ts'
import type { ApiObject } from '../../../api/objects.ts'
import type { ApiStatus } from '../../../api/status.ts'
import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import { fieldsOfPaths, pathsOfFields } from '../../../apiserver/registry/field-set.ts'
import type { JsonObject } from '../../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../../base/json.ts'
import { copyJson } from '../../../base/mutable-json.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import type { Call } from '../../command/command.ts'
import type { Runtime } from '../../runtime.ts'
import type { Failure } from '../../failure.ts'
import { plainError, statusError } from '../../failure.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { metadataOf } from '../../resource/info.ts'
import { missingNamespace } from '../../resource/fetch.ts'
import { pathProblem } from '../../resource/path-name.ts'
import { LAST_APPLIED } from '../create/begin.ts'
import { send } from '../requests.ts'
import { subresourceOf } from '../subresource.ts'

/** Who applies when the line says nothing. */
const MANAGER = 'kubectl'

function fieldManagerOf({ flags }: Call): string {
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
  const { kind } = info.info
  const key = { namespace: info.namespace, name: info.name }
  const unreachable = pathProblem(key)
  if (unreachable !== undefined) return failure(plainError(unreachable))
  const manager = fieldManagerOf(call)
  const applied = send(runtime, {
    verb: 'patch',
    kind,
    key,
    patchType: 'apply',
    body: info.object,
    force: flags.bool('force-conflicts'),
    fieldManager: manager,
    fieldValidation: validation,
    ...(subresource.value === undefined ? {} : { subresource: subresource.value }),
    ...(dryRun ? { dryRun: true } : {}),
  })
  if (!applied.ok) {
    if (applied.problem.reason === 'Conflict') return failure(plainError(applied.problem.message + CONFLICT_ADVICE))
    return failure(statusError(missingNamespace(runtime, info.namespace, applied.problem)))
  }
  const annotated = keepAnnotation(runtime, applied.value, manager, dryRun)
  if (!annotated.ok) runtime.err(notKept(annotated.problem))
  if (dryRun || !annotated.ok) return applied
  const kept = annotated.value
  const entries = handOver(kept, manager)
  if (entries === undefined) return success(kept)
  const replacement = [{ op: 'replace', path: '/metadata/managedFields', value: entries }]
  const handedOver = send(runtime, { verb: 'patch', kind, key, patchType: 'json', body: replacement })
  if (!handedOver.ok) return success(kept)
  const again = send(runtime, { verb: 'patch', kind, key, patchType: 'apply', body: info.object, force: true, fieldManager: manager })
  return again.ok ? again : success(handedOver.value)
}

/** So that the annotation does not go away with the fields handed over. */
function keepAnnotation(runtime: Runtime, object: ApiObject, manager: string, dryRun: boolean): Result<ApiObject, ApiStatus> {
  const text = object.metadata.annotations?.[LAST_APPLIED]
  const isOwned = entriesOf(object).some((entry) => entry['operation'] === 'Apply' && ownsAnnotation(entry))
  if (manager !== MANAGER || text === undefined || isOwned) return success(object)
  const { kind, apiVersion, metadata } = object
  return send(runtime, {
    verb: 'patch',
    kind,
    key: { namespace: metadata.namespace ?? '', name: metadata.name ?? '' },
    patchType: 'apply',
    body: { apiVersion, kind, metadata: { annotations: { [LAST_APPLIED]: text } } },
    fieldManager: 'kubectl-last-applied',
    ...(dryRun ? { dryRun: true } : {}),
  })
}

/** In a dry run nothing was stored, and the annotation is still another's. */
function notKept({ message }: ApiStatus): string {
  return `Warning: failed to migrate ${LAST_APPLIED} for Server-Side Apply. This is non-fatal and will be retried next time you apply. Error: ${message}\n`
}

/** The entries after what client-side managers own has become the manager's; undefined where there is none. */
function handOver(object: ApiObject, manager: string): readonly JsonObject[] | undefined {
  const entries = entriesOf(object)
  const given = entries.filter((entry) => entry['operation'] === 'Update' && ownsAnnotation(entry))
  const own = entries.find((entry) => entry['operation'] === 'Apply' && entry['manager'] === manager)
  if (given.length === 0 || own === undefined) return undefined
  const paths = [own, ...given].flatMap((entry) => pathsOfFields(copyJson(entry['fieldsV1'])))
  return entries
    .filter((entry) => !given.includes(entry))
    .map((entry) => (entry === own ? { ...own, fieldsV1: fieldsOfPaths(paths) } : entry))
}

function entriesOf(object: ApiObject): readonly JsonObject[] {
  const entries = metadataOf(jsonFromObject(object))['managedFields']
  return isJsonArray(entries) ? entries.filter(isJsonObject) : []
}

function ownsAnnotation(entry: JsonObject): boolean {
  return pathsOfFields(copyJson(entry['fieldsV1'])).some((path) => path.join('/') === `f:metadata/f:annotations/f:${LAST_APPLIED}`)
}
