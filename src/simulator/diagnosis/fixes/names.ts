// Names with letters that names may not have.

import { isJsonObject } from '../../base/json.ts'
import { valueAt } from '../field-walk.ts'
import type { FixMaker } from './change.ts'
import { renameKey, writeText } from './members.ts'

/** A name of an object, container, volume or label that comes nearest to what was written. */
export const validName: FixMaker = ({ document, path, said }) => {
  const value = valueAt(document.value, path)
  if (typeof value !== 'string') return undefined
  const to = said.includes('label must be an empty string') ? labelValue(value) : lowerName(value, said)
  const edit = to === '' || to === value ? undefined : writeText(document, path, to)
  return edit && { edits: [edit], from: value, to }
}

function lowerName(value: string, said: string): string {
  const allowed = said.includes('subdomain') ? /[^a-z0-9.-]+/g : /[^a-z0-9-]+/g
  const name = value
    .toLowerCase()
    .replace(allowed, '-')
    .replace(/\.+/g, '.')
    .replace(/-*\.-*/g, '.')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
  const limit = said.includes('subdomain') ? 253 : 63
  const cut = name.slice(0, limit).replace(/[^a-z0-9]+$/, '')
  return said.includes('RFC 1035') ? cut.replace(/^[^a-z]+/, '') : cut
}

function labelValue(value: string): string {
  return value
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .slice(0, 63)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
}

/** A key with every letter that keys may not have made an underscore. */
export const validKey: FixMaker = ({ document, path }) => {
  const key = path.at(-1)
  const holder = valueAt(document.value, path.slice(0, -1))
  if (typeof key !== 'string' || !isJsonObject(holder)) return undefined
  const to = key
    .trim()
    .replace(/[^-._a-zA-Z0-9]+/g, '_')
    .slice(0, 253)
  const edit =
    to === '' || /^[_.]+$/.test(to) || to.startsWith('..') || holder[to] !== undefined ? undefined : renameKey(document, path, to)
  return edit && { edits: [edit], from: key, to }
}
