// PATCH: lay the patch over the stored object, read the outcome as an object, go on as an update does.
// @source apiserver/pkg/endpoints/handlers/patch.go

import type { FieldValidation } from '../../api/client.ts'
import { findKind, kindInfo } from '../../api/kinds.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import type { StructTable } from '../../api/fields/field-table.ts'
import type { ApiStatus } from '../../api/status.ts'
import { mergeObjects, PatchProblem } from '../../api/strategic-merge/merge.ts'
import { goJson } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import { formatValue } from '../../base/go-value.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { copyJson, isMutableObject } from '../../base/mutable-json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { convertObject } from '../decode/converter.ts'
import type { Draft } from '../decode/decoder.ts'
import { decodeStruct, jsonKind } from '../decode/decoder.ts'
import { encodeStruct } from '../decode/encoder.ts'
import { draftFromObject } from '../decode/typed-object.ts'
import { memberOf } from '../defaults/draft-field.ts'
import { badRequest, notFound, refusal } from '../refusal.ts'
import type { Outcome, RequestContext, RequestOf } from '../server-parts.ts'
import { findObject } from '../store.ts'
import { completeDraft, notRegistered } from './body.ts'
import { applyOperations, checkOperations, mergePatch, readOperations } from './json-patch.ts'
import { dropRepeatedOwners } from './owner-references.ts'
import { refuse } from './outcomes.ts'
import { serverSideApply } from './server-side-apply.ts'
import { identityProblem, replaceStored } from './update.ts'

/** @source apiserver/pkg/endpoints/handlers/patch.go maxJSONPatchOperations */
const MOST_OPERATIONS = 10_000

/** What a patch is laid over: the object as JSON, and how it is read again. */
export interface PatchTarget {
  readonly table: StructTable
  /** Of the objects that are read so: `apps`, or '' for the core. */
  readonly group: string
  readonly kind: string
  readonly document: MutableObject
}

export interface Patched {
  readonly draft: Draft
  /** What a version that can't be read is answered, given Go's words. */
  readonly refuseConversion: (why: string) => ApiStatus
  readonly warnings: readonly string[]
}

export function patch(context: RequestContext, request: RequestOf<'patch'>): Outcome {
  const { kind, key } = request
  if (request.patchType === 'apply') return serverSideApply(context, request)
  const old = findObject(context.state, kind, key)
  if (old === undefined) return refuse(context, notFound(kind, key.name))
  const table = TABLE_BY_KIND[kind]
  const patched = layOver({ table, kind, group: kindInfo(kind).group, document: encodeStruct(table, draftFromObject(old)) }, request)
  if (!patched.ok) return refuse(context, patched.problem)
  const { draft } = patched.value
  const metadata = memberOf(draft, 'metadata')
  const problem = identityProblem(metadata, kind, key)
  if (problem !== undefined) return refuse(context, problem, patched.value.warnings)
  const warnings = [...patched.value.warnings, ...dropRepeatedOwners(metadata, 'after admission')]
  const unreadable = completeDraft(context, kind, draft)
  if (unreadable !== undefined) return refuse(context, patched.value.refuseConversion(unreadable), warnings)
  const { subresource, fieldManager: manager } = request
  return replaceStored(context, old, draft, { dryRun: request.dryRun === true, warnings, subresource, manager })
}

export function layOver(target: PatchTarget, request: RequestOf<'patch'>): Result<Patched, ApiStatus> {
  const validation = request.fieldValidation ?? 'Warn'
  const body = copyJson(request.body)
  const { document } = target
  switch (request.patchType) {
    case 'strategic':
      // Go reads null into a map without a word.
      return isMutableObject(body ?? {})
        ? strategic(target, isMutableObject(body) ? body : {}, validation)
        : failure(badRequest(`json: cannot unmarshal ${jsonKind(body)} into Go value of type map[string]interface {}`))
    case 'merge':
      if (isMutableObject(body)) return reread(target, mergePatch(document, body), validation)
      return failure(
        badRequest(
          body === null || validation === 'Ignore'
            ? 'Invalid JSON Patch'
            : `error decoding patch: json: cannot unmarshal ${jsonKind(body)} into Go value of type map[string]interface {}`,
        ),
      )
    case 'json': {
      const checked = validation === 'Ignore' ? success([]) : checkOperations(request.body)
      if (!checked.ok) return failure(badRequest(`error decoding patch: ${checked.problem}`))
      const operations = readOperations(request.body)
      if (!operations.ok) return failure(badRequest(operations.problem))
      const count = operations.value.length
      if (count > MOST_OPERATIONS) return failure(tooManyOperations(count))
      const applied = applyOperations(document, operations.value)
      return applied.ok ? reread(target, applied.value, validation, checked.value) : failure(REJECTED)
    }
    case 'apply':
      return failure(badRequest('an apply patch is not laid over'))
  }
}

