// Texts that are no YAML, mended where the result can be read.

import type { ManifestError } from '../../yaml/index.ts'
import { readManifest } from '../../yaml/index.ts'
import { applyEdits } from '../diagnostic.ts'
import type { TextEdit } from '../diagnostic.ts'
import type { Change, TextFixMaker } from './change.ts'

const TAB_WIDTH = 2

/** Every tab before the first letter of a line becomes two blanks. */
export const tabsToBlanks: TextFixMaker = (text) => {
  const edits: TextEdit[] = []
  for (const found of text.matchAll(/^[ \t]*\t[ \t]*/gm)) {
    const start = found.index
    edits.push({ range: { start, end: start + found[0].length }, newText: found[0].replaceAll('\t', ' '.repeat(TAB_WIDTH)) })
  }
  return ifReadable(text, { edits, from: 'tabs', to: 'blanks' })
}

/** `key: @value` and `key: a: b` become texts in quotes. */
export const quoteRestOfLine: TextFixMaker = (text, error) => {
  for (const at of [error.range.start, error.context?.range.start]) {
    const change = at === undefined ? undefined : ifReadable(text, quoteValueAt(text, at))
    if (change !== undefined) return change
  }
  return undefined
}

function quoteValueAt(text: string, offset: number): Change | undefined {
  const start = text.lastIndexOf('\n', Math.max(offset - 1, 0)) + 1
  const next = text.indexOf('\n', offset)
  const line = text.slice(start, next < 0 ? text.length : next)
  const [, before = '', value = ''] = /^(\s*(?:- )*(?:[^\s:#"'{[]+:[ ]+|- ))(\S.*?)\s*$/.exec(line) ?? []
  if (value === '' || /^["'|>]/.test(value)) return undefined
  const at = start + before.length
  const to = JSON.stringify(value)
  return { edits: [{ range: { start: at, end: at + value.length }, newText: to }], from: value, to }
}

function ifReadable(text: string, change: Change | undefined): Change | undefined {
  if (change === undefined || change.edits.length === 0) return undefined
  const after: ManifestError | undefined = readManifest(applyEdits(text, change.edits)).error
  return after === undefined ? change : undefined
}
