// read: a line of standard input into variables; waits while the line may still come.
// @source busybox shell/shell_common.c shell_builtin_read

import type { Frame } from '../frame.ts'
import { peekInput, takeInput, write } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { pop, processOf, push, replaceTop, setShell, setStatus, shellOf, waitFor } from '../turn.ts'
import { checkFailure } from '../leaving.ts'
import { assign, isName, valueOf } from '../variables.ts'
import type { BuiltinOutcome } from './builtin.ts'

interface Options {
  readonly raw: boolean
  readonly seconds: number | undefined
  readonly prompt: string
  readonly delimiter: string
  readonly count: number | undefined
  readonly names: readonly string[]
  readonly wrong: string | undefined
}

function optionsFrom(words: readonly string[]): Options {
  let options: Options = { raw: false, seconds: undefined, prompt: '', delimiter: '\n', count: undefined, names: [], wrong: undefined }
  let index = 0
  for (; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '--') {
      index += 1
      break
    }
    if (!/^-[a-z]/.test(word)) break
    for (let at = 1; at < word.length; at += 1) {
      const letter = word.charAt(at)
      if (letter === 'r') options = { ...options, raw: true }
      else if (letter === 's') continue
      else if ('ptdnu'.includes(letter)) {
        const inside = word.slice(at + 1)
        if (inside === '') index += 1
        const value = inside === '' ? (words[index] ?? '') : inside
        at = word.length
        if (letter === 'p') options = { ...options, prompt: value }
        if (letter === 't')
          options = /^\d{1,9}(\.\d+)?$/.test(value) ? { ...options, seconds: Number(value) } : { ...options, wrong: 'invalid timeout' }
        if (letter === 'd') options = { ...options, delimiter: value === '' ? '\0' : value.charAt(0) }
        if (letter === 'n')
          options = /^\d{1,6}$/.test(value) ? { ...options, count: Number(value) } : { ...options, wrong: 'invalid count' }
      } else return { ...options, wrong: `illegal option -${letter}` }
    }
  }
  const names = words.slice(index)
  return { ...options, names: names.length === 0 ? ['REPLY'] : names }
}

export function read(turn: Turn, words: readonly string[]): BuiltinOutcome {
  const { wrong, names, seconds, prompt } = optionsFrom(words)
  if (wrong !== undefined) return { problem: wrong }
  const bad = names.find((name) => !isName(name))
  if (bad !== undefined) return { problem: `${bad}: bad variable name` }
  const { machine } = turn
  const input = processOf(turn).descriptors[0]
  if (prompt !== '' && input?.kind === 'session' && machine.sessions.get(input.session)?.terminal === true)
    write(machine, turn.id, 2, prompt)
  const until = seconds === undefined ? undefined : machine.view.nowMs + Math.ceil(seconds * 1000)
  push(turn, { kind: 'reading', words, text: '', until })
  return undefined
}

export function stepReading(turn: Turn, frame: Extract<Frame, { kind: 'reading' }>): void {
  const { machine } = turn
  const options = optionsFrom(frame.words)
  const process = processOf(turn)
  const input = peekInput(machine, process, 0)
  if (input.kind === 'data') {
    const { length, isWhole } = lineLength(frame.text + input.data, options)
    const taken = Math.max(0, length - frame.text.length)
    takeInput(machine, process, 0, taken)
    const text = frame.text + input.data.slice(0, taken)
    machine.budget -= 1 + (taken >> 6)
    if (isWhole) finish(turn, text, options, 0)
    else replaceTop(turn, { ...frame, text })
    return
  }
  if (input.kind === 'wait' && (frame.until === undefined || frame.until > machine.view.nowMs)) {
    waitFor(turn, { kind: 'input', descriptor: 0 })
    return
  }
  if (input.kind === 'failed') write(machine, turn.id, 2, `${shellOf(turn).zero}: read error\n`)
  finish(turn, frame.text, options, 1)
}

/** Up to and with the delimiter; a backslash before the end of a line joins lines. */
function lineLength(text: string, { raw, delimiter, count }: Options): { readonly length: number; readonly isWhole: boolean } {
  for (let at = 0; at < text.length; at += 1) {
    if (count !== undefined && at >= count) return { length: at, isWhole: true }
    if (!raw && text.charAt(at) === '\\') at += 1
    else if (text.charAt(at) === delimiter) return { length: at + 1, isWhole: true }
  }
  return { length: text.length, isWhole: count !== undefined && text.length >= count }
}

function finish(turn: Turn, text: string, options: Options, status: number): void {
  pop(turn)
  const line = text.endsWith(options.delimiter) ? text.slice(0, -1) : text
  let { variables } = shellOf(turn)
  const fields = split(line, valueOf(variables, 'IFS') ?? ' \t\n', options)
  options.names.forEach((name, index) => {
    variables = assign(variables, name, fields[index] ?? '') ?? variables
  })
  setShell(turn, { variables })
  setStatus(turn, status)
  checkFailure(turn)
}

/** The last name gets the rest of the line. */
function split(line: string, separators: string, { raw, names }: Options): readonly string[] {
  const isBlank = (character: string): boolean => character !== '' && ' \t\n'.includes(character) && separators.includes(character)
  const fields: string[] = []
  let at = 0
  const skipBlanks = (): void => {
    while (isBlank(line.charAt(at))) at += 1
  }
  skipBlanks()
  while (fields.length < names.length) {
    const isLast = fields.length === names.length - 1
    let field = ''
    let kept = 0
    while (at < line.length) {
      const character = line.charAt(at)
      if (!raw && character === '\\') {
        if (line.charAt(at + 1) !== '\n') field += line.charAt(at + 1)
        kept = field.length
        at += 2
        continue
      }
      if (!isLast && separators.includes(character)) break
      field += character
      if (!isBlank(character)) kept = field.length
      at += 1
    }
    fields.push(isLast ? trimmed(field.slice(0, kept), separators) : field)
    skipBlanks()
    if (!isLast && at < line.length && separators.includes(line.charAt(at)) && !isBlank(line.charAt(at))) {
      at += 1
      skipBlanks()
    }
  }
  return fields
}

/** A single separator at the very end closes the last field. */
function trimmed(field: string, separators: string): string {
  const last = field.at(-1)
  const first = [...field].findIndex((character) => separators.includes(character))
  return last !== undefined && separators.includes(last) && first === field.length - 1 ? field.slice(0, -1) : field
}
