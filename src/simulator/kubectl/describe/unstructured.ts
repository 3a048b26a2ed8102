// An object of a kind without a description of its own: its fields in the order of the alphabet, with names for people.
// @source k8s.io/kubectl pkg/describe/describe.go genericDescriber, printUnstructuredContent, smartLabelFor

import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import type { ApiObject } from '../../api/objects.ts'
import { compareBytes } from '../../base/go-json.ts'
import type { JsonObject, JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import type { Description } from './writer.ts'

/** They stand above, or say nothing to people. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set([
  '.metadata.managedFields',
  '.metadata.name',
  '.metadata.namespace',
  '.metadata.labels',
  '.metadata.annotations',
])
const ACRONYMS: ReadonlySet<string> = new Set(['API', 'URL', 'UID', 'GUID'])

export function describeUnstructured(out: Description, object: ApiObject): void {
  const { metadata } = object
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  describeFields(out, 0, jsonFromObject(object), '')
}

function describeFields(out: Description, level: number, fields: JsonObject, path: string): void {
  for (const name of Object.keys(fields).sort(compareBytes)) {
    const here = `${path}.${name}`
    const value = fields[name] ?? null
    if (SHOWN_ELSEWHERE.has(here)) continue
    if (isJsonObject(value)) {
      out.line(level, `${labelFor(name)}:`)
      describeFields(out, level + 1, value, here)
    } else if (isJsonArray(value)) {
      out.line(level, `${labelFor(name)}:`)
      for (const item of value) {
        if (isJsonObject(item)) describeFields(out, level + 1, item, here)
        else out.line(level + 1, textOf(item))
      }
    } else out.line(level, `${labelFor(name)}:\t${textOf(value)}`)
  }
}

function textOf(value: JsonValue): string {
  return value === null ? '<nil>' : typeof value === 'string' ? value : JSON.stringify(value)
}

/** `apiVersion` is `API Version`; a name with other signs than letters is left alone. */
function labelFor(field: string): string {
  if (/[^\p{L}-]/u.test(field)) return field
  const parts = field.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|-+/gu) ?? []
  return mergeAcronyms(parts)
    .map((part) => (ACRONYMS.has(part.toUpperCase()) ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1)))
    .join(' ')
}

/** Capitals and the word behind them are one: `JSONPath`. */
function mergeAcronyms(parts: readonly string[]): readonly string[] {
  return parts.reduce<readonly string[]>((merged, part) => {
    const last = merged.at(-1) ?? ''
    return /^\p{Lu}{2,}$/u.test(last) && /^\p{Lu}/u.test(part) ? [...merged.slice(0, -1), last + part] : [...merged, part]
  }, [])
}
