// The current record of awk and its fields: splitting, and joining again after a change.
// @source POSIX awk, regular expressions and field splitting

import type { Awk, Value } from './awk-values.ts'
import { numberOf, regexFor, textOf } from './awk-values.ts'
import { searchRegex } from './regex.ts'

const MOST_FIELDS = 10_000

export function setRecord(state: Awk, record: string): void {
  state.record = record
  state.fields = splitText(state, record, textOf(state, state.variables.get('FS') ?? ' '))
  state.variables.set('NF', state.fields.length)
}

export function splitText(state: Awk, text: string, separator: string): string[] {
  if (separator === ' ') return text.split(/[ \t\n]+/).filter((field) => field !== '')
  if (text === '') return []
  if (separator === '') return [...text]
  if (separator.length === 1 && separator !== '\\') return text.split(separator)
  const regex = regexFor(state, separator)
  if (regex === undefined) return [text]
  const fields: string[] = []
  let from = 0
  for (let at = 0; at <= text.length;) {
    const match = searchRegex(regex, text, at)
    if (match === undefined) break
    if (match.end === match.start) at = match.end + 1
    else {
      fields.push(text.slice(from, match.start))
      from = at = match.end
    }
  }
  return [...fields, text.slice(from)]
}

export function fieldOf(state: Awk, position: Value): Value {
  const index = Math.floor(numberOf(position))
  if (!(index >= 0)) state.problem ??= 'Access to negative field'
  return { input: index === 0 ? state.record : (state.fields[index - 1] ?? '') }
}

export function setField(state: Awk, position: Value, value: Value): void {
  const index = Math.floor(numberOf(position))
  if (!(index >= 0 && index <= MOST_FIELDS)) {
    state.problem ??= 'Access to negative field'
    return
  }
  if (index === 0) {
    setRecord(state, textOf(state, value))
    return
  }
  while (state.fields.length < index) state.fields.push('')
  state.fields[index - 1] = textOf(state, value)
  state.variables.set('NF', state.fields.length)
  rebuild(state)
}

/** After a value for NF: fields are dropped, or empty ones added. */
export function resizeFields(state: Awk, size: Value): void {
  const count = Math.min(MOST_FIELDS, Math.max(0, Math.floor(numberOf(size)) || 0))
  state.fields = Array.from({ length: count }, (_, index) => state.fields[index] ?? '')
  rebuild(state)
}

function rebuild(state: Awk): void {
  state.record = state.fields.join(textOf(state, state.variables.get('OFS') ?? ' '))
}
