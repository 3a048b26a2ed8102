// Programs that run other programs of the terminal, kubectl among them: sh, source, xargs, timeout, time, watch, sudo.
// @source findutils xargs, coreutils timeout, procps watch; bash builtins source, time

import { readText } from '../files.ts'
import type { Outcome, Runtime, Waiting } from '../runtime.ts'
import { andThen } from '../runtime.ts'
import { parseDuration } from '../text/go-format.ts'
import type { FindProgram, Program, ProgramCall } from './program.ts'
import { runProgram, runScript } from './run.ts'
import { parseScript } from './syntax.ts'

const TIMED_OUT = 124
const SECOND_MS = 1000
const MOST_ITEMS = 5000
/** Of shells that start each other. */
const MOST_SCRIPTS = 20

type Runner = (runtime: Runtime, call: ProgramCall, find: FindProgram) => Outcome

function complain(runtime: Runtime, message: string, exitCode: number): number {
  runtime.err(`${message}\n`)
  return exitCode
}

function runText(runtime: Runtime, text: string, call: ProgramCall, find: FindProgram): Outcome {
  const script = parseScript(text)
  if (!script.ok) return complain(runtime, `bash: ${script.problem}`, 2)
  return runScript(runtime, script.value, find, call.stdin)
}

/** A shell of its own, with arguments; `exit` ends it. */
function runApart(runtime: Runtime, text: string, call: ProgramCall, words: readonly string[], find: FindProgram): Outcome {
  const { positional, running } = runtime.session
  if (running.scripts >= MOST_SCRIPTS) return complain(runtime, "bash: can't fork: Resource temporarily unavailable", 1)
  runtime.session = { ...runtime.session, positional: words, running: { ...running, scripts: running.scripts + 1, calls: 0, loops: 0 } }
  return andThen(runtime, runText(runtime, text, call, find), (later, code) => {
    later.leaving = undefined
    later.session = { ...later.session, positional, running: { ...running, input: later.session.running.input } }
    return code
  })
}

const shell: Runner = (runtime, call, find) => {
  const [name = '', first, text] = call.words
  if (first === '-c')
    return text === undefined
      ? complain(runtime, `${name}: -c: option requires an argument`, 2)
      : runApart(runtime, text, call, call.words.slice(4), find)
  if (first === undefined) return call.stdin === '' ? 0 : runText(runtime, call.stdin, { ...call, stdin: '' }, find)
  const script = readText(runtime.session, first)
  return script === undefined
    ? complain(runtime, `${name}: ${first}: No such file or directory`, 127)
    : runApart(runtime, script, call, call.words.slice(2), find)
}

const source: Runner = (runtime, call, find) => {
  const [name = '', file] = call.words
  if (file === undefined) return complain(runtime, `bash: ${name}: filename argument required`, 2)
  const script = readText(runtime.session, file)
  return script === undefined ? complain(runtime, `bash: ${file}: No such file or directory`, 1) : runText(runtime, script, call, find)
}

const xargs: Runner = (runtime, call, find) => {
  const words = [...call.words.slice(1)]
  let size = Infinity
  let replaced: string | undefined
  let skipsEmpty = false
  let separator: RegExp = /\s+/
  while (words[0]?.startsWith('-') === true && words[0] !== '-') {
    const option = words.shift() ?? ''
    const value = (): string => (option.length > 2 ? option.slice(2) : (words.shift() ?? ''))
    if (option.startsWith('-n') || option.startsWith('-L')) size = Math.max(1, Number(value()) || 1)
    else if (option.startsWith('-I')) replaced = value()
    else if (option === '-r' || option === '--no-run-if-empty') skipsEmpty = true
    else if (option === '-0') separator = /\0/
    else if (option.startsWith('-d'))
      separator = new RegExp(
        value()
          .replace(/^\\n$/, '\n')
          .replace(/[.*+?^${}()|[\]]/g, '\\$&'),
      )
    else if (option.startsWith('-P')) value()
    else if (option !== '-t') return complain(runtime, `xargs: invalid option -- '${option.replace(/^-+/, '')}'`, 1)
  }
  const command = words.length === 0 ? ['echo'] : words
  const items = call.stdin
    .split(replaced === undefined ? separator : '\n')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .slice(0, MOST_ITEMS)
  const queue: (readonly string[])[] = []
  if (replaced !== undefined) for (const item of items) queue.push(command.map((word) => word.replaceAll(replaced ?? '', item)))
  else for (let at = 0; at < items.length; at += size) queue.push([...command, ...items.slice(at, at + size)])
  if (items.length === 0 && !skipsEmpty && replaced === undefined) queue.push(command)
  const step = (current: Runtime, index: number, worst: number): Outcome => {
    const next = queue[index]
    if (next === undefined) return worst
    return andThen(current, runProgram(current, { ...call, words: next, stdin: '' }, find), (later, code) =>
      step(later, index + 1, code === 0 ? worst : code === 127 ? 127 : 123),
    )
  }
  return step(runtime, 0, 0)
}

