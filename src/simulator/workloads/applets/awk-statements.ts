// The statements of awk.
// @source POSIX awk, actions
// @simplified `awk` visits the keys of `for (key in array)` in the order in which they were made.

import type { AppletCall } from './applet.ts'
import { assignTo, evaluate } from './awk-evaluation.ts'
import type { Expression, Statement } from './awk-syntax.ts'
import type { Awk } from './awk-values.ts'
import { formatAwk, textOf, truthOf } from './awk-values.ts'

/** What comes after a statement: the next one, or the end of a loop's turn, of a loop, of the rules for this record, of the program. */
export type Flow = 'on' | 'next' | 'break' | 'continue' | 'exit'

/** The most that a program may print, in characters. */
const MOST_OUTPUT = 4 * 1024 * 1024
/** Statements are cheap beside what other applets do in a step of the machine. */
const STATEMENTS_A_STEP = 4

export function run(state: Awk, statement: Statement): Flow {
  state.steps += 1
  state.call.machine.budget -= state.steps % STATEMENTS_A_STEP === 0 ? 1 : 0
  if (state.steps > state.mostSteps) state.problem ??= 'too many steps: a program here has an end'
  if (state.problem !== undefined) return 'exit'
  switch (statement.kind) {
    case 'expression':
      evaluate(state, statement.expression)
      return 'on'
    case 'print':
      print(state, statement)
      return 'on'
    case 'block':
      return runAll(state, statement.statements)
    case 'if':
      if (holds(state, statement.condition)) return run(state, statement.yes)
      return statement.no === undefined ? 'on' : run(state, statement.no)
    case 'while':
      return runWhile(state, statement)
    case 'for':
      return runFor(state, statement)
    case 'each':
      return runEach(state, statement)
    case 'delete':
      remove(state, statement)
      return 'on'
    case 'leave':
      return statement.how
    case 'exit':
      if (statement.code !== undefined) state.exitCode = Number(textOf(state, evaluate(state, statement.code))) & 0xff || 0
      return 'exit'
  }
}

type Kind<K extends Statement['kind']> = Extract<Statement, { readonly kind: K }>

function holds(state: Awk, condition: Expression | undefined): boolean {
  return condition === undefined || truthOf(state, evaluate(state, condition))
}

function runAll(state: Awk, statements: readonly Statement[]): Flow {
  for (const each of statements) {
    const flow = run(state, each)
    if (flow !== 'on') return flow
  }
  return 'on'
}

/** @returns What a loop ends with after such a turn; undefined: it goes on. */
function endAfter(state: Awk, turn: Flow): Flow | undefined {
  if (turn === 'break') return 'on'
  if (turn === 'next' || turn === 'exit') return turn
  return state.problem === undefined ? undefined : 'exit'
}

function runWhile(state: Awk, { condition, body, first }: Kind<'while'>): Flow {
  for (let isFirst = first === 'run'; isFirst || holds(state, condition); isFirst = false) {
    const end = endAfter(state, run(state, body))
    if (end !== undefined) return end
  }
  return 'on'
}

function runFor(state: Awk, { start, condition, step, body }: Kind<'for'>): Flow {
  if (start !== undefined) run(state, start)
  while (holds(state, condition)) {
    const end = endAfter(state, run(state, body))
    if (end !== undefined) return end
    if (step !== undefined) run(state, step)
    if (state.problem !== undefined) return 'exit'
  }
  return 'on'
}

function runEach(state: Awk, { variable, name, body }: Kind<'each'>): Flow {
  for (const key of [...(state.arrays.get(name)?.keys() ?? [])]) {
    assignTo(state, { kind: 'variable', name: variable }, { input: key })
    const end = endAfter(state, run(state, body))
    if (end !== undefined) return end
  }
  return 'on'
}

function remove(state: Awk, { name, keys }: Kind<'delete'>): void {
  const key = keys.map((each) => textOf(state, evaluate(state, each))).join('\x1c')
  if (keys.length === 0) state.arrays.delete(name)
  else state.arrays.get(name)?.delete(key)
}

function print(state: Awk, { words, formatted, target, appends }: Kind<'print'>): void {
  const { call } = state
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
