// Where in an object the trouble is that was told: the place of a field, of a value that doesn't decode, or of what a sentence speaks of.

import type { StructTable } from '../api/fields/field-table.ts'
import { decodeStruct } from '../apiserver/decode/decoder.ts'
import type { JsonValue } from '../base/json.ts'
import { isJsonArray, isJsonObject } from '../base/json.ts'
import type { SourceRange } from '../base/source-range.ts'
import { KINDS } from '../api/kinds.ts'
import type { JsonPath } from '../yaml/index.ts'
import type { Said } from './catalogue.ts'
import { placesOfField, stepInto, valueAt } from './field-walk.ts'
import type { FieldPlace } from './field-walk.ts'
import { misfitOf } from './misfit.ts'
import { isMissing, isShown, shownValue, wordsNamed } from './shown-value.ts'
import type { WrittenDocument } from './text-place.ts'
import { markKey, markValue } from './text-place.ts'

export interface Located {
  readonly path: JsonPath
  readonly range: SourceRange
}

/** @param table  Of the document's kind; undefined for a kind that is not served. */
export function locate(document: WrittenDocument, table: StructTable | undefined, said: Said): Located {
  const { value } = document
  const strict = /^(?:unknown|duplicate) field "([\s\S]*)"$/.exec(said.text)?.[1]
  if (strict !== undefined) {
    const [place] = placesOfField(value, table, unquote(strict))
    const path = place?.path ?? []
    return { path, range: markKey(document, path) }
  }
  if (isDecodeProblem(said.text) || said.field === 'patch') {
    const path = placeOfMisfit(value, table, said.text)
    return { path, range: markValue(document, path) }
  }
  if (said.field === '') {
    const path = SUBJECTS.find(({ says }) => says.test(said.text))?.at(value, said.text) ?? []
    return { path, range: path.length === 0 ? markKey(document, path) : markValue(document, path) }
  }
  const place = written(value, choose(placesOfField(value, table, said.field), said.text))
  const inside = refine(place, said.text)
  const { path, part } = isWhere(value, inside, said.text) ? inside : (elsewhere(value, place.path, said.text) ?? inside)
  return { path, range: part === 'key' ? markKey(document, path) : markValue(document, path) }
}

