// JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7386) on plain values.
// @source gopkg.in/evanphx/json-patch.v4

import { isDeepEqual } from '../../base/deep-equal.ts'
import type { JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { copyJson, isMutableObject, setMember } from '../../base/mutable-json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { jsonKind } from '../decode/decoder.ts'

interface Operation {
  readonly op: string
  readonly path: string
  readonly from: string
  readonly value: JsonValue | undefined
}

/** The operations of a patch, or what is wrong with the document. */
export function readOperations(patch: JsonValue): Result<readonly Operation[], string> {
  if (!isJsonArray(patch)) return failure(`json: cannot unmarshal ${jsonKind(patch)} into Go value of type jsonpatch.Patch`)
  const operations: Operation[] = []
  for (const item of patch) {
    if (!isJsonObject(item)) return failure(`json: cannot unmarshal ${jsonKind(item)} into Go value of type jsonpatch.Operation`)
    const text = (field: string) => (typeof item[field] === 'string' ? item[field] : '')
    operations.push({ op: text('op'), path: text('path'), from: text('from'), value: item['value'] })
  }
  return success(operations)
}

/** Works on `document` in place; the problem is the library's words. */
export function applyOperations(document: MutableObject, operations: readonly Operation[]): Result<MutableObject, string> {
  for (const operation of operations) {
    const problem = applyOperation(document, operation)
    if (problem !== undefined) return failure(problem)
  }
  return success(document)
}

function applyOperation(document: MutableObject, { op, path, from, value }: Operation): string | undefined {
  switch (op) {
    case 'add':
      return add(document, path, copyJson(value))
    case 'remove':
      return take(document, path, 'remove').problem
    case 'replace': {
      const place = resolve(document, path)
      if (place === undefined || memberAt(place) === undefined)
        return `replace operation does not apply: doc is missing key: ${path}: missing value`
      put(place, copyJson(value))
      return undefined
    }
    case 'move': {
      const taken = take(document, from, 'move')
      return taken.problem ?? add(document, path, taken.value ?? null)
    }
    case 'copy': {
      const place = resolve(document, from)
      const found = place === undefined ? undefined : memberAt(place)
      return found === undefined
        ? `copy operation does not apply: doc is missing from path: ${from}: missing value`
        : add(document, path, copyJson(found))
    }
    case 'test': {
      const place = resolve(document, path)
      const found = place === undefined ? undefined : memberAt(place)
      return isDeepEqual(found ?? null, value ?? null) ? undefined : `testing value ${path} failed`
    }
    default:
      return `Unexpected kind: ${op}`
  }
}

interface Place {
  readonly holder: MutableObject | MutableJson[]
  readonly key: string
}

function resolve(document: MutableObject, path: string): Place | undefined {
  const parts = path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const key = parts.pop()
  if (key === undefined) return undefined
  let holder: MutableJson | undefined = document
  for (const part of parts) {
    if (Array.isArray(holder)) holder = holder[Number(part)]
    else if (isMutableObject(holder)) holder = holder[part]
    else return undefined
  }
  return Array.isArray(holder) || isMutableObject(holder) ? { holder, key } : undefined
}

function memberAt({ holder, key }: Place): MutableJson | undefined {
  return Array.isArray(holder) ? holder[Number(key)] : holder[key]
}

function put({ holder, key }: Place, value: MutableJson): void {
  if (Array.isArray(holder)) holder[Number(key)] = value
  else setMember(holder, key, value)
}

function add(document: MutableObject, path: string, value: MutableJson): string | undefined {
  const place = resolve(document, path)
  if (place === undefined) return `add operation does not apply: doc is missing path: "${path}": missing value`
  const { holder, key } = place
  if (!Array.isArray(holder)) put(place, value)
  else if (key === '-') holder.push(value)
  else {
    const index = Number(key)
    if (!Number.isInteger(index) || index < 0 || index > holder.length)
      return `Unable to access invalid index: ${key}: invalid index referenced`
    holder.splice(index, 0, value)
  }
  return undefined
}

function take(
  document: MutableObject,
  path: string,
  verb: string,
): { readonly value: MutableJson | undefined; readonly problem: string | undefined } {
  const place = resolve(document, path)
  const value = place === undefined ? undefined : memberAt(place)
  if (place === undefined || value === undefined)
    return { value: undefined, problem: `${verb} operation does not apply: doc is missing path: "${path}": missing value` }
  if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1)
  else delete place.holder[place.key]
  return { value, problem: undefined }
}

/** Lays a merge patch over `target` in place: null removes, objects merge, all else replaces. Touched objects get their keys sorted. */
export function mergePatch(target: MutableObject, patch: MutableObject): MutableObject {
  const merged: MutableObject = { ...target }
  for (const [key, value] of Object.entries(patch)) {
    const present = merged[key]
    if (value === null) delete merged[key]
    else if (isMutableObject(value)) setMember(merged, key, mergePatch(isMutableObject(present) ? present : {}, value))
    else setMember(merged, key, value)
  }
  const sorted: MutableObject = {}
  for (const key of Object.keys(merged).sort()) setMember(sorted, key, merged[key] ?? null)
  return sorted
}
