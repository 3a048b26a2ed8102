// sed: a script of commands for each line.
// @source busybox editors/sed.c
// @simplified Commands: s p d D q Q = a i c y n N g G h H x P b t T r w : { } and their addresses.

import type { Result } from '../../base/result.ts'
import { fromContent } from '../shell/byte-text.ts'
import { mayChangeName, rewrite } from '../shell/file-changes.ts'
import { errorText } from '../shell/file-error.ts'
import { locate } from '../shell/file-tree.ts'
import type { Applet, AppletCall } from './applet.ts'
import { MORE } from './applet.ts'
import { commandLine } from './command-line.ts'
import { draw } from '../shell/machine.ts'
import { inputsOf, linesOf } from './inputs.ts'
import { store } from './storing.ts'
import { searchRegex } from './regex.ts'
import type { Address, SedCommand } from './sed-parser.ts'
import { parseSed } from './sed-parser.ts'
import { substitute } from './sed-substitution.ts'

interface Editing {
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
  ends: boolean
}

/** How often commands may jump on one line. */
const MOST_JUMPS = 10_000

export const sed: Applet = (call) => {
  const { words, suffix } = splitSuffix(call.words)
  const line = commandLine(
    call,
    'nrEe:f:isz',
    {
      quiet: 'n',
      silent: 'n',
      'regexp-extended': 'r',
      expression: 'e',
      file: 'f',
      'in-place': 'i',
    },
    words,
  )
  if (line === undefined) return 1
  let scripts = line.values('e')
  for (const path of line.values('f')) {
    const content = call.read(path)
    if (!content.ok) return call.complainOf(path, content.problem)
    scripts = [...scripts, content.value.replace(/\n$/, '')]
  }
  const given = scripts.length > 0
  const [first] = line.rest
  if (!given && first === undefined) return call.usage('[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...')
  const parsed: Result<readonly SedCommand[], string> = parseSed(
    (given ? scripts : [first ?? '']).join('\n'),
    line.has('r') || line.has('E'),
  )
  if (!parsed.ok) return call.complain(parsed.problem)
  const names = given ? line.rest : line.rest.slice(1)
  const quiet = line.has('n')
  if (line.has('i')) return editInPlace(call, parsed.value, names, quiet, suffix)
  const inputs = inputsOf(call, names)
  if (inputs === undefined) return MORE
  const text = inputs.texts
    .map((each) => each.text)
    .reduce((sum, each) => sum + (sum === '' || sum.endsWith('\n') ? each : `\n${each}`), '')
  const { output, exitCode } = edit(call, parsed.value, text, quiet)
  call.print(output)
  return inputs.failed ? 1 : exitCode
}

/** `-i.bak`: what stands behind the letter is the ending of a copy. */
function splitSuffix(words: readonly string[]): { readonly words: readonly string[]; readonly suffix: string } {
  const at = words.findIndex((word) => /^-[nrEsz]*i./.test(word))
  const word = words[at]
  if (word === undefined) return { words, suffix: '' }
  const end = word.indexOf('i') + 1
  return { words: words.with(at, word.slice(0, end)), suffix: word.slice(end) }
}

const TEMPORARY_LETTERS = 6
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

function editInPlace(call: AppletCall, commands: readonly SedCommand[], names: readonly string[], quiet: boolean, suffix: string): number {
  let failed = 0
  for (const name of names) {
    const place = locate(call.world, call.process.directory, name, 'follow')
    if (!place.ok || place.value.node?.kind !== 'file') {
      failed = call.complain(`${name}: ${errorText(place.ok ? (place.value.node === undefined ? 'ENOENT' : 'EISDIR') : place.problem)}`)
      continue
    }
    const { node, parts } = place.value
    const denied = mayChangeName(call.world, [...parts.slice(0, -1), ''])
    if (denied !== undefined) {
      const letters = Array.from({ length: TEMPORARY_LETTERS }, () => LETTERS.charAt(draw(call.machine) % LETTERS.length)).join('')
      return call.complain(`can't create temp file '${name}${letters}': ${errorText(denied)}`)
    }
    const { output } = edit(call, commands, fromContent(node.content), quiet)
    if (suffix !== '') store(call, `${name}${suffix}`, fromContent(node.content))
    // A new file takes the name of the old one.
    call.change(rewrite({ ...call.world, who: { ...call.world.who, uid: 0 } }, place.value, output))
  }
  return failed
}

