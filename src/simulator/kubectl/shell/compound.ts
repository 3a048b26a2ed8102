// Runs loops, conditions, groups and functions of the terminal's shell. A loop goes on as long as its commands end at once, and is a
// value like any command while one of them waits.
// @source bash execute_cmd.c

import type { Outcome, Runtime } from '../runtime.ts'
import { andThen } from '../runtime.ts'
import type { Running } from '../session.ts'
import { evaluate } from './arithmetic.ts'
import { literalParts, runConditional } from './conditional.ts'
import { assign, complain, expandText, expandWords, variable } from './expansion.ts'
import { fitsPattern } from './pattern.ts'
import type { FindProgram } from './program.ts'
import { runCommand, runScript } from './run.ts'
import type { Choice, Command, Compound, Condition, Loop, Script, Word } from './tree.ts'

/** So many rounds take a second: a loop that never waits would hold up the page. */
const ROUNDS_IN_A_SECOND = 1000
const SECOND_MS = 1000
/** Of functions that call each other. */
const MOST_CALLS = 100

/** @param stdin  What the whole of it reads from; undefined is what stands around it. */
export function runCompound(runtime: Runtime, command: Compound, stdin: string | undefined, find: FindProgram): Outcome {
  const { running } = runtime.session
  const isLoop = command.kind === 'loop' || command.kind === 'for'
  enter(runtime, {
    ...(stdin === undefined ? {} : { input: stdin }),
    ...(isLoop ? { loops: running.loops + 1 } : {}),
    ...(command.kind === 'subshell' ? { scripts: running.scripts + 1 } : {}),
  })
  return andThen(runtime, runWhole(runtime, command, find), (later, code) => {
    // What a loop inside has read is read.
    const { input } = stdin === undefined ? later.session.running : running
    enter(later, { ...running, input, locals: later.session.running.locals })
    return code
  })
}

export function enter(runtime: Runtime, change: Partial<Running>): void {
  runtime.session = { ...runtime.session, running: { ...runtime.session.running, ...change } }
}

function runWhole(runtime: Runtime, command: Compound, find: FindProgram): Outcome {
  switch (command.kind) {
    case 'group':
      return runScript(runtime, command.body, find, '')
    case 'conditional':
      return runConditional(runtime, command.tokens, find)
    case 'subshell':
      return runApart(runtime, command.body, find)
    case 'if':
      return runCondition(runtime, command, 0, find)
    case 'loop':
      return goRound(runtime, command, find, { phase: 'test', code: 0, last: 0 })
    case 'for':
      if (command.words === undefined) return forEach(runtime, command, runtime.session.positional, find)
      return expandWords(runtime, command.words, find, (later, items) => forEach(later, command, items, find))
    case 'case':
      return expandText(runtime, command.word, find, (later, text) => choose(later, command, text, 0, find))
    case 'arithmetic':
      return workOut(runtime, command.expression, find)
    case 'function':
      runtime.session = { ...runtime.session, functions: new Map(runtime.session.functions).set(command.name, command.body) }
      return 0
  }
}

function workOut(runtime: Runtime, expression: Word, find: FindProgram): Outcome {
  return expandText(runtime, expression, find, (later, text) => {
    const sum = evaluate(text, (name) => variable(later, name))
    if (!sum.ok) return complain(later, `((: ${sum.problem}`)
    assign(later, sum.value.assigned)
    return sum.value.value === 0 ? 1 : 0
  })
}

/** What a subshell does to variables and folders ends with it; its files stay. */
function runApart(runtime: Runtime, body: Script, find: FindProgram): Outcome {
  const { variables, lists, options, aliases, folder, functions, positional } = runtime.session
  return andThen(runtime, runScript(runtime, body, find, ''), (later, code) => {
    later.session = { ...later.session, variables, lists, options, aliases, folder, functions, positional }
    later.leaving = undefined
    return code
  })
}

/** A list of commands that is asked whether it succeeds: none of its failures stops anything. */
function runTest(runtime: Runtime, test: Script, find: FindProgram): Outcome {
  const { isTested } = runtime.session.running
  enter(runtime, { isTested: true })
  return andThen(runtime, runScript(runtime, test, find, ''), (later, code) => {
    enter(later, { isTested })
    return code
  })
}

function runCondition(runtime: Runtime, command: Condition, index: number, find: FindProgram): Outcome {
  const clause = command.clauses[index]
  if (clause === undefined) return runScript(runtime, command.otherwise, find, '')
  return andThen(runtime, runTest(runtime, clause.test, find), (later, code) => {
    if (later.leaving !== undefined) return code
    return code === 0 ? runScript(later, clause.body, find, '') : runCondition(later, command, index + 1, find)
  })
}

