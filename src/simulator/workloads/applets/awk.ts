// awk: rules for lines, with fields, variables and arrays.
// @source POSIX awk; busybox editors/awk.c

import type { Applet, AppletCall } from './applet.ts'
import { MORE } from './applet.ts'
import { assignTo, evaluate } from './awk-evaluation.ts'
import { parseAwk } from './awk-parser.ts'
import { setRecord } from './awk-record.ts'
import type { Flow } from './awk-statements.ts'
import { run } from './awk-statements.ts'
import type { Rule, Statement } from './awk-syntax.ts'
import type { Awk, Value } from './awk-values.ts'
import { createAwk, textOf, truthOf } from './awk-values.ts'
import type { CommandLine } from './command-line.ts'
import { commandLine } from './command-line.ts'
import { escapedText } from './escaped-text.ts'
import { errorText } from '../shell/file-error.ts'
import type { NamedText } from './inputs.ts'
import { inputsOf } from './inputs.ts'
import { store } from './storing.ts'

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
  const rules = parsed.value
  const state = prepare(call, line, words)
  for (const rule of rules)
    if (rule.when === 'begin' && rule.body !== undefined && run(state, rule.body) === 'exit') return finish(state, rules, true)
  if (rules.every(({ when }) => when === 'begin')) return finish(state, [], true)
  for (const word of words) if (isAssignment(word)) assignWord(state, word)
  const inputs = inputsOf(
    call,
    words.filter((word) => !isAssignment(word)),
  )
  if (inputs === undefined) return MORE
  const left = readRecords(state, rules, inputs.texts)
  const exitCode = finish(state, left === 'broken' ? [] : rules, false)
  return left === 'all' && inputs.failed && exitCode === 0 ? 1 : exitCode
}

/** Everything that a program finds at its beginning. */
function prepare(call: AppletCall, line: CommandLine, words: readonly string[]): Awk {
  const state = createAwk(call)
  const separator = line.value('F')
  if (separator !== undefined) setVariable(state, 'FS', separator === 't' ? '\t' : escapedText(separator))
  for (const each of line.values('v')) assignWord(state, each)
  const given = ['awk', ...words]
  setVariable(state, 'ARGC', given.length)
  state.arrays.set('ARGV', new Map(given.map((word, index) => [String(index), { input: word }])))
  return state
}

function setVariable(state: Awk, name: string, value: Value): void {
  assignTo(state, { kind: 'variable', name }, value)
}

function isAssignment(word: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*=/.test(word)
}

function assignWord(state: Awk, word: string): void {
  const equals = word.indexOf('=')
  setVariable(state, word.slice(0, equals), { input: escapedText(word.slice(equals + 1)) })
}

/** @returns Whether all records were read, the program left before, or something broke it. */
function readRecords(state: Awk, rules: readonly Rule[], texts: readonly NamedText[]): 'all' | 'left' | 'broken' {
  const open = new Set<number>()
  for (const { name, text } of texts) {
    setVariable(state, 'FILENAME', name === '-' ? '' : name)
    setVariable(state, 'FNR', 0)
    for (const record of recordsOf(state, text)) {
      for (const counter of ['NR', 'FNR']) setVariable(state, counter, Number(variableText(state, counter)) + 1)
      setRecord(state, record)
      if (applyRules(state, rules, open) === 'exit') return 'left'
      if (state.problem !== undefined) return 'broken'
    }
  }
  return 'all'
}

function variableText(state: Awk, name: string): string {
  return textOf(state, evaluate(state, { kind: 'variable', name }))
}

/** Lines, or with an empty RS paragraphs. */
function recordsOf(state: Awk, text: string): readonly string[] {
  const separator = variableText(state, 'RS')
  if (text === '') return []
  const records = separator === '' ? text.replace(/^\n+|\n+$/g, '').split(/\n\n+/) : text.split(separator.charAt(0))
  return separator !== '' && records.at(-1) === '' ? records.slice(0, -1) : records
}

/** What a rule without a body does. */
const PRINT_RECORD: Statement = { kind: 'print', words: [], formatted: false, target: undefined, appends: false }

function applyRules(state: Awk, rules: readonly Rule[], open: Set<number>): Flow {
  for (const [index, { when, first, second, body }] of rules.entries()) {
    if (when !== 'line') continue
    const applies = first === undefined || open.has(index) || truthOf(state, evaluate(state, first))
    if (second !== undefined && applies) {
      if (truthOf(state, evaluate(state, second))) open.delete(index)
      else open.add(index)
    }
    if (!applies || state.problem !== undefined) continue
    const flow = run(state, body ?? PRINT_RECORD)
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
  return state.problem === undefined ? state.exitCode : call.complain(`cmd. line:1: ${state.problem}`)
}