function edit(
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
    ends: false,
  }
  let exitCode = 0
  for (; editing.at < editing.lines.length && !editing.ends; editing.at += 1) {
    editing.pattern = editing.lines[editing.at] ?? ''
    editing.appended = ''
    editing.substituted = false
    call.machine.budget -= 1 + (editing.pattern.length >> 7)
    const result = cycle(editing)
    if (result.print && !quiet) emit(editing, editing.pattern)
    editing.output += editing.appended
    exitCode = result.exitCode
    if (editing.output.length > MOST_OUTPUT) break
  }
  for (const [path, content] of editing.written) {
    if (path === '/dev/stdout') continue
    const problem = store(call, path, content)
    if (problem !== undefined) return { output: '', exitCode: call.complain(`${path}: ${errorText(problem)}`) }
  }
  // A last line without an end stays without.
  const isWhole = editing.appended !== '' || text.endsWith('\n') || text === '' || editing.ends || editing.at < editing.lines.length
  return { output: isWhole ? editing.output : editing.output.replace(/\n$/, ''), exitCode }
}

const MOST_OUTPUT = 8 * 1024 * 1024

function emit(editing: Editing, text: string): void {
  editing.output += `${text}\n`
}

function writeTo(editing: Editing, path: string): void {
  if (path === '/dev/stdout') emit(editing, editing.pattern)
  else editing.written.set(path, `${editing.written.get(path) ?? ''}${editing.pattern}\n`.slice(0, MOST_OUTPUT))
}

/** One line through all commands. */
function cycle(editing: Editing): { readonly print: boolean; readonly exitCode: number } {
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
    switch (command.letter) {
      case 's': {
        const { text, count } =
          command.substitution === undefined ? { text: editing.pattern, count: 0 } : substitute(editing.pattern, command.substitution)
        editing.pattern = text.slice(0, MOST_OUTPUT)
        if (count > 0) {
          editing.substituted = true
          if (command.substitution?.prints === true) emit(editing, editing.pattern)
          if (command.substitution?.file !== undefined) writeTo(editing, command.substitution.file)
        }
        break
      }
      case 'p':
        emit(editing, editing.pattern)
        break
      case 'P':
        emit(editing, editing.pattern.split('\n')[0] ?? '')
        break
      case '=':
        emit(editing, String(editing.at + 1))
        break
      case 'd':
        return { print: false, exitCode: 0 }
      case 'D': {
        const end = editing.pattern.indexOf('\n')
        if (end === -1) return { print: false, exitCode: 0 }
        editing.pattern = editing.pattern.slice(end + 1)
        index = -1
        jumps += 1
        break
      }
      case 'q':
      case 'Q':
        editing.ends = true
        return { print: command.letter === 'q', exitCode: Number(command.text) || 0 }
      case 'a':
        editing.appended += `${command.text}\n`
        break
      case 'i':
        emit(editing, command.text)
        break
      case 'r': {
        const content = call.read(command.text)
        if (content.ok)
          editing.appended += linesOf(content.value)
            .map((each) => `${each}\n`)
            .join('')
        break
      }
      case 'w':
        writeTo(editing, command.text)
        break
      case 'c':
        if (command.second === undefined || !editing.open.has(index)) emit(editing, command.text)
        return { print: false, exitCode: 0 }
      case 'y':
        editing.pattern = [...editing.pattern].map((each) => command.text.charAt([...command.label].indexOf(each)) || each).join('')
        break
      case 'n':
        if (!editing.quiet) emit(editing, editing.pattern)
        if (editing.at + 1 >= editing.lines.length) return { print: false, exitCode: 0 }
        editing.at += 1
        editing.pattern = editing.lines[editing.at] ?? ''
        break
      case 'N':
        if (editing.at + 1 >= editing.lines.length) return { print: true, exitCode: 0 }
        editing.at += 1
        editing.pattern = `${editing.pattern}\n${editing.lines[editing.at] ?? ''}`
        break
      case 'g':
        editing.pattern = editing.hold
        break
      case 'G':
        editing.pattern = `${editing.pattern}\n${editing.hold}`.slice(0, MOST_OUTPUT)
        break
      case 'h':
        editing.hold = editing.pattern
        break
      case 'H':
        editing.hold = `${editing.hold}\n${editing.pattern}`.slice(0, MOST_OUTPUT)
        break
      case 'x':
        ;[editing.pattern, editing.hold] = [editing.hold, editing.pattern]
        break
      case 'b':
        index = target(editing, command, index)
        jumps += 1
        break
      case 't':
      case 'T': {
        const jump = editing.substituted === (command.letter === 't')
        if (command.letter === 't') editing.substituted = false
        if (jump) {
          index = target(editing, command, index)
          jumps += 1
        }
        break
      }
      default:
    }
    if (jumps > MOST_JUMPS || editing.output.length > MOST_OUTPUT) return { print: true, exitCode: 1 }
  }
  return { print: true, exitCode: 0 }
}

function target({ commands }: Editing, { label }: SedCommand, from: number): number {
  const found = commands.findIndex((command) => command.letter === ':' && command.label === label)
  return label === '' ? commands.length : found === -1 ? from : found
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
