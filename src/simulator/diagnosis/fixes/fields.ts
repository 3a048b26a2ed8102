// Fields that Kubernetes doesn't know: written a little differently, under another name, or in another place.

import type { FieldType, StructTable } from '../../api/fields/field-table.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'
import { decodeValue } from '../../apiserver/decode/decoder.ts'
import type { JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import type { JsonPath } from '../../yaml/index.ts'
import { nearestWord } from '../distance.ts'
import { printPath, stepInto, typeAt, valueAt } from '../field-walk.ts'
import type { FieldPlace } from '../field-walk.ts'
import type { Change, FixContext, FixMaker } from './change.ts'
import { podSpecOf } from '../locate.ts'
import { insertText, isFlow, memberText, moveEdits, removeMember, renameKey, insertMember } from './members.ts'

/** Names that people carry over from a neighbour: by Go type, what is written and what is meant. */
const CONFUSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'v1.SecretVolumeSource': { name: 'secretName', secret: 'secretName' },
  'v1.ConfigMapVolumeSource': { configMapName: 'name', configMap: 'name', secretName: 'name' },
  'v1.SecretProjection': { secretName: 'name' },
  'v1.ConfigMapProjection': { configMapName: 'name' },
  'v1.ConfigMapKeySelector': { configMapName: 'name' },
  'v1.SecretKeySelector': { secretName: 'name' },
  'v1.EnvFromSource': { configMap: 'configMapRef', configMapKeyRef: 'configMapRef', secret: 'secretRef', secretKeyRef: 'secretRef' },
  'v1.EnvVarSource': {
    configMap: 'configMapKeyRef',
    configMapRef: 'configMapKeyRef',
    secret: 'secretKeyRef',
    secretRef: 'secretKeyRef',
    field: 'fieldRef',
  },
  'v1.EnvVar': { key: 'name', from: 'valueFrom', default: 'value' },
  'v1.Volume': { configMapRef: 'configMap', secretRef: 'secret' },
  'v1.VolumeMount': { path: 'mountPath', volume: 'name', volumeName: 'name', mount: 'mountPath' },
  'v1.KeyToPath': { name: 'key', file: 'path' },
  'v1.Container': {
    cmd: 'command',
    entrypoint: 'command',
    environment: 'env',
    mounts: 'volumeMounts',
    volumes: 'volumeMounts',
    arguments: 'args',
  },
  'v1.ConfigMap': { stringData: 'data' },
}

export const renameField: FixMaker = ({ document, table, path }) => {
  const name = String(path.at(-1))
  const parent = path.slice(0, -1)
  const [type, holder, value] = [typeAt(table, parent), valueAt(document.value, parent), valueAt(document.value, path)]
  if (type?.kind !== 'struct' || !isJsonObject(holder) || value === undefined) return undefined
  const fields = fieldsOf(type)
  // While nothing stands behind it yet, any field may be meant.
  const free = [...fields.keys()].filter(
    (each) => holder[each] === undefined && (value === null || fits(fields.get(each)?.row.type, value)),
  )
  const confusions = CONFUSED[type.goType] ?? {}
  const confused = confusions[name] ?? confusions[nearestWord(name, Object.keys(confusions)) ?? '']
  const to =
    confusions[name] !== undefined && free.includes(confusions[name])
      ? confusions[name]
      : (nearestWord(name, free) ?? free.find((each) => each === confused))
  const edit = to === undefined ? undefined : renameKey(document, path, to)
  return edit === undefined || to === undefined ? undefined : { edits: [edit], from: name, to }
}

function fits(type: FieldType | undefined, value: JsonValue): boolean {
  return type !== undefined && value !== null && decodeValue(type, value).error === undefined
}

export const moveField: FixMaker = (context) => {
  const { document, table, path } = context
  const value = valueAt(document.value, path)
  const places = table === undefined || value === undefined ? [] : placesFor(table, document.value, String(path.at(-1)), value)
  const place = nearest(path, places)
  const member = memberText(document, path)
  if (place === undefined || member === undefined) return undefined
  const removed = removeMember(document, path)
  const flows = isFlow(document, path.slice(0, -1))
  if (removed === undefined || flows !== isFlow(document, place)) return undefined
  const inserted = insertText(document, place, member.text, member.column)
  const edits = inserted && moveEdits(removed, inserted)
  // The object itself has no path; its kind names it.
  const to = place.length === 0 ? String(valueAt(document.value, ['kind'])) : printPath(table, place)
  return edits && { edits, from: String(path.at(-1)), to }
}

