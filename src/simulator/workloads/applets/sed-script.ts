// A sed script over a text: line by line, each through all commands whose addresses fit.
// @source busybox editors/sed.c process_files

import { errorText } from '../shell/file-error.ts'
import type { AppletCall } from './applet.ts'
import { linesOf } from './inputs.ts'
import { searchRegex } from './regex.ts'
import type { Editing } from './sed-commands.ts'
import { emit, MOST_TEXT, perform } from './sed-commands.ts'
import type { SedCommand } from './sed-parser.ts'
import type { Address } from './sed-reader.ts'
import { store } from './storing.ts'

/** How often commands may jump on one line. */
const MOST_JUMPS = 10_000

/** @param quiet  `-n`: lines are printed by commands alone. */
export function edit(
  call: AppletCall,
  commands: readonly SedCommand[],
  text: string,
  quiet: boolean,
): { readonly output: string; readonly exitCode: number } {
  const editing: Editing = {
    call,
    commands,
    quiet,
    lines: linesOf(text),
    at: 0,
    pattern: '',
    hold: '',
    open: new Map(),
    appended: '',
    output: '',
    substituted: false,
    written: new Map(
      commands.flatMap(({ letter, text: file, substitution }) => {
        const path = letter === 'w' ? file : substitution?.file
        return path === undefined ? [] : [[path, ''] as const]
      }),
    ),
    exitCode: 0,
    ends: false,
  }
  for (; editing.at < editing.lines.length && !editing.ends; editing.at += 1) {
    editing.pattern = editing.lines[editing.at] ?? ''
    editing.appended = ''
    editing.substituted = false
    call.machine.budget -= 1 + (editing.pattern.length >> 7)
    editing.exitCode = 0
    if (cycle(editing) && !quiet) emit(editing, editing.pattern)
    editing.output += editing.appended
    if (editing.output.length > MOST_TEXT) break
  }
  for (const [path, content] of editing.written) {
    if (path === '/dev/stdout') continue
    const problem = store(call, path, content)
    if (problem !== undefined) return { output: '', exitCode: call.complain(`${path}: ${errorText(problem)}`) }
  }
  // A last line without an end stays without.
  const isWhole = editing.appended !== '' || text.endsWith('\n') || text === '' || editing.ends || editing.at < editing.lines.length
  return { output: isWhole ? editing.output : editing.output.replace(/\n$/, ''), exitCode: editing.exitCode }
}

/** One line through all commands. @returns Whether it is printed at the end. */
function cycle(editing: Editing): boolean {
  const { commands, call } = editing
  let jumps = 0
  for (let index = 0; index < commands.length; index += 1) {
    const command = commands[index]
    if (command === undefined) break
    call.machine.budget -= 1
    if (!applies(editing, command, index)) {
      if (command.letter === '{') index = command.end
      continue
    }
    const next = perform(editing, command, index)
    if (next === 'print' || next === 'drop') return next === 'print'
    if (next !== undefined) {
      index = next.behind
      jumps += 1
    }
    if (jumps > MOST_JUMPS || editing.output.length > MOST_TEXT) {
      editing.exitCode = 1
      return true
    }
  }
  return true
}

function matches(editing: Editing, address: Address): boolean {
  switch (address.kind) {
    case 'line':
      return editing.at + 1 === address.line
    case 'last':
      return editing.at === editing.lines.length - 1
    case 'step':
      return address.step === 0
        ? editing.at + 1 === address.first
        : editing.at + 1 >= address.first && (editing.at + 1 - address.first) % address.step === 0
    case 'regex':
      return searchRegex(address.regex, editing.pattern, 0) !== undefined
    case 'count':
      return false
  }
}

function applies(editing: Editing, command: SedCommand, index: number): boolean {
  return inRange(editing, command, index) !== command.negated
}

function inRange(editing: Editing, { first, second }: SedCommand, index: number): boolean {
  if (first === undefined) return true
  if (second === undefined) return matches(editing, first)
  const line = editing.at + 1
  const end = editing.open.get(index)
  if (end !== undefined) {
    const closes = end === Infinity ? matches(editing, second) : line >= end
    if (closes) editing.open.delete(index)
    return true
  }
  if (!matches(editing, first)) return false
  const until = second.kind === 'line' ? second.line : second.kind === 'count' ? line + second.count : Infinity
  if (until > line) editing.open.set(index, until)
  if (second.kind === 'last' && matches(editing, second)) editing.open.delete(index)
  return true
}
