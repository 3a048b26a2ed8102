// The commands of sed by their letters: what each does with the current line.
// @source busybox editors/sed.c process_files

import type { AppletCall } from './applet.ts'
import { linesOf } from './inputs.ts'
import type { SedCommand } from './sed-parser.ts'
import { substitute } from './sed-substitution.ts'

/** A text on its way through a script. */
export interface Editing {
  readonly call: AppletCall
  readonly commands: readonly SedCommand[]
  readonly quiet: boolean
  readonly lines: readonly string[]
  /** Where the current line stands, counted from 0. */
  at: number
  pattern: string
  hold: string
  /** For ranges, by index of the command: whether they are open, and where they end. */
  readonly open: Map<number, number>
  appended: string
  output: string
  substituted: boolean
  /** What goes into files, by their paths. */
  readonly written: Map<string, string>
  exitCode: number
  ends: boolean
}

/** What comes after a command: the end of this line, printed or dropped, or the command behind another one; undefined: the next. */
export type Next = 'print' | 'drop' | { readonly behind: number } | undefined

/** So long a text may become, in characters. */
export const MOST_TEXT = 8 * 1024 * 1024

/** @param index  Where the command stands in the script. */
export function perform(editing: Editing, command: SedCommand, index: number): Next {
  return COMMANDS[command.letter]?.(editing, command, index)
}

export function emit(editing: Editing, text: string): void {
  editing.output += `${text}\n`
}

/** Braces and labels do nothing by themselves. */
const COMMANDS: Readonly<Record<string, (editing: Editing, command: SedCommand, index: number) => Next>> = {
  s: substituteLine,
  y(editing, { label, text }) {
    const letters = [...label]
    editing.pattern = [...editing.pattern].map((each) => text.charAt(letters.indexOf(each)) || each).join('')
  },

  p(editing) {
    emit(editing, editing.pattern)
  },
  P(editing) {
    emit(editing, editing.pattern.split('\n')[0] ?? '')
  },
  '='(editing) {
    emit(editing, String(editing.at + 1))
  },
  i(editing, { text }) {
    emit(editing, text)
  },
  a(editing, { text }) {
    editing.appended += `${text}\n`
  },
  c(editing, { second, text }, index) {
    if (second === undefined || !editing.open.has(index)) emit(editing, text)
    return 'drop'
  },

  r(editing, { text: path }) {
    const content = editing.call.read(path)
    if (content.ok) for (const line of linesOf(content.value)) editing.appended += `${line}\n`
  },
  w(editing, { text: path }) {
    writeTo(editing, path)
  },

  d: () => 'drop',
  D(editing) {
    const end = editing.pattern.indexOf('\n')
    if (end === -1) return 'drop'
    editing.pattern = editing.pattern.slice(end + 1)
    return { behind: -1 }
  },
  n(editing) {
    if (!editing.quiet) emit(editing, editing.pattern)
    if (isLast(editing)) return 'drop'
    editing.pattern = takeLine(editing)
    return undefined
  },
  N(editing) {
    if (isLast(editing)) return 'print'
    editing.pattern += `\n${takeLine(editing)}`
    return undefined
  },
  q: (editing, { text }) => end(editing, text, 'print'),
  Q: (editing, { text }) => end(editing, text, 'drop'),

  g(editing) {
    editing.pattern = editing.hold
  },
  G(editing) {
    editing.pattern = `${editing.pattern}\n${editing.hold}`.slice(0, MOST_TEXT)
  },
  h(editing) {
    editing.hold = editing.pattern
  },
  H(editing) {
    editing.hold = `${editing.hold}\n${editing.pattern}`.slice(0, MOST_TEXT)
  },
  x(editing) {
    ;[editing.pattern, editing.hold] = [editing.hold, editing.pattern]
  },

  b: jump,
  t(editing, command, index) {
    const { substituted } = editing
    editing.substituted = false
    return substituted ? jump(editing, command, index) : undefined
  },
  T: (editing, command, index) => (editing.substituted ? undefined : jump(editing, command, index)),
}

function substituteLine(editing: Editing, { substitution }: SedCommand): Next {
  if (substitution === undefined) return undefined
  const { text, count } = substitute(editing.pattern, substitution)
  editing.pattern = text.slice(0, MOST_TEXT)
  if (count === 0) return undefined
  editing.substituted = true
  if (substitution.prints) emit(editing, editing.pattern)
  if (substitution.file !== undefined) writeTo(editing, substitution.file)
  return undefined
}

function writeTo(editing: Editing, path: string): void {
  if (path === '/dev/stdout') emit(editing, editing.pattern)
  else editing.written.set(path, `${editing.written.get(path) ?? ''}${editing.pattern}\n`.slice(0, MOST_TEXT))
}

function isLast({ at, lines }: Editing): boolean {
  return at + 1 >= lines.length
}

function takeLine(editing: Editing): string {
  editing.at += 1
  return editing.lines[editing.at] ?? ''
}

function end(editing: Editing, exitCode: string, next: Next): Next {
  editing.ends = true
  editing.exitCode = Number(exitCode) || 0
  return next
}

/** Without a label to the end of the script. */
function jump({ commands }: Editing, { label }: SedCommand, from: number): Next {
  if (label === '') return { behind: commands.length }
  const found = commands.findIndex((command) => command.letter === ':' && command.label === label)
  return { behind: found === -1 ? from : found }
}