interface Round {
  readonly phase: 'test' | 'tested' | 'done' | 'stepped'
  /** Of the part that has just ended. */
  readonly code: number
  /** Of the body when it last ran. */
  readonly last: number
}

function goRound(runtime: Runtime, loop: Loop, find: FindProgram, start: Round): Outcome {
  let { phase, code, last } = start
  for (;;) {
    let outcome: Outcome
    let next: Round['phase']
    if (phase === 'test') {
      if (isHeldUp(runtime)) return pause(runtime, (later) => goRound(later, loop, find, { phase: 'test', code, last }))
      outcome = runTest(runtime, loop.test, find)
      next = 'tested'
    } else if (phase === 'tested') {
      if (ends(runtime) || (code === 0) === loop.isUntil) return last
      outcome = runScript(runtime, loop.body, find, '')
      next = 'done'
    } else if (phase === 'done') {
      last = code
      if (ends(runtime)) return last
      outcome = loop.step === undefined ? 0 : workOut(runtime, loop.step, find)
      next = 'stepped'
    } else {
      phase = 'test'
      continue
    }
    const reached = { phase: next, last }
    if (typeof outcome !== 'number')
      return andThen(runtime, outcome, (later, ended) => goRound(later, loop, find, { ...reached, code: ended }))
    code = outcome
    phase = next
  }
}

function forEach(runtime: Runtime, command: Compound & { readonly kind: 'for' }, items: readonly string[], find: FindProgram): Outcome {
  const from = (current: Runtime, start: number, before: number): Outcome => {
    let last = before
    for (let index = start; index < items.length; index += 1) {
      if (isHeldUp(current)) return pause(current, (later) => from(later, index, last))
      assign(current, new Map([[command.name, items[index] ?? '']]))
      const outcome = runScript(current, command.body, find, '')
      if (typeof outcome !== 'number')
        return andThen(current, outcome, (later, code) => (ends(later) ? code : from(later, index + 1, code)))
      last = outcome
      if (ends(current)) return last
    }
    return last
  }
  return from(runtime, 0, 0)
}

function choose(runtime: Runtime, command: Choice, text: string, index: number, find: FindProgram): Outcome {
  const branch = command.branches[index]
  if (branch === undefined) return 0
  const tryPattern = (current: Runtime, at: number): Outcome => {
    const pattern = branch.patterns[at]
    if (pattern === undefined) return choose(current, command, text, index + 1, find)
    return expandText(current, literalParts(pattern), find, (later, expanded) =>
      fitsPattern(text, expanded) ? runScript(later, branch.body, find, '') : tryPattern(later, at + 1),
    )
  }
  return tryPattern(runtime, 0)
}

export function callFunction(
  runtime: Runtime,
  body: Command,
  [name = '', ...words]: readonly string[],
  stdin: string,
  find: FindProgram,
): Outcome {
  const { positional, running } = runtime.session
  const { calls } = running
  if (calls >= MOST_CALLS) return complain(runtime, `${name}: maximum function nesting level exceeded (${String(MOST_CALLS)})`)
  runtime.session = { ...runtime.session, positional: words, running: { ...running, calls: calls + 1, loops: 0, locals: new Map() } }
  return andThen(runtime, runCommand(runtime, body, stdin, find, false), (later, code) => {
    const variables = new Map(later.session.variables)
    for (const [local, before] of later.session.running.locals ?? [])
      if (before === undefined) variables.delete(local)
      else variables.set(local, before)
    const restored = { ...later.session.running, calls, loops: running.loops, locals: running.locals }
    later.session = { ...later.session, variables, positional, running: restored }
    if (later.leaving?.kind !== 'return') return code
    later.leaving = undefined
    return later.session.lastExitCode
  })
}

/** Whether a loop ends here because of `break`, `continue` or `return` in it; what is meant for loops around it stays. */
function ends(runtime: Runtime): boolean {
  const { leaving } = runtime
  if (leaving === undefined) return false
  if (leaving.kind === 'return' || leaving.kind === 'exit') return true
  if (leaving.levels > 1) {
    runtime.leaving = { ...leaving, levels: leaving.levels - 1 }
    return true
  }
  runtime.leaving = undefined
  return leaving.kind === 'break'
}

function isHeldUp(runtime: Runtime): boolean {
  runtime.rounds += 1
  return runtime.rounds > ROUNDS_IN_A_SECOND
}

function pause(runtime: Runtime, resume: (later: Runtime) => Outcome): Outcome {
  return { checkAtMs: runtime.moment.nowMs + SECOND_MS, resume }
}
