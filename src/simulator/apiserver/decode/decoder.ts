// JSON into the shape that a table describes, with the errors that Go's decoder gives (D-2 … D-7).
//
// Three kinds of trouble, as upstream: a wrong type is remembered and decoding goes on, the first one counts; a value that its own type
// can't parse (quantities, times) ends decoding at once and counts more; unknown and duplicate fields are listed, and count only when
// nothing else is wrong.

import type { FieldType, StructTable } from '../../api/fields/field-table.ts'
import { goTypeOf } from '../../api/fields/go-type.ts'
import { decodeBase64, encodeBase64 } from '../../base/base64.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonValue } from '../../base/json.ts'
import { isJsonArray } from '../../base/json.ts'
import { goJson } from '../../base/go-json.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { copyJson, setMember } from '../../base/mutable-json.ts'
import { parseQuantity, printQuantity } from '../../base/quantity.ts'
import { parseGoTime } from './go-time.ts'
import { zeroScalar } from './zero-value.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'

/** A decoded object that defaulting may still change. Only what was set is there. */
export type Draft = MutableObject
export type DraftValue = MutableJson

export interface DecodeOutcome {
  readonly draft: Draft
  /** Go's words for the first wrong type, or for the value that could not be parsed. */
  readonly error: string | undefined
  /** Where that is, as keys and indexes of the JSON. */
  readonly errorPath: readonly (string | number)[]
  /** `unknown field "spec.foo"`, in the order met. */
  readonly strictErrors: readonly string[]
}

/** @source sigs.k8s.io/json savedStrictErrors */
const STRICT_ERROR_LIMIT = 100

const INTEGER_LIMITS = { int: 2 ** 63, int32: 2 ** 31, int64: 2 ** 63, uint8: 2 ** 8, uint32: 2 ** 32 } as const

interface Decoding {
  error: string | undefined
  errorPath: readonly (string | number)[]
  readonly strictErrors: Set<string>
  /** Names of the fields walked through, embedded structs included, list indexes and map keys not. */
  readonly fields: string[]
  readonly path: (string | number)[]
}

/** Thrown inside this file only, by values that end decoding at once. */
class Aborted {}

export function decodeStruct(table: StructTable, value: JsonValue): DecodeOutcome {
  const decoding: Decoding = { error: undefined, errorPath: [], strictErrors: new Set(), fields: [], path: [] }
  let draft: Draft = {}
  try {
    const decoded = decode(decoding, table, value, '')
    if (typeof decoded === 'object' && decoded !== null && !Array.isArray(decoded)) draft = decoded
  } catch (thrown) {
    if (!(thrown instanceof Aborted)) throw thrown
  }
  return { draft, error: decoding.error, errorPath: decoding.errorPath, strictErrors: [...decoding.strictErrors] }
}

/** One value by itself, as a type's own `UnmarshalJSON` reads it. */
export function decodeValue(
  type: FieldType,
  value: JsonValue,
): { readonly value: DraftValue | undefined; readonly error: string | undefined } {
  const decoding: Decoding = { error: undefined, errorPath: [], strictErrors: new Set(), fields: [], path: [] }
  try {
    const decoded = decode(decoding, type, value, '')
    return { value: decoded, error: decoding.error }
  } catch (thrown) {
    if (!(thrown instanceof Aborted)) throw thrown
    return { value: undefined, error: decoding.error }
  }
}

/** The decoded value, or undefined for what stays at its zero value. */
function decode(decoding: Decoding, type: FieldType, value: JsonValue, struct: string): DraftValue | undefined {
  if (value === null) return undefined
  switch (type.kind) {
    case 'struct':
      return typeof value === 'object' && !isJsonArray(value)
        ? decodeFields(decoding, type, value)
        : mismatch(decoding, type, value, struct)
    case 'map': {
      if (typeof value !== 'object' || isJsonArray(value)) return mismatch(decoding, type, value, struct)
      const map: Draft = {}
      for (const [key, item] of Object.entries(value)) {
        if (item === undefined) continue
        decoding.path.push(key)
        setMember(map, key, decode(decoding, type.values, item, struct) ?? zeroElement(type.values))
        decoding.path.pop()
      }
      return map
    }
    case 'list': {
      if (!isJsonArray(value)) return mismatch(decoding, type, value, struct)
      return value.map((item, index) => {
        decoding.path.push(index)
        const decoded = decode(decoding, type.items, item, struct) ?? zeroElement(type.items)
        decoding.path.pop()
        return decoded
      })
    }
    case 'string':
      return typeof value === 'string' ? value : mismatch(decoding, type, value, struct)
    case 'boolean':
      return typeof value === 'boolean' ? value : mismatch(decoding, type, value, struct)
    case 'number':
      return decodeNumber(decoding, type, value, struct)
    case 'bytes':
      return decodeBytes(decoding, type, value, struct)
    case 'quantity': {
      const parsed = parseQuantity((typeof value === 'string' ? value : goJson(value)).trim())
      return parsed.ok ? printQuantity(parsed.value) : abort(decoding, parsed.problem)
    }
    case 'time':
    case 'microTime': {
      if (typeof value !== 'string') return abort(decoding, typeProblem(decoding, value, 'string', struct))
      const parsed = parseGoTime(value, type.kind === 'microTime')
      return parsed.ok ? parsed.value : abort(decoding, parsed.problem)
    }
    case 'intOrString': {
      if (typeof value === 'string') return value
      if (typeof value === 'number' && isInteger(value, INTEGER_LIMITS.int32)) return value
      return abort(
        decoding,
        typeProblem(decoding, value, 'int32', struct, typeof value === 'number' ? `number ${goJson(value)}` : jsonKind(value)),
      )
    }
    case 'any':
      return copyJson(value)
  }
}