/** Go writes what can't be seen by its number. */
function unquote(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(/\\(["\\])/g, '$1')
}

function isDecodeProblem(text: string): boolean {
  return /^(?:json: cannot unmarshal|illegal base64|quantities must match|unable to parse quantity|parsing time|cannot restore|unrecognized type|cannot convert)/.test(
    text,
  )
}

function placeOfMisfit(value: JsonValue, table: StructTable | undefined, text: string): JsonPath {
  if (table === undefined) return ['metadata']
  // kubectl decodes metadata by itself, and sends keys in their order.
  const metadata = isJsonObject(value) ? decodeStruct(table, { metadata: value['metadata'] ?? null }) : undefined
  for (const outcome of [decodeStruct(table, value), metadata]) {
    if (outcome?.error === undefined) continue
    if (outcome.error === text || / metadataOnlyObject\./.test(text)) return outcome.errorPath
  }
  return misfitOf(table, value, text) ?? []
}

/** The keys of `data` may be written in `stringData`; there they are marked. */
function written(root: JsonValue, place: FieldPlace): FieldPlace {
  if (place.value !== undefined) return place
  const [field, key] = place.path
  if (field === 'data' && typeof key === 'string') {
    const other = stepInto(stepInto({ path: [], value: root, type: undefined }, 'stringData'), key)
    const isThere = other.value !== undefined || (valueAt(root, ['data']) === undefined && valueAt(root, ['stringData']) !== undefined)
    return isThere ? other : place
  }
  return place
}

/** Of several places that a path may mean, the one that the text fits. */
function choose(places: readonly FieldPlace[], text: string): FieldPlace {
  const [first = { path: [], value: undefined, type: undefined }] = places
  if (places.length < 2) return first
  const shown = shownValue(text)
  const fitting = text.startsWith('Required value')
    ? places.find(({ value }) => isMissing(value))
    : places.find(({ value }) => shown !== undefined && isShown(value, shown))
  return fitting ?? places.find(({ value }) => value !== undefined) ?? first
}

interface Refined {
  readonly path: JsonPath
  readonly part: 'key' | 'value'
}

/** Errors about the content of a map or list name the whole of it: the key, value or item that is meant is looked for inside. */
function refine(place: FieldPlace, text: string): Refined {
  const { path, value } = place
  const shown = shownValue(text)
  if (isJsonArray(value)) {
    const wanted = wordsNamed(text)
    const index = value.findIndex((item) =>
      isJsonObject(item) ? /one of|is required/.test(text) && lacksAll(item, wanted) : shown !== undefined && isShown(item, shown),
    )
    return index < 0 ? { path, part: 'key' } : { path: [...path, index], part: isJsonObject(value[index]) ? 'key' : 'value' }
  }
  if (isJsonObject(value)) {
    const keys = Object.keys(value)
    if (shown !== undefined && shown !== '""') {
      const key = keys.find((each) => isShown(each, shown))
      if (key !== undefined) return { path: [...path, key], part: 'key' }
      const holder =
        keys.find((each) => isShown(value[each], shown)) ?? keys.find((each) => new RegExp(`\\b${each.replace(/\W/g, '.')}\\b`).test(text))
      if (holder !== undefined) return { path: [...path, holder], part: 'value' }
    }
    const listed = /one of|is required/.test(text) ? itemLacking(place, wordsNamed(text)) : undefined
    return { path: listed ?? path, part: 'key' }
  }
  // Keys of maps have rules as well; then what is shown is the key.
  const isAboutKey = shown !== undefined && isShown(path.at(-1), shown) && !isShown(value, shown)
  return { path, part: text.startsWith('Forbidden') || isAboutKey ? 'key' : 'value' }
}

/** Whether what is shown stands at a place. Where nothing is shown, any place is right. */
function isWhere(root: JsonValue, { path, part }: Refined, text: string): boolean {
  const shown = shownValue(text)
  if (shown === undefined || shown === '""' || shown === 'null') return true
  const value = valueAt(root, path)
  if (value === undefined) return false
  return part === 'key' ? isShown(path.at(-1), shown) : isShown(value, shown) || typeof value !== 'object'
}

/**
 * Some values are written in another field than the one that is refused: an address of `clusterIPs` in `clusterIP`, requests in `limits`,
 * labels that are made from the name. The nearest place that holds the value is meant; of equal ones in a list, the last.
 */
function elsewhere(root: JsonValue, near: JsonPath, text: string): Refined | undefined {
  const shown = shownValue(text) ?? ''
  const common = ({ path }: Refined): number => {
    const index = path.findIndex((step, position) => step !== near[position])
    return index < 0 ? path.length : index
  }
  return holdersOf(root, [], shown).reduce<Refined | undefined>(
    (best, each) => (best === undefined || common(each) >= common(best) ? each : best),
    undefined,
  )
}

function holdersOf(value: JsonValue, path: JsonPath, shown: string): readonly Refined[] {
  if (isJsonArray(value)) return value.flatMap((item, index) => holdersOf(item, [...path, index], shown))
  if (!isJsonObject(value)) return isShown(value, shown) ? [{ path, part: 'value' }] : []
  return Object.keys(value).flatMap((key) => {
    const at = [...path, key]
    return [...(isShown(key, shown) ? [{ path: at, part: 'key' } as const] : []), ...holdersOf(value[key] ?? null, at, shown)]
  })
}

/** `downwardAPI: one of fieldRef and resourceFieldRef is required` speaks of an item of its list. */
function itemLacking(place: FieldPlace, wanted: readonly string[]): JsonPath | undefined {
  const items = stepInto(place, 'items')
  if (!isJsonArray(items.value)) return undefined
  const index = items.value.findIndex((item) => isJsonObject(item) && lacksAll(item, wanted))
  return index < 0 ? undefined : [...items.path, index]
}

function lacksAll(item: JsonValue, names: readonly string[]): boolean {
  return isJsonObject(item) && names.every((name) => isMissing(item[name]))
}

interface Subject {
  readonly says: RegExp
  readonly at: (value: JsonValue, text: string) => JsonPath
}

/** What sentences without a field speak of. */
const SUBJECTS: readonly Subject[] = [
  {
    says: /^no matches for kind/,
    at: (value) => (KINDS.some(({ kind }) => kind === valueAt(value, ['kind'])) ? ['apiVersion'] : ['kind']),
  },
  { says: /^(?:kind isn't|kind not set$|Object 'Kind' is missing)/, at: () => ['kind'] },
  { says: /^(?:apiVersion isn't|apiVersion not set$|unexpected GroupVersion)/, at: () => ['apiVersion'] },
  {
    says: /^namespaces "|^invalid namespace |namespace of the provided object|namespace from the provided object/,
    at: () => ['metadata', 'namespace'],
  },
  { says: /error looking up service account/, at: (value) => [...podSpecOf(value), 'serviceAccountName'] },
  {
    says: /already exists$|not found$|^invalid resource name|^resource name may not be empty|cannot use generate name/,
    at: () => ['metadata', 'name'],
  },
  { says: /Operation cannot be fulfilled/, at: () => ['metadata', 'resourceVersion'] },
  { says: /^tls: /, at: (value) => (valueAt(value, ['data', 'tls.crt']) === undefined ? ['stringData', 'tls.crt'] : ['data', 'tls.crt']) },
  { says: /^volume "/, at: volumeNamed },
  {
    says: /^failed to create typed patch object/,
    at: (value, text) => placesOfField(value, undefined, /\): \.([^:]+):/.exec(text)?.[1] ?? '')[0]?.path ?? [],
  },
]

/** Where the Pod of a workload is described. */
export function podSpecOf(value: JsonValue): JsonPath {
  const paths = [['spec', 'jobTemplate', 'spec', 'template', 'spec'], ['spec', 'template', 'spec'], ['spec']]
  return paths.find((path) => isJsonObject(valueAt(value, path))) ?? []
}

function volumeNamed(value: JsonValue, text: string): JsonPath {
  const name = /^volume "([^"]*)"/.exec(text)?.[1]
  const path = [...podSpecOf(value), 'volumes']
  const volumes = valueAt(value, path)
  const index = isJsonArray(volumes) ? volumes.findIndex((volume) => isJsonObject(volume) && volume['name'] === name) : -1
  return index < 0 ? path : [...path, index]
}
