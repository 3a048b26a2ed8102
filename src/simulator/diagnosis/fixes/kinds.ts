// apiVersion and kind that don't belong together, or that nobody serves.

import { KINDS, apiVersionOf } from '../../api/kinds.ts'
import { isJsonObject } from '../../base/json.ts'
import { nearestWord } from '../distance.ts'
import { valueAt } from '../field-walk.ts'
import type { FixMaker } from './change.ts'
import { renameKey, writeText } from './members.ts'

/** Those that every object may have. */
const ROOT_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata'])

export const setApiVersion: FixMaker = ({ document }) => {
  const info = KINDS.find(({ kind }) => kind === valueAt(document.value, ['kind']))
  const edit = info === undefined ? undefined : writeText(document, ['apiVersion'], apiVersionOf(info))
  return edit === undefined || info === undefined
    ? undefined
    : { edits: [edit], from: String(valueAt(document.value, ['apiVersion'])), to: apiVersionOf(info) }
}

/** The kind spelt nearly so, with the version it is served in. `deployments` is a resource: its kind is meant. */
export const nearestKind: FixMaker = ({ document }) => {
  const written = valueAt(document.value, ['kind'])
  if (typeof written !== 'string' || KINDS.some(({ kind }) => kind === written)) return undefined
  const word = written.toLowerCase()
  const named = KINDS.find(({ resource, shortNames }) => resource === word || shortNames.includes(word))?.kind
  const to =
    named ??
    nearestWord(
      written,
      KINDS.map(({ kind }) => kind),
    )
  const info = KINDS.find(({ kind }) => kind === to)
  const edit = info === undefined ? undefined : writeText(document, ['kind'], info.kind)
  if (info === undefined || edit === undefined) return undefined
  const version =
    valueAt(document.value, ['apiVersion']) === apiVersionOf(info) ? undefined : writeText(document, ['apiVersion'], apiVersionOf(info))
  return { edits: version === undefined ? [edit] : [version, edit], from: written, to: info.kind }
}

/** `Kind` and `apiversion`: the field that is said to be missing is there, spelt a little differently. */
export const renameMissing: FixMaker = ({ document, said }) => {
  const missing = ['kind', 'apiVersion'].find((name) => said.startsWith(`${name} not set`))
  if (missing === undefined || !isJsonObject(document.value) || document.value[missing] !== undefined) return undefined
  const texts = Object.keys(document.value).filter((key) => !ROOT_FIELDS.has(key) && typeof valueAt(document.value, [key]) === 'string')
  const from = texts.find((key) => nearestWord(key, ['kind', 'apiVersion']) === missing)
  const edit = from === undefined ? undefined : renameKey(document, [from], missing)
  return edit === undefined || from === undefined ? undefined : { edits: [edit], from, to: missing }
}

/** A first line with the version that the kind is served in. */
export const addApiVersion: FixMaker = ({ document }) => {
  const info = KINDS.find(({ kind }) => kind === valueAt(document.value, ['kind']))
  const kind = document.sourceMap.rangeOf(['kind'])?.key
  if (info === undefined || kind === undefined || valueAt(document.value, ['apiVersion']) !== undefined) return undefined
  const to = apiVersionOf(info)
  const isBraced = document.text.charAt(document.range.start) === '{'
  const newText = isBraced ? `"apiVersion": ${JSON.stringify(to)}, ` : `apiVersion: ${to}\n`
  return { edits: [{ range: { start: kind.start, end: kind.start }, newText }], from: '', to }
}