function decodeFields(decoding: Decoding, table: StructTable, value: { readonly [key: string]: JsonValue | undefined }): Draft {
  const fields = fieldsOf(table)
  const draft: Draft = {}
  const struct = table.goType.slice(table.goType.lastIndexOf('.') + 1)
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue
    const field = fields.get(key)
    if (field === undefined) {
      if (decoding.strictErrors.size < STRICT_ERROR_LIMIT)
        decoding.strictErrors.add(`unknown field ${goQuote(printPath([...decoding.path, key]))}`)
      continue
    }
    decoding.fields.push(...field.embeddedIn, key)
    decoding.path.push(key)
    const decoded = decode(decoding, field.row.type, member, struct)
    if (decoded !== undefined) draft[key] = decoded
    decoding.path.pop()
    decoding.fields.length -= field.embeddedIn.length + 1
  }
  return draft
}

/** As strict errors print it: `spec.containers[0].foo`. */
function printPath(path: readonly (string | number)[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${String(step)}]` : index === 0 ? step : `.${step}`)).join('')
}

function decodeNumber(
  decoding: Decoding,
  type: Extract<FieldType, { kind: 'number' }>,
  value: JsonValue,
  struct: string,
): number | undefined {
  if (typeof value !== 'number') return mismatch(decoding, type, value, struct)
  if (type.goType === 'float64') return value
  const fits = isInteger(value, INTEGER_LIMITS[type.goType]) && (!type.goType.startsWith('u') || value >= 0)
  if (fits) return value
  remember(decoding, typeProblem(decoding, value, type.goType, struct, `number ${goJson(value)}`))
  return undefined
}

function decodeBytes(decoding: Decoding, type: FieldType, value: JsonValue, struct: string): string | undefined {
  if (isJsonArray(value)) {
    // Go reads a list of small numbers into bytes as well.
    const numbers = value.map((item, index) => {
      decoding.path.push(index)
      const byte = decode(decoding, { kind: 'number', goType: 'uint8' }, item, struct)
      decoding.path.pop()
      return typeof byte === 'number' ? byte : 0
    })
    return encodeBase64(Uint8Array.from(numbers))
  }
  if (typeof value !== 'string') return mismatch(decoding, type, value, struct)
  const bytes = decodeBase64(value)
  if (!bytes.ok) {
    remember(decoding, `illegal base64 data at input byte ${String(bytes.problem.offset)}`)
    return undefined
  }
  // Bits that stand for no byte are forgotten, `YW==` becomes `YQ==`, and so are ends of lines.
  return encodeBase64(bytes.value)
}

function isInteger(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= -limit && value < limit
}

/** What a missing list item or map value reads as. */
function zeroElement(type: FieldType): DraftValue {
  if (type.kind === 'list') return []
  return type.kind === 'struct' || type.kind === 'map' ? {} : zeroScalar(type)
}

function mismatch(decoding: Decoding, type: FieldType, value: JsonValue, struct: string): undefined {
  remember(decoding, typeProblem(decoding, value, goTypeOf(type), struct))
  return undefined
}

function typeProblem(decoding: Decoding, value: JsonValue, goType: string, struct: string, shown = jsonKind(value)): string {
  const target = struct === '' ? 'Go value' : `Go struct field ${struct}.${decoding.fields.join('.')}`
  return `json: cannot unmarshal ${shown} into ${target} of type ${goType}`
}

function remember(decoding: Decoding, error: string): void {
  if (decoding.error !== undefined) return
  decoding.error = error
  decoding.errorPath = [...decoding.path]
}

function abort(decoding: Decoding, error: string): never {
  decoding.error = error
  decoding.errorPath = [...decoding.path]
  throw new Aborted()
}

/** As Go's decoder names what it found: `array`, `bool`, `number`. */
export function jsonKind(value: JsonValue): string {
  if (isJsonArray(value)) return 'array'
  if (typeof value === 'boolean') return 'bool'
  return value === null ? 'null' : typeof value
}
