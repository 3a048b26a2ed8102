// Other places that a refusal has to do with: the first of two equal values, the field that excludes this one, the labels that don't match.

import type { StructTable } from '../api/fields/field-table.ts'
import { isJsonArray, isJsonObject } from '../base/json.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import type { JsonPath } from '../yaml/index.ts'
import type { RelatedPlace } from './diagnostic.ts'
import { placesOfField, stepInto, valueAt } from './field-walk.ts'
import { wordsNamed } from './shown-value.ts'
import type { WrittenDocument } from './text-place.ts'
import { markKey, markValue } from './text-place.ts'

export function relatedPlaces(
  document: WrittenDocument,
  table: StructTable | undefined,
  path: JsonPath,
  text: string,
): readonly RelatedPlace[] {
  if (text.startsWith('json: ')) return []
  const paths = [...equalBefore(document, path, text), ...pathsNamed(document, table, text), ...neighboursNamed(document, path, text)]
  const written = [...new Map(paths.map((each) => [each.join('\n'), each])).values()].filter(
    (each) => document.sourceMap.rangeOf(each) !== undefined,
  )
  return written.map((each) => ({
    path: each,
    range: typeof each.at(-1) === 'number' ? markValue(document, each) : markKey(document, each),
  }))
}

/** The first item of the list with the same value in this field. */
function equalBefore({ value }: WrittenDocument, path: JsonPath, text: string): readonly JsonPath[] {
  if (!/^Duplicate value|must be unique$/.test(text)) return []
  const at = path.findLastIndex((step) => typeof step === 'number')
  const index = path[at]
  const list = valueAt(value, path.slice(0, at))
  if (typeof index !== 'number' || !isJsonArray(list)) return []
  const rest = path.slice(at + 1)
  const mine = valueAt(list[index] ?? null, rest)
  const first = list.slice(0, index).findIndex((item) => isDeepEqual(valueAt(item, rest), mine))
  return first < 0 ? [] : [[...path.slice(0, at), first, ...rest]]
}

/** Whole paths in the text: `duplicate port definition with spec.containers[0].ports[0]`. */
function pathsNamed({ value }: WrittenDocument, table: StructTable | undefined, text: string): readonly JsonPath[] {
  return [...text.matchAll(/\bspec(?:\.\w+(?:\[\d+\])?)+/g)].flatMap(([printed]) =>
    placesOfField(value, table, printed)
      .filter((place) => place.value !== undefined)
      .map(({ path }) => path),
  )
}

/** Fields named in the text that stand beside this one, or beside what it stands in. */
function neighboursNamed({ value }: WrittenDocument, path: JsonPath, text: string): readonly JsonPath[] {
  const found: JsonPath[] = []
  for (const name of new Set(wordsNamed(text))) {
    for (let length = path.length - 1; length >= Math.max(path.length - 5, 0); length -= 1) {
      const parent = path.slice(0, length)
      const holder = valueAt(value, parent)
      if (name === path[length] || !isJsonObject(holder)) continue
      if (stepInto({ path: parent, value: holder, type: undefined }, name).value === undefined) continue
      found.push([...parent, name])
      break
    }
  }
  return found
}
