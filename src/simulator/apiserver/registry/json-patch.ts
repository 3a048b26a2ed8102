// JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7386) on plain values.
// @source gopkg.in/evanphx/json-patch.v4

import { anyValue, omitEmpty, string, struct } from '../../api/fields/field-table.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { compareBytes } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonObject, JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { copyJson, isMutableObject, setMember } from '../../base/mutable-json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { decodeStruct, jsonKind } from '../decode/decoder.ts'

interface Operation {
  readonly op: string
  readonly path: string | undefined
  readonly from: string | undefined
  readonly value: JsonValue | undefined
}

/** What strict reading of a JSON patch finds. @source apiserver/pkg/endpoints/handlers/patch.go jsonPatchOp */
const OPERATION = struct('handlers.jsonPatchOp', {
  op: omitEmpty(string),
  path: omitEmpty(string),
  from: omitEmpty(string),
  value: omitEmpty(anyValue),
})

/** Whether the document is a patch at all, as it is read where fields are checked; members that mean nothing become warnings. */
export function checkOperations(patch: JsonValue): Result<readonly string[], string> {
  if (patch === null) return success([])
  if (!isJsonArray(patch)) return failure(`json: cannot unmarshal ${jsonKind(patch)} into Go value of type []handlers.jsonPatchOp`)
  const unknown: string[] = []
  for (const [index, item] of patch.entries()) {
    if (item === null) continue
    const { error, strictErrors } = decodeStruct(OPERATION, item)
    if (error !== undefined) return failure(error)
    unknown.push(...strictErrors.map((each) => `json patch ${each.replace('field "', `field "[${String(index)}].`)}`))
  }
  return success(unknown)
}

/** The operations of a patch, or what is wrong with the document. */
export function readOperations(patch: JsonValue): Result<readonly Operation[], string> {
  if (patch === null) return success([])
  if (!isJsonArray(patch)) return failure(`json: cannot unmarshal ${jsonKind(patch)} into Go value of type jsonpatch.Patch`)
  const operations: Operation[] = []
  for (const item of patch) {
    if (item === null) operations.push({ op: 'unknown', path: undefined, from: undefined, value: undefined })
    else if (!isJsonObject(item)) return failure(`json: cannot unmarshal ${jsonKind(item)} into Go value of type jsonpatch.Operation`)
    else operations.push(operationOf(item))
  }
  return success(operations)
}

function operationOf(item: JsonObject): Operation {
  const text = (field: string) => (typeof item[field] === 'string' ? item[field] : undefined)
  return { op: text('op') ?? 'unknown', path: text('path'), from: text('from'), value: item['value'] }
}

/** Works on `document` in place; the problem is the library's words. Objects that a path goes through get their keys sorted. */
export function applyOperations(document: MutableObject, operations: readonly Operation[]): Result<MutableObject, string> {
  let result = document
  const opened: Opened = new Set([document])
  for (const operation of operations) {
    const { op, path, value } = operation
    if (op === 'replace' && path === '') {
      const whole = copyJson(value)
      if (!isMutableObject(whole)) return failure('replace operation value must be object or array')
      result = whole
      opened.add(whole)
      continue
    }
    const problem = applyOperation({ document: result, opened }, operation)
    if (problem !== undefined) return failure(problem)
  }
  for (const object of opened) sortKeys(object)
  return success(result)
}

/** The library keeps what no path goes through as text, and reads all else into maps of Go, which it writes in the order of their keys. */
type Opened = Set<MutableObject>

interface Patched {
  readonly document: MutableObject
  readonly opened: Opened
}

function open(opened: Opened, value: MutableJson | undefined): void {
  if (!isMutableObject(value)) return
  sortKeys(value)
  opened.add(value)
}

/** What is compared is read to the ground. */
function openAll(opened: Opened, value: MutableJson | undefined): void {
  open(opened, value)
  if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) openAll(opened, member)
}

function sortKeys(object: MutableObject): void {
  for (const [key, value] of Object.entries(sorted(object))) {
    delete object[key]
    setMember(object, key, value)
  }
}

const NO_PATH = 'operation missing path field: missing value'

function applyOperation(document: Patched, { op, path, from, value }: Operation): string | undefined {
  switch (op) {
    case 'add':
      if (path === undefined) return 'add operation failed to decode path: missing value'
      return add(
        document,
        path,
        copyJson(value),
        `add operation does not apply: doc is missing path: "${path}": missing value`,
        `error in add for path: '${path}'`,
      )
    case 'remove':
      if (path === undefined) return 'remove operation failed to decode path: missing value'
      return remove(document, path)
    case 'replace':
      return path === undefined ? `replace operation failed to decode path: ${NO_PATH}` : replace(document, path, copyJson(value))
    case 'move':
      return move(document, from, path)
    case 'copy':
      return copy(document, from, path)
    case 'test':
      return path === undefined ? `test operation failed to decode path: ${NO_PATH}` : test(document, path, value)
    default:
      return `Unexpected kind: ${op}`
  }
}

interface Place {
  readonly holder: MutableObject | MutableJson[]
  readonly key: string
}

function resolve({ document, opened }: Patched, path: string): Place | undefined {
  const parts = path.split('/').slice(1).map(decodeKey)
  const key = parts.pop()
  if (key === undefined) return undefined
  let holder: MutableJson | undefined = document
  for (const part of parts) {
    if (!Array.isArray(holder) && !isMutableObject(holder)) return undefined
    const found = get({ holder, key: part })
    if (!found.ok) return undefined
    holder = found.value
    open(opened, holder)
  }
  return Array.isArray(holder) || isMutableObject(holder) ? { holder, key } : undefined
}

function decodeKey(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** The place of a list item; below zero counts from the end. `length` is how many places there are. */
function indexOf(key: string, length: number): Result<number, string> {
  if (!/^[+-]?\d+$/.test(key)) return failure(`strconv.Atoi: parsing ${goQuote(key)}: invalid syntax`)
  const index = Number(key)
  if (index >= length || index < -length) return failure(`Unable to access invalid index: ${String(index)}: invalid index referenced`)
  return success(index < 0 ? index + length : index)
}

/** An object gives nothing for a key it lacks; a list has no place for it. */
function get({ holder, key }: Place): Result<MutableJson | undefined, string> {
  if (!Array.isArray(holder)) return success(Object.hasOwn(holder, key) ? holder[key] : undefined)
  const index = indexOf(key, holder.length)
  return index.ok ? success(holder[index.value]) : index
}

function add(document: Patched, path: string, value: MutableJson, missing: string, context: string): string | undefined {
  const place = resolve(document, path)
  if (place === undefined) return missing
  const { holder, key } = place
  if (!Array.isArray(holder)) setMember(holder, key, value)
  else if (key === '-') holder.push(value)
  else {
    const index = indexOf(key, holder.length + 1)
    if (!index.ok) {
      const problem = index.problem.startsWith('strconv') ? `value was not a proper array index: '${key}': ${index.problem}` : index.problem
      return `${context}: ${problem}`
    }
    holder.splice(index.value, 0, value)
  }
  return undefined
}

function remove(document: Patched, path: string): string | undefined {
  const place = resolve(document, path)
  if (place === undefined) return `remove operation does not apply: doc is missing path: "${path}": missing value`
  const problem = takeAway(place)
  return problem === undefined ? undefined : `error in remove for path: '${path}': ${problem}`
}

function takeAway({ holder, key }: Place): string | undefined {
  if (Array.isArray(holder)) {
    const index = indexOf(key, holder.length)
    if (!index.ok) return index.problem
    holder.splice(index.value, 1)
  } else if (Object.hasOwn(holder, key)) delete holder[key]
  else return `Unable to remove nonexistent key: ${key}: missing value`
  return undefined
}

/** A key that an object lacks is set all the same. */
function replace(document: Patched, path: string, value: MutableJson): string | undefined {
  const place = resolve(document, path)
  if (place === undefined) return `replace operation does not apply: doc is missing path: ${path}: missing value`
  if (!get(place).ok) return `replace operation does not apply: doc is missing key: ${path}: missing value`
  const { holder, key } = place
  if (!Array.isArray(holder)) setMember(holder, key, value)
  else {
    const index = indexOf(key, holder.length)
    if (index.ok) holder[index.value] = value
  }
  return undefined
}

function move(document: Patched, from: string | undefined, path: string | undefined): string | undefined {
  if (from === undefined) return 'move operation failed to decode from: operation, missing from field: missing value'
  const place = resolve(document, from)
  if (place === undefined) return `move operation does not apply: doc is missing from path: ${from}: missing value`
  const found = get(place)
  const problem = found.ok ? takeAway(place) : found.problem
  if (problem !== undefined || !found.ok) return `error in move for path: '${place.key}': ${problem ?? ''}`
  if (path === undefined) return `move operation failed to decode path: ${NO_PATH}`
  const missing = `move operation does not apply: doc is missing destination path: ${path}: missing value`
  return add(document, path, found.value ?? null, missing, `error in move for path: '${path}'`)
}

function copy(document: Patched, from: string | undefined, path: string | undefined): string | undefined {
  if (from === undefined) return 'copy operation failed to decode from: operation, missing from field: missing value'
  const place = resolve(document, from)
  if (place === undefined) return `copy operation does not apply: doc is missing from path: ${from}: missing value`
  const found = get(place)
  if (!found.ok) return `error in copy for from: '${from}': ${found.problem}`
  if (path === undefined) return 'copy operation failed to decode path: missing value'
  const missing = `copy operation does not apply: doc is missing destination path: ${path}: missing value`
  // What the way to the new place goes through is in order before it is copied.
  resolve(document, path)
  return add(document, path, copyJson(found.value), missing, 'error while adding value during copy')
}

function test(patched: Patched, path: string, value: JsonValue | undefined): string | undefined {
  const place = path === '' ? undefined : resolve(patched, path)
  if (path !== '' && place === undefined) return `test operation does not apply: is missing path: ${path}: missing value`
  const found = place === undefined ? success(patched.document) : get(place)
  if (!found.ok) return `error in test for path: '${path}': ${found.problem}`
  openAll(patched.opened, found.value)
  return isDeepEqual(found.value ?? null, value ?? null) ? undefined : `testing value ${path} failed: test failed`
}

/** Lays a merge patch over `target`: null removes, objects merge, all else replaces. Touched objects get their keys sorted. */
export function mergePatch(target: MutableObject, patch: MutableObject): MutableObject {
  const merged: MutableObject = { ...target }
  for (const [key, value] of Object.entries(patch)) {
    const present = merged[key]
    if (value === null) delete merged[key]
    else if (!isMutableObject(present)) setMember(merged, key, withoutNulls(value))
    else setMember(merged, key, isMutableObject(value) ? mergePatch(present, value) : value)
  }
  return sorted(merged)
}

/** What is new to the object keeps no nulls but those that are items of lists. @source json-patch merge.go pruneNulls */
function withoutNulls(value: MutableJson): MutableJson {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isMutableObject(value)) return value
  const kept: MutableObject = {}
  for (const [key, member] of Object.entries(value)) if (member !== null) setMember(kept, key, withoutNulls(member))
  return sorted(kept)
}

function sorted(object: MutableObject): MutableObject {
  const ordered: MutableObject = {}
  for (const key of Object.keys(object).sort(compareBytes)) setMember(ordered, key, object[key] ?? null)
  return ordered
}