/** A field that belongs one level deeper, where the level is missing: `configMapKeyRef` in a variable gets its `valueFrom`. */
export const addLevel: FixMaker = ({ document, table, path }) => {
  const name = String(path.at(-1))
  const parent = path.slice(0, -1)
  const [type, holder, value] = [typeAt(table, parent), valueAt(document.value, parent), valueAt(document.value, path)]
  const member = memberText(document, path)
  const ranges = document.sourceMap.rangeOf(path)
  if (type?.kind !== 'struct' || !isJsonObject(holder) || value === undefined || member === undefined || ranges === undefined)
    return undefined
  const having = [...fieldsOf(type)].filter(
    ([, { row }]) => row.type.kind === 'struct' && fits(fieldsOf(row.type).get(name)?.row.type, value),
  )
  const [to] = having[0] ?? []
  if (to === undefined || having.length > 1 || holder[to] !== undefined || isFlow(document, parent)) return undefined
  const lines = member.text
    .split('\n')
    .map((line, index) => (line.trim() === '' ? line : `${index === 0 ? ' '.repeat(member.column) : ''}  ${line}`))
  const range = { start: ranges.entry.start, end: ranges.entry.start + member.text.length }
  return { edits: [{ range, newText: `${to}:\n${lines.join('\n')}` }], from: name, to }
}

/** The structs of an object that have room for a field. */
function placesFor(table: StructTable, root: JsonValue, name: string, value: JsonValue): readonly JsonPath[] {
  return structsIn({ path: [], value: root, type: table })
    .filter(
      ({ type, value: holder }) =>
        type?.kind === 'struct' && isJsonObject(holder) && holder[name] === undefined && fits(fieldsOf(type).get(name)?.row.type, value),
    )
    .map(({ path }) => path)
}

function structsIn(place: FieldPlace): readonly FieldPlace[] {
  const { value, type } = place
  if (isJsonArray(value) && type?.kind === 'list') return value.flatMap((_, index) => structsIn(stepInto(place, index)))
  if (!isJsonObject(value) || type?.kind !== 'struct') return []
  return [place, ...Object.keys(value).flatMap((key) => structsIn(stepInto(place, key)))]
}

/** The place with the fewest steps between, if no other is as near. */
function nearest(from: JsonPath, places: readonly JsonPath[]): JsonPath | undefined {
  const holder = from.slice(0, -1)
  const steps = (place: JsonPath): number => {
    const shared = holder.findIndex((step, index) => step !== place[index])
    const common = shared < 0 ? Math.min(holder.length, place.length) : shared
    return holder.length + place.length - 2 * common
  }
  const [first, second] = places.map((place) => ({ place, away: steps(place) })).sort((a, b) => a.away - b.away)
  return first !== undefined && first.away !== second?.away ? first.place : undefined
}

export const removeField: FixMaker = ({ document, path }) => {
  const edit = removeMember(document, path)
  return edit && { edits: [edit], from: String(path.at(-1)), to: '' }
}

/** `selector` is what the template's labels say. */
export const copySelector: FixMaker = ({ document, table }): Change | undefined => {
  const labels = valueAt(document.value, ['spec', 'template', 'metadata', 'labels'])
  if (!isJsonObject(labels) || Object.keys(labels).length === 0 || valueAt(document.value, ['spec', 'selector']) !== undefined)
    return undefined
  const edit = fits(typeAt(table, ['spec', 'selector', 'matchLabels']), labels)
    ? insertMember(document, ['spec'], 'selector', { matchLabels: labels })
    : undefined
  return edit && { edits: [edit], from: '', to: Object.keys(labels).join(', ') }
}

/** The template gets the labels that the selector asks for. */
export const copyLabels: FixMaker = ({ document }: FixContext): Change | undefined => {
  const wanted = valueAt(document.value, ['spec', 'selector', 'matchLabels'])
  const template = ['spec', 'template']
  const metadata = [...template, 'metadata']
  const labels = [...metadata, 'labels']
  if (!isJsonObject(wanted)) return undefined
  const missing = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => value !== valueAt(document.value, [...labels, key])))
  const to = Object.keys(missing).join(', ')
  const [written, holder] = [valueAt(document.value, labels), valueAt(document.value, metadata)]
  if (to === '' || Object.keys(missing).some((key) => valueAt(document.value, [...labels, key]) !== undefined)) return undefined
  const edits =
    isJsonObject(written) && Object.keys(written).length > 0
      ? Object.entries(missing).map(([key, value]) => insertMember(document, labels, key, value ?? ''))
      : [
          isJsonObject(holder) && Object.keys(holder).length > 0 && written === undefined
            ? insertMember(document, metadata, 'labels', missing)
            : holder === undefined
              ? insertMember(document, template, 'metadata', { labels: missing })
              : undefined,
        ]
  const made = edits.filter((edit) => edit !== undefined)
  return made.length === edits.length ? { edits: made, from: '', to } : undefined
}

/** Work that ends: a container that failed is not started again in the same Pod. */
export const neverRestart: FixMaker = ({ document }) => {
  const path = podSpecOf(document.value)
  if (valueAt(document.value, [...path, 'restartPolicy']) !== undefined) return undefined
  const edit = insertMember(document, path, 'restartPolicy', 'Never')
  return edit && { edits: [edit], from: '', to: 'Never' }
}