const timeout: Runner = (runtime, call, find) => {
  const words = call.words
    .slice(1)
    .filter((word, index, all) => !(word.startsWith('-') && index < all.findIndex((each) => /^\d/.test(each))))
  const [limit = '', ...command] = words
  const duration = parseDuration(/[a-z]$/.test(limit) ? limit : `${limit}s`)
  if (!duration.ok) return complain(runtime, `timeout: invalid time interval '${limit}'`, 125)
  if (command.length === 0) return complain(runtime, 'timeout: missing operand', 125)
  const untilMs = runtime.moment.nowMs + duration.ms
  return until(runProgram(runtime, { ...call, words: command }, find), untilMs)
}

/** Ends what waits at a time, as a signal would. */
function until(outcome: Outcome, untilMs: number): Outcome {
  if (typeof outcome === 'number') return outcome
  const waiting: Waiting = {
    ...outcome,
    checkAtMs: Math.min(outcome.checkAtMs, untilMs),
    resume: (later) => {
      if (later.moment.nowMs < outcome.checkAtMs && later.moment.nowMs < untilMs) return until(outcome, untilMs)
      if (later.moment.nowMs < untilMs || outcome.checkAtMs < untilMs) return until(outcome.resume(later), untilMs)
      const ended = outcome.interrupt?.(later)
      return ended === undefined || typeof ended === 'number' ? TIMED_OUT : ended
    },
  }
  return waiting
}

const time: Runner = (runtime, call, find) => {
  const startedMs = runtime.moment.nowMs
  return andThen(runtime, runProgram(runtime, { ...call, words: call.words.slice(1) }, find), (later, code) => {
    const seconds = (later.moment.nowMs - startedMs) / SECOND_MS
    const shown = `${String(Math.floor(seconds / 60))}m${(seconds % 60).toFixed(3)}s`
    later.err(`\nreal\t${shown}\nuser\t0m0.000s\nsys\t0m0.000s\n`)
    return code
  })
}

/** @simplified `watch` in the terminal prints its rounds below each other, without clearing the screen. */
const watch: Runner = (runtime, call, find) => {
  const words = [...call.words.slice(1)]
  let seconds = 2
  while (words[0]?.startsWith('-') === true) {
    const option = words.shift() ?? ''
    if (/^-n|^--interval/.test(option)) seconds = Math.max(0.1, Number(/[\d.]+$/.exec(option)?.[0] ?? words.shift()) || 2)
  }
  if (words.length === 0) return complain(runtime, 'Usage: watch [options] command', 1)
  const round = (current: Runtime): Outcome => {
    current.out(`Every ${seconds.toFixed(1)}s: ${words.join(' ')}\n\n`)
    return andThen(current, runText(current, words.join(' '), call, find), (later) => {
      later.out('\n')
      return { checkAtMs: later.moment.nowMs + seconds * SECOND_MS, resume: round }
    })
  }
  return round(runtime)
}

const RUNNERS: Readonly<Record<string, Runner>> = {
  '.': source,
  ash: shell,
  bash: shell,
  eval: (runtime, call, find) => runText(runtime, call.words.slice(1).join(' '), call, find),
  sh: shell,
  source,
  sudo: (runtime, call, find) => runProgram(runtime, { ...call, words: call.words.slice(1) }, find),
  time,
  timeout,
  watch,
  xargs,
}

export function runnerNamed(name: string, find: FindProgram): Program | undefined {
  const runner = Object.hasOwn(RUNNERS, name) ? RUNNERS[name] : undefined
  return runner === undefined ? undefined : (runtime, call) => runner(runtime, call, find)
}
