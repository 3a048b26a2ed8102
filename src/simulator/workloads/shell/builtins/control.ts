// Builtins that change what runs next: exit, return, break, continue, eval, exec, and reading a script with a dot.
// @source busybox shell/ash.c exitcmd returncmd breakcmd evalcmd execcmd dotcmd

import { errorText } from '../file-error.ts'
import { replaceShell } from '../foreground-program.ts'
import { exitShell, leaveFunction, leaveLoops } from '../leaving.ts'
import { findProgram } from '../program-start.ts'
import { readFile } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { processOf, push, setStatus, shellOf } from '../turn.ts'
import { exists } from '../stream.ts'
import { DEFAULT_PATH, valueOf } from '../variables.ts'
import type { BuiltinOutcome } from './builtin.ts'

function numberFrom(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined
}

export function exit(turn: Turn, [word]: readonly string[]): BuiltinOutcome {
  const status = word === undefined ? statusBeforeTrap(turn) : numberFrom(word)
  if (status === undefined) return { problem: `Illegal number: ${word ?? ''}` }
  exitShell(turn, status)
  return undefined
}

/** In a trap, `exit` alone gives the status from before it. */
function statusBeforeTrap(turn: Turn): number {
  const { frames, status } = shellOf(turn)
  const trap = frames.findLast((frame) => frame.kind === 'after-trap')
  return trap?.kind === 'after-trap' ? trap.status : status
}

export function returnFrom(turn: Turn, [word]: readonly string[]): BuiltinOutcome {
  const status = word === undefined ? shellOf(turn).status : numberFrom(word)
  if (status === undefined) return { problem: `Illegal number: ${word ?? ''}` }
  leaveFunction(turn, status & 0xff)
  return undefined
}

export function breakLoop(turn: Turn, words: readonly string[]): BuiltinOutcome {
  return leave(turn, words, 'break')
}

export function continueLoop(turn: Turn, words: readonly string[]): BuiltinOutcome {
  return leave(turn, words, 'continue')
}

function leave(turn: Turn, [word = '1']: readonly string[], how: 'break' | 'continue'): BuiltinOutcome {
  const count = numberFrom(word)
  if (count === undefined || count === 0) return { problem: `Illegal number: ${word}` }
  leaveLoops(turn, count, how)
  return undefined
}

export function evaluateText(turn: Turn, words: readonly string[]): BuiltinOutcome {
  setStatus(turn, 0)
  push(turn, { kind: 'source', text: words.join(' '), position: 0, line: shellOf(turn).line, origin: 'eval' })
  return undefined
}

export function exec(turn: Turn, words: readonly string[]): BuiltinOutcome {
  const [name] = words
  if (name === undefined) return 0
  const path = valueOf(shellOf(turn).variables, 'PATH') ?? DEFAULT_PATH
  const found = findProgram(turn.machine, processOf(turn), name, path)
  if (!found.ok)
    return {
      problem: found.problem === 'ENOENT' ? `${name}: not found` : `${name}: ${errorText(found.problem)}`,
      status: found.problem === 'ENOENT' ? 127 : 126,
    }
  replaceShell(turn, words, [])
  return undefined
}

export function dot(turn: Turn, [name]: readonly string[]): BuiltinOutcome {
  if (name === undefined) return { problem: 'filename argument required' }
  const process = processOf(turn)
  const path = valueOf(shellOf(turn).variables, 'PATH') ?? DEFAULT_PATH
  const found = name.includes('/')
    ? name
    : path
        .split(':')
        .map((directory) => `${directory}/${name}`)
        .find((each) => exists(turn.machine, process, each))
  const text = readFile(turn.machine, process, found ?? name)
  if (!text.ok) return { problem: `can't open '${name}': ${errorText(text.problem)}` }
  setStatus(turn, 0)
  push(turn, { kind: 'source', text: text.value, position: 0, line: 1, origin: 'dot', path: found ?? name })
  return undefined
}
