// awk: rules for lines, with fields, variables and arrays.
// @source POSIX awk; busybox editors/awk.c
// @simplified What awk-parser.ts leaves out; the order of `for (key in array)` is that in which keys were made.

import type { Applet, AppletCall } from './applet.ts'
import { MORE } from './applet.ts'
import type { Awk } from './awk-evaluation.ts'
import { assignTo, createAwk, evaluate, formatAwk, setRecord, textOf, truthOf } from './awk-evaluation.ts'
import type { Rule, Statement } from './awk-syntax.ts'
import { parseAwk } from './awk-parser.ts'
import { commandLine } from './command-line.ts'
import { escapedText } from './escaped-text.ts'
import { errorText } from '../shell/file-error.ts'
import { inputsOf } from './inputs.ts'
import { store } from './storing.ts'

type Flow = 'on' | 'next' | 'break' | 'continue' | 'exit'

export const awk: Applet = (call) => {
  const line = commandLine(call, '+F:v:f:')
  if (line === undefined) return 1
  let sources: readonly string[] = []
  for (const path of line.values('f')) {
    const content = call.read(path)
    if (!content.ok) return call.complain(`can't open '${path}': ${errorText(content.problem)}`)
    sources = [...sources, content.value]
  }
  const words = sources.length > 0 ? line.rest : line.rest.slice(1)
  const source = sources.length > 0 ? sources.join('\n') : line.rest[0]
  if (source === undefined) return call.usage('[OPTIONS] [AWK_PROGRAM] [FILE]...')
  const parsed = parseAwk(source)
  if (!parsed.ok) return call.complain(`cmd. line:1: ${parsed.problem}`)
  const state = createAwk(call)
  const separator = line.value('F')
  if (separator !== undefined) assignTo(state, { kind: 'variable', name: 'FS' }, separator === 't' ? '\t' : escapedText(separator))
  for (const each of line.values('v')) assignWord(state, each)
  const given = ['awk', ...words]
  assignTo(state, { kind: 'variable', name: 'ARGC' }, given.length)
  state.arrays.set('ARGV', new Map(given.map((word, index) => [String(index), { input: word }])))
  const rules = parsed.value
  for (const rule of rules)
    if (rule.when === 'begin' && rule.body !== undefined && run(state, rule.body) === 'exit') return finish(state, rules, true)
  if (rules.every(({ when }) => when === 'begin')) return finish(state, [], true)
  const isAssignment = (word: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*=/.test(word)
  const names = words.filter((word) => !isAssignment(word))
  for (const word of words) if (isAssignment(word)) assignWord(state, word)
  const inputs = inputsOf(call, names)
  if (inputs === undefined) return MORE
  const open = new Set<number>()
  for (const { name, text } of inputs.texts) {
    assignTo(state, { kind: 'variable', name: 'FILENAME' }, name === '-' ? '' : name)
    assignTo(state, { kind: 'variable', name: 'FNR' }, 0)
    for (const record of recordsOf(state, text)) {
      for (const counter of ['NR', 'FNR'])
        assignTo(
          state,
          { kind: 'variable', name: counter },
          Number(textOf(state, evaluate(state, { kind: 'variable', name: counter }))) + 1,
        )
      setRecord(state, record)
      if (applyRules(state, rules, open) === 'exit') return finish(state, rules, false)
      if (state.problem !== undefined) return finish(state, [], false)
    }
  }
  const exitCode = finish(state, rules, false)
  return inputs.failed && exitCode === 0 ? 1 : exitCode
}

function assignWord(state: Awk, word: string): void {
  const equals = word.indexOf('=')
  assignTo(state, { kind: 'variable', name: word.slice(0, equals) }, { input: escapedText(word.slice(equals + 1)) })
}

/** Lines, or with an empty RS paragraphs. */
function recordsOf(state: Awk, text: string): readonly string[] {
  const separator = textOf(state, evaluate(state, { kind: 'variable', name: 'RS' }))
  if (text === '') return []
  const records = separator === '' ? text.replace(/^\n+|\n+$/g, '').split(/\n\n+/) : text.split(separator.charAt(0))
  return separator !== '' && records.at(-1) === '' ? records.slice(0, -1) : records
}

function applyRules(state: Awk, rules: readonly Rule[], open: Set<number>): Flow {
  for (const [index, { when, first, second, body }] of rules.entries()) {
    if (when !== 'line') continue
    let applies = first === undefined || open.has(index) || truthOf(state, evaluate(state, first))
    if (second !== undefined && applies) {
      if (truthOf(state, evaluate(state, second))) open.delete(index)
      else open.add(index)
    }
    applies = applies && state.problem === undefined
    if (!applies) continue
    const flow =
      body === undefined ? run(state, { kind: 'print', words: [], formatted: false, target: undefined, appends: false }) : run(state, body)
    if (flow === 'exit') return 'exit'
    if (flow === 'next') return 'on'
  }
  return 'on'
}

function finish(state: Awk, rules: readonly Rule[], isBegin: boolean): number {
  const { call } = state
  const exitCode = end(state, rules, isBegin)
  for (const [path, text] of state.written) {
    const problem = store(call, path, text)
    if (problem !== undefined) return call.complain(`cmd. line:1: can't redirect to '${path}': ${errorText(problem)}`)
  }
  return exitCode
}

function end(state: Awk, rules: readonly Rule[], isBegin: boolean): number {
  const { call } = state
  if (!isBegin && state.problem === undefined)
    for (const rule of rules) if (rule.when === 'end' && rule.body !== undefined && run(state, rule.body) === 'exit') break
  if (state.problem !== undefined) {
    return call.complain(`cmd. line:1: ${state.problem}`)
  }
  return state.exitCode
}

function run(state: Awk, statement: Statement): Flow {
  state.steps += 1
  state.call.machine.budget -= state.steps % 4 === 0 ? 1 : 0
  if (state.steps > state.mostSteps) state.problem ??= 'too many steps: a program here has an end'
  if (state.problem !== undefined) return 'exit'
  switch (statement.kind) {
    case 'expression':
      evaluate(state, statement.expression)
      return 'on'
    case 'print':
      print(state, state.call, statement)
      return 'on'
    case 'block':
      for (const each of statement.statements) {
        const flow = run(state, each)
        if (flow !== 'on') return flow
      }
      return 'on'
    case 'if':
      if (truthOf(state, evaluate(state, statement.condition))) return run(state, statement.yes)
      return statement.no === undefined ? 'on' : run(state, statement.no)
    case 'while':
      for (let first = statement.first === 'run'; first || truthOf(state, evaluate(state, statement.condition)); first = false) {
        const flow = run(state, statement.body)
        if (flow === 'break') return 'on'
        if (flow === 'next' || flow === 'exit') return flow
        if (state.problem !== undefined) return 'exit'
      }
      return 'on'
    case 'for': {
      if (statement.start !== undefined) run(state, statement.start)
      while (statement.condition === undefined || truthOf(state, evaluate(state, statement.condition))) {
        const flow = run(state, statement.body)
        if (flow === 'break') return 'on'
        if (flow === 'next' || flow === 'exit') return flow
        if (statement.step !== undefined) run(state, statement.step)
        if (state.problem !== undefined) return 'exit'
      }
      return 'on'
    }
    case 'each':
      for (const key of [...(state.arrays.get(statement.name)?.keys() ?? [])]) {
        assignTo(state, { kind: 'variable', name: statement.variable }, { input: key })
        const flow = run(state, statement.body)
        if (flow === 'break') return 'on'
        if (flow === 'next' || flow === 'exit') return flow
      }
      return 'on'
    case 'delete': {
      const key = statement.keys.map((each) => textOf(state, evaluate(state, each))).join('\x1c')
      if (statement.keys.length === 0) state.arrays.delete(statement.name)
      else state.arrays.get(statement.name)?.delete(key)
      return 'on'
    }
    case 'leave':
      return statement.how
    case 'exit':
      if (statement.code !== undefined) state.exitCode = Number(textOf(state, evaluate(state, statement.code))) & 0xff || 0
      return 'exit'
  }
}

const MOST_OUTPUT = 4 * 1024 * 1024

function print(state: Awk, call: AppletCall, { words, formatted, target, appends }: Extract<Statement, { kind: 'print' }>): void {
  const variable = (name: string): string => textOf(state, evaluate(state, { kind: 'variable', name }))
  const values = words.map((word) => evaluate(state, word))
  const text = formatted
    ? formatAwk(state, values)
    : (words.length === 0 ? state.record : values.map((value) => textOf(state, value, 'OFMT')).join(variable('OFS'))) + variable('ORS')
  const path = target === undefined ? '/dev/stdout' : textOf(state, evaluate(state, target))
  state.printed += text.length
  if (state.printed > MOST_OUTPUT) state.problem ??= 'out of memory'
  if (state.problem !== undefined) return
  if (path === '/dev/stderr') call.printed.push({ stream: 2, text })
  else if (path === '/dev/stdout') call.print(text)
  else state.written.set(path, (state.written.get(path) ?? presentText(call, path, appends)) + text)
}

/** What `>>` keeps. */
function presentText(call: AppletCall, path: string, appends: boolean): string {
  const content = appends ? call.read(path) : undefined
  return content?.ok === true ? content.value : ''
}