/** The version and the kind that such a patch names are not looked at. */
function strategic({ table, document }: PatchTarget, body: MutableObject, validation: FieldValidation): Result<Patched, ApiStatus> {
  let merged: MutableObject
  try {
    merged = mergeObjects(document, body, table, { act: true, dropUnmatchedNulls: true })
  } catch (thrown) {
    if (!(thrown instanceof PatchProblem)) throw thrown
    return failure(unmergeable(thrown.message))
  }
  const { draft, error, strictErrors } = convertObject(table, merged)
  if (error !== undefined) return failure(invalidPatch(goQuote(formatValue(body)), error))
  if (strictErrors.length > 0 && validation === 'Strict') {
    return failure(invalidPatch(goQuote(formatValue(body)), `strict decoding error: ${strictErrors.join(', ')}`))
  }
  return success({ draft, warnings: validation === 'Warn' ? strictErrors : [], refuseConversion: (why) => refusal(500, 'Unknown', why) })
}

/**
 * JSON and merge patches give text, which is decoded as a body is.
 *
 * @param unknown  Complaints about the patch itself.
 */
function reread(
  target: PatchTarget,
  document: MutableJson,
  validation: FieldValidation,
  unknown: readonly string[] = [],
): Result<Patched, ApiStatus> {
  const text = () => goQuote(goJson(document, { html: 'escaped', indent: 0, keys: 'given' }))
  const other = otherKindProblem(target, document)
  if (other !== undefined) return failure(invalidPatch(text(), other))
  const decoded = decodeStruct(target.table, document)
  const { draft, error } = decoded
  const strictErrors = [...unknown, ...decoded.strictErrors]
  if (error !== undefined) return failure(invalidPatch(text(), error))
  if (strictErrors.length > 0 && validation === 'Strict')
    return failure(invalidPatch(text(), `strict decoding error: ${strictErrors.join(', ')}`))
  return success({
    draft,
    warnings: validation === 'Warn' ? strictErrors : [],
    refuseConversion: (why) => invalidPatch(text(), why),
  })
}

function tooManyOperations(count: number): ApiStatus {
  const why = `The allowed maximum operations in a JSON patch is ${String(MOST_OPERATIONS)}, got ${String(count)}`
  return refusal(413, 'RequestEntityTooLarge', `Request entity too large: ${why}`)
}

/** @param value  Quoted as Go quotes it. */
function invalidPatch(value: string, why: string): ApiStatus {
  const cause = `Invalid value: ${value}: ${why}`
  return refusal(422, 'Invalid', ` "" is invalid: patch: ${cause}`, {
    causes: [{ reason: 'FieldValueInvalid', message: cause, field: 'patch' }],
  })
}

/** The reason stays in the server's log. @source apimachinery/pkg/api/errors NewGenericServerResponse */
const REJECTED: ApiStatus = refusal(422, 'Invalid', 'the server rejected our request due to an error in our request', {})

/** @source apiserver/pkg/endpoints/handlers/patch.go interpretStrategicMergePatchError */
function unmergeable(problem: string): ApiStatus {
  if (problem.startsWith('invalid patch format of ')) return badRequest(problem)
  if (problem === 'lists of lists are not supported') return REJECTED
  return refusal(500, 'Unknown', problem)
}

/**
 * What becomes of a patch that makes an object of another kind: it is read as such a one first.
 *
 * @source apimachinery/pkg/runtime/serializer/json/json.go Decode, runtime/error.go
 * @simplified A patch that turns an object into a kind which this cluster does not serve is answered as if Kubernetes had no such kind.
 */
function otherKindProblem(target: PatchTarget, document: MutableJson): string | undefined {
  if (!isMutableObject(document)) return undefined
  for (const field of ['apiVersion', 'kind'] as const) {
    const kind = jsonKind(document[field] ?? '')
    if (kind !== 'string')
      return `couldn't get version/kind; json parse error: json: cannot unmarshal ${kind} into Go struct field .${field} of type string`
  }
  const { group, kind } = target
  const version = group === '' ? 'v1' : `${group}/v1`
  const [writtenVersion, written] = [textOr(document['apiVersion'], version), textOr(document['kind'], kind)]
  if (writtenVersion === version && written === kind) return undefined
  if (writtenVersion.split('/').length > 2) return `unexpected GroupVersion string: ${writtenVersion}`
  const info = findKind(writtenVersion, written)
  if (info === undefined) return notRegistered(written, writtenVersion)
  const { error } = decodeStruct(TABLE_BY_KIND[info.kind], document)
  return error ?? `converting (v1.${written}) to (${group === '' ? 'core' : group}.${kind}): unknown conversion`
}

function textOr(value: MutableJson | undefined, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise
}
