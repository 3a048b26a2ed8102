// What a learner does, and what solutions and mistakes are made of: editing a file, applying, running a line, waiting.

import type { ContentProblem } from '../authoring/problem.ts'
import { describeValue } from '../authoring/problem.ts'
import type { Shape } from '../authoring/shape.ts'
import { anyText, duration, isMap, mapped, oneOf, record, refuse, required, text } from '../authoring/shape.ts'
import type { Result } from '../simulator/index.ts'
import { failure, success } from '../simulator/index.ts'
import type { Files } from './files.ts'

export type Act =
  /** Replaces a part of a file that occurs once. */
  | { readonly edit: string; readonly from: string; readonly to: string }
  /** Writes a whole file, a new one or over an old one. */
  | { readonly write: string; readonly text: string }
  /** The button Apply: all manifests. */
  | { readonly apply: 'files' }
  | { readonly run: string }
  | { readonly waitMs: number }

const SHAPES: Readonly<Record<string, Shape<Act>>> = {
  edit: record('an edit', {
    edit: required(text, 'The name of the file.'),
    from: required(
      text,
      'Whole lines or a part of one, found exactly once. Lines after the first are indented from where the first begins.',
    ),
    to: required(anyText, 'What stands there afterwards, indented in the same way.'),
  }),
  write: record('a file', { write: required(text, 'The name of the file.'), text: required(anyText, 'All of its text.') }),
  apply: record('apply', { apply: required(oneOf('files'), 'All manifests.') }),
  run: record('a line', { run: required(text, 'A line for the terminal.') }),
  wait: mapped(record<{ readonly wait: number }>('a wait', { wait: required(duration, 'Simulated time.') }), ({ wait }) => ({
    waitMs: wait,
  })),
}

export const actShape: Shape<Act> = {
  expected: 'an act: edit, write, apply, run or wait',
  read(value, path, problems) {
    const name = isMap(value) ? Object.keys(SHAPES).find((each) => each in value) : undefined
    const shape = name === undefined ? undefined : SHAPES[name]
    if (shape !== undefined) return shape.read(value, path, problems)
    return refuse(this, value, path, problems, 'Write one of: edit, from, to | write, text | apply: files | run | wait.')
  },
}

/** The files after an act of editing; the same files after any other act. */
export function edited(files: Files, act: Act): Result<Files, Omit<ContentProblem, 'path'>> {
  if ('write' in act) return success({ ...files, [act.write]: act.text })
  if (!('edit' in act)) return success(files)
  const before = files[act.edit]
  if (before === undefined)
    return failure({
      expected: `one of the files ${Object.keys(files).join(', ')}`,
      received: act.edit,
      fix: 'Name a file of the exercise, or write it first.',
    })
  const places = placesOf(before, act.from)
  const [place] = places
  if (place === undefined || places.length > 1)
    return failure({
      expected: `a text that occurs once in ${act.edit}`,
      received: `${describeValue(act.from)}, which occurs ${places.length === 0 ? 'nowhere' : `${String(places.length)} times`}`,
      fix:
        places.length === 0
          ? 'Copy the lines from the file as they are at this step.'
          : 'Add a neighbouring line that makes it the only one.',
    })
  return success({ ...files, [act.edit]: before.slice(0, place.from) + indented(act.to, place.column) + before.slice(place.to) })
}

/** Edits that do not fit the files as they are when their turn comes. */
export function actProblems(each: readonly Act[], start: Files, path: string): readonly ContentProblem[] {
  let files = start
  return each.flatMap((act, index) => {
    const next = edited(files, act)
    if (!next.ok) return [{ path: `${path}[${String(index)}]`, ...next.problem }]
    files = next.value
    return []
  })
}

interface Found {
  readonly from: number
  readonly to: number
  /** Where in its line it begins, from 0. */
  readonly column: number
}

function placesOf(file: string, sought: string): readonly Found[] {
  const [first = '', ...rest] = withoutLastLineEnd(sought).split('\n')
  const found: Found[] = []
  for (let from = file.indexOf(first); from !== -1; from = file.indexOf(first, from + 1)) {
    const column = from - (file.lastIndexOf('\n', from - 1) + 1)
    const whole = [first, ...rest.map((line) => indentedLine(line, column))].join('\n')
    const ends = rest.length === 0 || /^(\n|$)/.test(file.slice(from + whole.length))
    if (ends && file.startsWith(whole, from)) found.push({ from, to: from + whole.length, column })
  }
  return found
}

function indented(text: string, column: number): string {
  const [first = '', ...rest] = withoutLastLineEnd(text).split('\n')
  return [first, ...rest.map((line) => indentedLine(line, column))].join('\n')
}

function indentedLine(line: string, column: number): string {
  return line === '' ? '' : ' '.repeat(column) + line
}

/** Block texts of YAML end with one. */
function withoutLastLineEnd(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text
}
