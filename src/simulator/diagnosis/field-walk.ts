// From a field as it is printed to its place in an object: `spec.containers[0].env[1].name`, `data[a.b]`, `metadata.labels`.
//
// The API server's paths are not always whole: some leave out the index of a list (`volumeMounts.subPath`), some a level in between
// (`spec.template.labels`, `downwardAPI.path`), and one is misspelt. So a path may lead to several places; the caller chooses.

import type { FieldType } from '../api/fields/field-table.ts'
import { fieldsOf } from '../api/fields/struct-fields.ts'
import type { JsonValue } from '../base/json.ts'
import { isJsonArray, isJsonObject } from '../base/json.ts'
import type { JsonPath } from '../yaml/index.ts'
import { distance } from './distance.ts'

export interface FieldPlace {
  /** As far as it is named, also where nothing is written. */
  readonly path: JsonPath
  /** Undefined where nothing is written. */
  readonly value: JsonValue | undefined
  readonly type: FieldType | undefined
}

/** All places that a printed field may mean, in the order of the text. Never empty. */
export function placesOfField(root: JsonValue, table: FieldType | undefined, printed: string): readonly FieldPlace[] {
  const start: FieldPlace = { path: [], value: root, type: table }
  return printed === '' || printed === '[]' ? [start] : walk(start, printed)
}

function walk(place: FieldPlace, rest: string): readonly FieldPlace[] {
  if (rest === '') return [place]
  const { value } = place
  if (rest.startsWith('[')) {
    const inner = innerOf(value, rest)
    const key = isJsonArray(value) && /^\d+$/.test(inner) ? Number(inner) : inner
    return walk(stepInto(place, key), rest.slice(inner.length + 2))
  }
  const names = rest.startsWith('.') ? rest.slice(1) : rest
  const name = ownKey(value, names) ?? /^[^.[]*/.exec(names)?.[0] ?? ''
  const further = names.slice(name.length)
  if (name === '') return [place]
  if (isJsonArray(value)) {
    const items = value.flatMap((_, index) => walk(stepInto(place, index), rest))
    return items.length === 0 ? [stepInto(place, name)] : items
  }
  const named = stepInto(place, name)
  if (named.value !== undefined || named.type !== undefined) return walk(named, further)
  const between = levelBetween(place, name)
  if (between !== undefined) return walk(stepInto(place, between), `.${names}`)
  const misspelt = isJsonObject(value) ? Object.keys(value).find((key) => key.length > 4 && distance(key, name, 1) <= 1) : undefined
  return misspelt === undefined ? [named] : walk(stepInto(place, misspelt), further)
}

/** What stands in the brackets at the beginning; keys may hold brackets and dots themselves. */
function innerOf(value: JsonValue | undefined, rest: string): string {
  const keys = isJsonObject(value) ? Object.keys(value).filter((key) => rest.startsWith(`[${key}]`)) : []
  const longest = keys.toSorted((a, b) => b.length - a.length)[0]
  return longest ?? /^\[([^\]]*)\]?/.exec(rest)?.[1] ?? ''
}

/** The longest key of the object that the names begin with: unknown fields may have dots. */
function ownKey(value: JsonValue | undefined, names: string): string | undefined {
  if (!isJsonObject(value)) return undefined
  const fitting = Object.keys(value).filter((key) => key !== '' && names.startsWith(key) && /^[.[]|^$/.test(names.slice(key.length)))
  return fitting.toSorted((a, b) => b.length - a.length)[0]
}

export function stepInto({ path, value, type }: FieldPlace, step: string | number): FieldPlace {
  const inside =
    typeof step === 'number'
      ? isJsonArray(value)
        ? value[step]
        : undefined
      : isJsonObject(value) && Object.hasOwn(value, step)
        ? value[step]
        : undefined
  return { path: [...path, step], value: inside, type: typeInside(type, step) }
}

function typeInside(type: FieldType | undefined, step: string | number): FieldType | undefined {
  if (type?.kind === 'list') return typeof step === 'number' ? type.items : undefined
  if (type?.kind === 'map') return type.values
  return type?.kind === 'struct' ? fieldsOf(type).get(String(step))?.row.type : undefined
}

/** The field of a struct whose own struct, or list of structs, has a field of that name. */
function levelBetween({ type, value }: FieldPlace, name: string): string | undefined {
  if (type?.kind !== 'struct') return undefined
  const having = [...fieldsOf(type).values()].filter(({ row }) => {
    const inner = row.type.kind === 'list' ? row.type.items : row.type
    return inner.kind === 'struct' && fieldsOf(inner).has(name)
  })
  const written = having.find((field) => isJsonObject(value) && value[field.name] !== undefined)
  return (written ?? having.find((field) => field.name === 'metadata' || field.name === 'items'))?.name
}

/** The type at a path, from the tables; undefined where they know nothing. */
export function typeAt(table: FieldType | undefined, path: JsonPath): FieldType | undefined {
  return path.reduce<FieldType | undefined>(typeInside, table)
}

/** What is written at a path. */
export function valueAt(root: JsonValue, path: JsonPath): JsonValue | undefined {
  return path.reduce<FieldPlace>(stepInto, { path: [], value: root, type: undefined }).value
}

/** As the API server prints it: keys of maps in brackets. */
export function printPath(table: FieldType | undefined, path: JsonPath): string {
  let text = ''
  let type = table
  for (const step of path) {
    const inBrackets = typeof step === 'number' || type?.kind === 'map'
    text += inBrackets ? `[${String(step)}]` : text === '' ? step : `.${step}`
    type = typeInside(type, step)
  }
  return text
}
