// Values of one word: quotes too many or too few, modes, amounts, blanks at the ends.

import { parseQuantity } from '../../base/quantity.ts'
import { nearestWord } from '../distance.ts'
import { typeAt, valueAt } from '../field-walk.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import { podSpecOf } from '../locate.ts'
import type { FixMaker } from './change.ts'
import { writeText } from './members.ts'

/** `true` becomes `"true"`: the letters stay as they were typed. */
export const quoteValue: FixMaker = ({ document, path }) => {
  const scalar = document.sourceMap.scalarAt(path)
  const isText = typeof valueAt(document.value, path) === 'string'
  if (scalar === undefined || isText || scalar.style !== 'plain' || scalar.tag !== '' || scalar.raw === '') return undefined
  const to = JSON.stringify(scalar.raw)
  return { edits: [{ range: scalar.range, newText: to }], from: scalar.raw, to }
}

const SWITCHES: Readonly<Record<string, string>> = { true: 'true', yes: 'true', on: 'true', false: 'false', no: 'false', off: 'false' }

/** `"3"` becomes `3` where a number is wanted, `"true"` becomes `true` where a switch is. */
export const unquoteValue: FixMaker = ({ document, table, path }) => {
  const [type, value, scalar] = [typeAt(table, path), valueAt(document.value, path), document.sourceMap.scalarAt(path)]
  if (typeof value !== 'string' || scalar === undefined) return undefined
  const to =
    type?.kind === 'boolean'
      ? SWITCHES[value.toLowerCase()]
      : type?.kind === 'number' && /^-?(?:0|[1-9]\d{0,8})$/.test(value)
        ? value
        : undefined
  return to === undefined ? undefined : { edits: [{ range: scalar.range, newText: to }], from: scalar.raw, to }
}

/** File modes are written in octal: `644` means `0644`. JSON has no octal numbers. */
export const writeOctal: FixMaker = ({ document, path }) => {
  const scalar = document.sourceMap.scalarAt(path)
  const digits = /^["']?0?o?([0-7]{3})["']?$/.exec(scalar?.raw ?? '')?.[1]
  if (scalar === undefined || digits === undefined) return undefined
  const to = document.kind === 'json' ? String(Number.parseInt(digits, 8)) : `0${digits}`
  return { edits: [{ range: scalar.range, newText: to }], from: scalar.raw, to }
}

export const trimValue: FixMaker = ({ document, path }) => {
  const value = valueAt(document.value, path)
  if (typeof value !== 'string' || value.trim() === value || value.trim() === '') return undefined
  const edit = writeText(document, path, value.trim())
  return edit && { edits: [edit], from: value, to: value.trim() }
}

/** People's units, and those of Kubernetes. */
const UNITS: Readonly<Record<string, string>> = {
  kb: 'k',
  mb: 'M',
  gb: 'G',
  tb: 'T',
  kib: 'Ki',
  mib: 'Mi',
  gib: 'Gi',
  tib: 'Ti',
  ki: 'Ki',
  mi: 'Mi',
  gi: 'Gi',
  ti: 'Ti',
  g: 'G',
  t: 'T',
  kbytes: 'k',
  b: '',
}

export const validQuantity: FixMaker = ({ document, path }) => {
  const value = valueAt(document.value, path)
  const [, amount = '', unit = ''] = typeof value === 'string' ? (/^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/.exec(value) ?? []) : []
  const known = UNITS[unit.toLowerCase()]
  if (typeof value !== 'string' || known === undefined || !parseQuantity(amount + known).ok) return undefined
  const edit = writeText(document, path, amount + known)
  return edit && { edits: [edit], from: value, to: amount + known }
}

/** The one of the supported values that is spelt nearly so. */
export const nearestValue: FixMaker = ({ document, path, said }) => {
  const value = valueAt(document.value, path)
  const supported = [...(/supported values: (.*)$/.exec(said)?.[1] ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, each = '']) => each)
  const to = typeof value === 'string' && value !== '' ? nearestWord(value, supported) : undefined
  const edit = to === undefined ? undefined : writeText(document, path, to)
  return edit === undefined || to === undefined ? undefined : { edits: [edit], from: String(value), to }
}

/** The volume whose name is spelt nearly so. */
export const nearestVolume: FixMaker = ({ document, path }) => {
  const volumes = valueAt(document.value, [...podSpecOf(document.value), 'volumes'])
  const value = valueAt(document.value, path)
  const names = isJsonArray(volumes)
    ? volumes.flatMap((volume) => (isJsonObject(volume) && typeof volume['name'] === 'string' ? [volume['name']] : []))
    : []
  const to = typeof value === 'string' && value !== '' && !names.includes(value) ? nearestWord(value, names) : undefined
  const edit = to === undefined ? undefined : writeText(document, path, to)
  return edit === undefined || to === undefined ? undefined : { edits: [edit], from: String(value), to }
}
