// Texts that are no YAML, mended where the result can be read, or where at least what cannot be read stands further down.

import type { ManifestError } from '../../yaml/index.ts'
import { readManifest } from '../../yaml/index.ts'
import { applyEdits } from '../diagnostic.ts'
import type { TextEdit } from '../diagnostic.ts'
import type { Change, TextFixMaker } from './change.ts'

const TAB_WIDTH = 2

/** Every tab before the first letter of a line becomes two blanks. */
export const tabsToBlanks: TextFixMaker = (text, error) => {
  const edits: TextEdit[] = []
  for (const found of text.matchAll(/^[ \t]*\t[ \t]*/gm)) {
    const start = found.index
    edits.push({ range: { start, end: start + found[0].length }, newText: found[0].replaceAll('\t', ' '.repeat(TAB_WIDTH)) })
  }
  return ifReadableFurther(text, error, { edits, from: 'tabs', to: 'blanks' })
}

/** `key: @value` and `key: a: b` become texts in quotes. */
export const quoteRestOfLine: TextFixMaker = (text, error) => {
  for (const at of [error.range.start, error.context?.range.start]) {
    const change = at === undefined ? undefined : ifReadableFurther(text, error, quoteValueAt(text, at))
    if (change !== undefined) return change
  }
  return undefined
}

function quoteValueAt(text: string, offset: number): Change | undefined {
  const { start, line } = lineAt(text, offset)
  const [, before = '', value = ''] = /^(\s*(?:- )*(?:[^\s:#"'{[]+:[ ]+|- ))(\S.*?)\s*$/.exec(line) ?? []
  if (value === '' || /^["'|>]/.test(value)) return undefined
  const at = start + before.length
  const to = JSON.stringify(value)
  return { edits: [{ range: { start: at, end: at + value.length }, newText: to }], from: value, to }
}

/** `KEY:value` lacks the blank that makes a key of it, `KEY=value` is how env files write it, `metadata` alone on its line is a key. */
export const writeColon: TextFixMaker = (text, error) => {
  for (const at of [error.context?.range.start, error.range.start]) {
    const { start, line } = at === undefined ? { start: 0, line: '' } : lineAt(text, at)
    const [, before = '', sign = ''] = /^(\s*(?:- )*[A-Za-z_][\w.-]*)(:(?=[^\s:/])|=|(?=\s*$))/.exec(line) ?? []
    if (before === '') continue
    const from = start + before.length
    const newText = from === start + line.trimEnd().length ? ':' : ': '
    const to = `${before.trim()}${newText}${line.slice(before.length + sign.length).trim()}`
    const edits = [{ range: { start: from, end: from + sign.length }, newText }]
    const change = ifReadableFurther(text, error, { edits, from: before.trim(), to })
    if (change !== undefined) return change
  }
  return undefined
}

/** `-name: a` lacks the blank that makes an item of it. */
export const writeDash: TextFixMaker = (text, error) => {
  const above = text.lastIndexOf('\n', Math.max(error.range.start - 1, 0))
  for (const at of [error.range.start, Math.max(above - 1, 0)]) {
    const { start, line } = lineAt(text, at)
    const [, before = ''] = /^(\s*(?:- )*-)[A-Za-z]/.exec(line) ?? []
    if (before === '') continue
    const end = start + before.length
    const to = `${before.trim()} ${line.slice(before.length).trim()}`
    const change = ifReadableFurther(text, error, { edits: [{ range: { start: end, end }, newText: ' ' }], from: line.trim(), to })
    if (change !== undefined) return change
  }
  return undefined
}

/** A quote that was opened on a line is closed at its end. */
export const closeQuote: TextFixMaker = (text, error) => {
  const opened = error.context?.range.start
  const quote = opened === undefined ? '' : text.charAt(opened)
  if (opened === undefined || (quote !== '"' && quote !== "'")) return undefined
  const { start, line } = lineAt(text, opened)
  const end = start + line.trimEnd().length
  const to = text.slice(opened, end) + quote
  return ifReadableFurther(text, error, { edits: [{ range: { start: end, end }, newText: quote }], from: text.slice(opened, end), to })
}

function lineAt(text: string, offset: number): { readonly start: number; readonly line: string } {
  const start = text.lastIndexOf('\n', Math.max(offset - 1, 0)) + 1
  const next = text.indexOf('\n', offset)
  return { start, line: text.slice(start, next < 0 ? text.length : next) }
}

/** The change, if then everything up to behind the error can be read. Other mistakes may follow: they are mended in their turn. */
export function ifReadableFurther(text: string, error: ManifestError, change: Change | undefined): Change | undefined {
  if (change === undefined || change.edits.length === 0) return undefined
  const { edits } = change
  const grown = edits.reduce((sum, { range, newText }) => sum + newText.length - (range.end - range.start), 0)
  const after = readManifest(applyEdits(text, edits)).error
  const reachedFrom = Math.max(error.range.end, ...edits.map(({ range }) => range.end)) + grown
  return after === undefined || after.range.start >= reachedFrom ? change : undefined
}
