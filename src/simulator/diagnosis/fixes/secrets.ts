// Secret values that are no base64.

import { encodeBase64 } from '../../base/base64.ts'
import { isJsonObject } from '../../base/json.ts'
import { encodeUtf8 } from '../../base/utf8.ts'
import { valueAt } from '../field-walk.ts'
import type { FixMaker } from './change.ts'
import { insertMember, moveEdits, removeMember, renameKey, writeText } from './members.ts'

export const encodeValue: FixMaker = ({ document, path }) => {
  const value = valueAt(document.value, path)
  if (typeof value !== 'string' || value === '') return undefined
  const to = encodeBase64(encodeUtf8(value))
  const edit = writeText(document, path, to)
  return edit && { edits: [edit], from: value, to }
}

/** The value as it is, in the field for text. */
export const useStringData: FixMaker = ({ document, path }) => {
  const [holder, value] = [valueAt(document.value, ['data']), valueAt(document.value, path)]
  const key = path[1]
  if (path.length !== 2 || path[0] !== 'data' || typeof key !== 'string' || typeof value !== 'string' || !isJsonObject(holder))
    return undefined
  const other = valueAt(document.value, ['stringData'])
  const change = { from: 'data', to: 'stringData' }
  if (Object.keys(holder).length === 1 && other === undefined) {
    const edit = renameKey(document, ['data'], 'stringData')
    return edit && { ...change, edits: [edit] }
  }
  const removed = removeMember(document, path)
  const inserted = isJsonObject(other)
    ? insertMember(document, ['stringData'], key, value)
    : insertMember(document, [], 'stringData', { [key]: value })
  const edits = removed && inserted && moveEdits(removed, inserted)
  return edits && { ...change, edits }
}
