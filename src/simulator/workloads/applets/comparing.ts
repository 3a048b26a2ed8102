// diff and cmp.
// @source busybox editors/diff.c cmp.c
// @simplified `diff` does not compare directories, and takes texts of more than 2,000 lines as wholly different.

import { linesOf } from './inputs.ts'
import type { Applet, AppletCall } from './applet.ts'
import { MORE } from './applet.ts'
import { commandLine } from './command-line.ts'
import { errorText } from '../shell/file-error.ts'

const MOST_LINES = 2000
const CONTEXT = 3

type Edit = { readonly kind: 'same' | 'gone' | 'new'; readonly line: string; readonly ends: boolean }

/** The shortest way from one list of lines to the other. */
function editsOf(before: readonly string[], after: readonly string[]): readonly ('same' | 'gone' | 'new')[] {
  if (before.length > MOST_LINES || after.length > MOST_LINES)
    return [...before.map(() => 'gone' as const), ...after.map(() => 'new' as const)]
  const width = after.length + 1
  const lengths = new Uint16Array((before.length + 1) * width)
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0)
    }
  }
  const edits: ('same' | 'gone' | 'new')[] = []
  for (let row = 0, column = 0; row < before.length || column < after.length;) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      edits.push('same')
      row += 1
      column += 1
    } else if (
      row < before.length &&
      (column >= after.length || (lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0))
    ) {
      edits.push('gone')
      row += 1
    } else {
      edits.push('new')
      column += 1
    }
  }
  return edits
}

function textAt(call: AppletCall, name: string): string | 'more' | undefined {
  if (name === '-') return call.input() ?? 'more'
  const read = call.read(name)
  if (read.ok) return read.value
  const isPlain = read.problem === 'EISDIR' || call.name === 'cmp'
  call.complain(isPlain ? `${name}: ${errorText(read.problem)}` : `can't stat '${name}': ${errorText(read.problem)}`)
  return undefined
}

export const diff: Applet = (call) => {
  const line = commandLine(call, 'abBdiNqrTtwU:uS:L:s')
  if (line === undefined) return 2
  const [first, second] = line.rest
  if (first === undefined || second === undefined) {
    call.usage('[-abBdiNqrTstw] [-L LABEL] [-S FILE] [-U LINES] FILE1 FILE2')
    return 2
  }
  const [before, after] = [textAt(call, first), textAt(call, second)]
  if (before === 'more' || after === 'more') return MORE
  if (before === undefined || after === undefined) return 2
  if (before === after) {
    if (line.has('s')) call.print(`Files ${first} and ${second} are identical\n`)
    return 0
  }
  if (line.has('q')) {
    call.print(`Files ${first} and ${second} differ\n`)
    return 1
  }
  const prepare = (text: string): string => {
    const folded = line.has('i') ? text.toLowerCase() : text
    return line.has('w') ? folded.replace(/\s+/g, '') : line.has('b') ? folded.replace(/\s+/g, ' ').trimEnd() : folded
  }
  // A line without its end differs from the same line with it.
  const keyed = (text: string): readonly string[] =>
    linesOf(text).map((each, index, all) => prepare(each) + (index === all.length - 1 && !text.endsWith('\n') ? '\0' : ''))
  const [left, right] = [linesOf(before), linesOf(after)]
  call.machine.budget -= (left.length * right.length) >> 8
  const kinds = editsOf(keyed(before), keyed(after))
  let [row, column] = [0, 0]
  const edits = kinds.map((kind): Edit => {
    const isNew = kind === 'new'
    const index = isNew ? column : row
    const all = isNew ? right : left
    if (kind !== 'new') row += 1
    if (kind !== 'gone') column += 1
    return { kind, line: all[index] ?? '', ends: index < all.length - 1 || (isNew ? after : before).endsWith('\n') }
  })
  const context = Number(line.value('U') ?? CONTEXT)
  const hunks = hunksOf(edits, Number.isInteger(context) ? Math.min(context, MOST_LINES) : CONTEXT)
  if (hunks.length === 0) return 0
  const [label = first, other = second] = line.values('L')
  call.print(`--- ${label}\n+++ ${other}\n${hunks.join('')}`)
  return 1
}

function hunksOf(edits: readonly Edit[], context: number): readonly string[] {
  const hunks: string[] = []
  for (let at = 0; at < edits.length;) {
    const start = edits.findIndex((edit, index) => index >= at && edit.kind !== 'same')
    if (start === -1) break
    let end = start
    for (let index = start; index < edits.length && index - end <= context * 2; index += 1) if (edits[index]?.kind !== 'same') end = index
    const [from, to] = [Math.max(at, start - context), Math.min(edits.length, end + context + 1)]
    const count = (part: readonly Edit[], kind: 'gone' | 'new'): number =>
      part.filter((edit) => edit.kind === 'same' || edit.kind === kind).length
    const head = edits.slice(0, from)
    const body = edits.slice(from, to)
    const range = (kind: 'gone' | 'new'): string => {
      const length = count(body, kind)
      const first = count(head, kind) + (length === 0 ? 0 : 1)
      return length === 1 ? String(first) : `${String(first)},${String(length)}`
    }
    const sign = { same: ' ', gone: '-', new: '+' } as const
    const lines = body.map(({ kind, line, ends }) => `${sign[kind]}${line}\n${ends ? '' : '\\ No newline at end of file\n'}`)
    hunks.push(`@@ -${range('gone')} +${range('new')} @@\n${lines.join('')}`)
    at = to
  }
  return hunks
}

export const cmp: Applet = (call) => {
  const line = commandLine(call, 'sln:')
  if (line === undefined) return 2
  const [first, second = '-'] = line.rest
  if (first === undefined) return call.usage('[-ls] [-n NUM] FILE1 [FILE2]')
  const [before, after] = [textAt(call, first), textAt(call, second)]
  if (before === 'more' || after === 'more') return MORE
  if (before === undefined || after === undefined) return 2
  if (before === after) return 0
  const length = Math.min(before.length, after.length)
  let at = 0
  while (at < length && before.charAt(at) === after.charAt(at)) at += 1
  if (!line.has('s')) {
    if (at === length) call.complain(`EOF on ${before.length < after.length ? first : second}`)
    else call.print(`${first} ${second} differ: char ${String(at + 1)}, line ${String(before.slice(0, at).split('\n').length)}\n`)
  }
  return 1
}
