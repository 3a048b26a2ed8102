// The body of a write: decoded strictly or with warnings, defaulted, and converted the way the API server converts it.

import type { FieldValidation } from '../../api/client.ts'
import type { Kind } from '../../api/kinds.ts'
import { apiVersionOf, findKind, kindInfo } from '../../api/kinds.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import type { ApiStatus } from '../../api/status.ts'
import { encodeBase64 } from '../../base/base64.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonObject, JsonValue } from '../../base/json.ts'
import { isJsonObject } from '../../base/json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { encodeUtf8 } from '../../base/utf8.ts'
import type { Draft } from '../decode/decoder.ts'
import { decodeStruct } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import { applyDefaults } from '../defaults/defaulter.ts'
import { memberOf } from '../defaults/draft-field.ts'
import { badRequest, refusal, undecodable } from '../refusal.ts'
import type { RequestContext } from '../server-parts.ts'
import { strategiesFor } from './kind-strategy.ts'

/** @source apiserver/pkg/server/config.go MaxRequestBodyBytes */
const BODY_LIMIT_BYTES = 3 * 1024 * 1024

export interface ReadBody {
  readonly draft: Draft
  readonly warnings: readonly string[]
}

export function readBody(
  context: RequestContext,
  kind: Kind,
  body: JsonValue,
  fieldValidation: FieldValidation,
): Result<ReadBody, ApiStatus> {
  if (isTooLarge(body))
    return failure(refusal(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${String(BODY_LIMIT_BYTES)}`))
  const unregistered = isJsonObject(body) ? unregisteredKind(kind, body) : undefined
  if (unregistered !== undefined) return failure(unregistered)
  const { draft, error, strictErrors } = decodeStruct(TABLE_BY_KIND[kind], body)
  if (error !== undefined) return failure(undecodable(kind, error))
  const unreadable = completeDraft(context, kind, draft)
  if (unreadable !== undefined) return failure(undecodable(kind, unreadable))
  if (strictErrors.length > 0 && fieldValidation === 'Strict')
    return failure(undecodable(kind, `strict decoding error: ${strictErrors.join(', ')}`))
  return success({ draft, warnings: fieldValidation === 'Warn' ? strictErrors : [] })
}

/** Defaults, and what conversion between versions does. Changes the draft in place. @returns Go's words for what can't be read */
export function completeDraft({ parts }: RequestContext, kind: Kind, draft: Draft): string | undefined {
  const info = kindInfo(kind)
  draft['kind'] = info.kind
  draft['apiVersion'] = apiVersionOf(info)
  const strategies = strategiesFor(kind, parts)
  applyDefaults(TABLE_BY_KIND[kind], draft, strategies?.defaults)
  if (kind === 'Secret') mergeStringData(draft)
  return strategies?.strategies[kind]?.convert?.(draft)
}

/** `stringData` is written over `data` and forgotten (SEC-1). @source pkg/apis/core/v1/conversion.go Convert_v1_Secret_To_core_Secret */
function mergeStringData(secret: Draft): void {
  const texts = secret['stringData']
  if (isDraft(texts) && Object.keys(texts).length > 0) {
    const data = memberOf(secret, 'data')
    for (const [key, text] of Object.entries(texts)) data[key] = typeof text === 'string' ? encodeBase64(encodeUtf8(text)) : ''
  }
  delete secret['stringData']
}

/** A body of a kind that nobody registered, such as `configmap`, or of a version that knows no such kind. */
function unregisteredKind(kind: Kind, { apiVersion, kind: name }: JsonObject): ApiStatus | undefined {
  const written = typeof name === 'string' && name !== '' ? name : kind
  const version = typeof apiVersion === 'string' && apiVersion !== '' ? apiVersion : apiVersionOf(kindInfo(kind))
  if (findKind(version, written) !== undefined) return undefined
  const last = version.slice(version.lastIndexOf('/') + 1)
  return badRequest(`${written} in version ${goQuote(last)} cannot be handled as a ${kind}: ${notRegistered(written, version)}`)
}

/** @source apimachinery/pkg/runtime/error.go notRegisteredErr */
export function notRegistered(kind: string, apiVersion: string): string {
  return `no kind ${goQuote(kind)} is registered for version ${goQuote(apiVersion)} in scheme "pkg/runtime/scheme.go:111"`
}

/** Counts only what can be long: a manifest of many megabytes holds long texts. */
function isTooLarge(body: JsonValue): boolean {
  let budget = BODY_LIMIT_BYTES
  const open: (JsonValue | undefined)[] = [body]
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (typeof value === 'string') budget -= value.length
    else if (typeof value === 'object' && value !== null) open.push(...Object.values(value))
    if (budget < 0) return true
  }
  return false
}
