// PATCH: lay the patch over the stored object, read the outcome as an object, go on as an update does.
// @source apiserver/pkg/endpoints/handlers/patch.go

import type { FieldValidation } from '../../api/client.ts'
import type { Kind } from '../../api/kinds.ts'
import { apiVersionOf, kindInfo } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
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
import { findObject } from '../store.ts'
import { completeDraft } from './body.ts'
import { applyOperations, checkOperations, mergePatch, readOperations } from './json-patch.ts'
import { dropRepeatedOwners } from './owner-references.ts'
import type { Outcome, RequestContext, RequestOf } from './request-context.ts'
import { refuse } from './request-context.ts'
import { serverSideApply } from './server-side-apply.ts'
import { identityProblem, replaceStored } from './update.ts'

/** @source apiserver/pkg/endpoints/handlers/patch.go maxJSONPatchOperations */
const MOST_OPERATIONS = 10_000

interface Patched {
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
  const patched = layOver(old, request)
  if (!patched.ok) return refuse(context, patched.problem)
  const { draft } = patched.value
  const metadata = memberOf(draft, 'metadata')
  const problem = versionProblem(kind, draft) ?? identityProblem(metadata, kind, key)
  if (problem !== undefined) return refuse(context, problem, patched.value.warnings)
  const warnings = [...patched.value.warnings, ...dropRepeatedOwners(metadata, 'after admission')]
  const unreadable = completeDraft(context, kind, draft)
  if (unreadable !== undefined) return refuse(context, patched.value.refuseConversion(unreadable), warnings)
  const { subresource, fieldManager: manager } = request
  return replaceStored(context, old, draft, { dryRun: request.dryRun === true, warnings, subresource, manager })
}

function layOver(old: ApiObject, request: RequestOf<'patch'>): Result<Patched, ApiStatus> {
  const validation = request.fieldValidation ?? 'Warn'
  const body = copyJson(request.body)
  const document = encodeStruct(TABLE_BY_KIND[old.kind], draftFromObject(old))
  switch (request.patchType) {
    case 'strategic':
      // Go reads null into a map without a word.
      return isMutableObject(body ?? {})
        ? strategic(old, document, isMutableObject(body) ? body : {}, validation)
        : failure(badRequest(`json: cannot unmarshal ${jsonKind(body)} into Go value of type map[string]interface {}`))
    case 'merge':
      if (isMutableObject(body)) return reread(old, mergePatch(document, body), validation)
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
      return applied.ok ? reread(old, applied.value, validation, checked.value) : failure(REJECTED)
    }
    case 'apply':
      return failure(badRequest('an apply patch is not laid over'))
  }
}

function strategic(old: ApiObject, document: MutableObject, body: MutableObject, validation: FieldValidation): Result<Patched, ApiStatus> {
  const table = TABLE_BY_KIND[old.kind]
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
  old: ApiObject,
  document: MutableJson,
  validation: FieldValidation,
  unknown: readonly string[] = [],
): Result<Patched, ApiStatus> {
  const decoded = decodeStruct(TABLE_BY_KIND[old.kind], document)
  const { draft, error } = decoded
  const strictErrors = [...unknown, ...decoded.strictErrors]
  const text = () => goQuote(goJson(document, { html: 'escaped', indent: 0, keys: 'given' }))
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

/** A patch can't change the version. */
function versionProblem(kind: Kind, { apiVersion }: Draft): ApiStatus | undefined {
  const expected = apiVersionOf(kindInfo(kind))
  if (typeof apiVersion !== 'string' || apiVersion === '' || apiVersion === expected) return undefined
  return badRequest(`the API version in the data (${apiVersion}) does not match the expected API version (${expected})`)
}
