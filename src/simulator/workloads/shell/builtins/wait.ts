// wait, jobs and kill.
// @source busybox shell/ash.c waitcmd jobscmd killcmd; procps/kill.c
// @simplified Jobs of the shell have numbers only for `jobs` and `kill %1`; none can be moved to the foreground.

import { killProcesses } from '../../applets/kill-processes.ts'
import { collect, collectAndTell } from '../children.ts'
import type { Frame } from '../frame.ts'
import { checkFailure } from '../leaving.ts'
import { write } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { pop, push, setStatus, shellOf, waitFor } from '../turn.ts'
import type { BuiltinOutcome } from './builtin.ts'

function jobNamed(turn: Turn, word: string): number | undefined {
  const { children } = shellOf(turn)
  if (/^%\d{1,4}$/.test(word)) return children[Number(word.slice(1)) - 1]
  if (word === '%%' || word === '%+') return children.at(-1)
  return /^\d{1,9}$/.test(word) ? Number(word) : undefined
}

export function wait(turn: Turn, words: readonly string[]): BuiltinOutcome {
  const children: number[] = []
  for (const word of words) {
    const child = jobNamed(turn, word)
    if (child === undefined) return { problem: word.startsWith('%') ? `${word}: no such job` : `Illegal number: ${word}` }
    children.push(child)
  }
  push(turn, { kind: 'waiting', children: words.length === 0 ? shellOf(turn).children : children, all: words.length === 0 })
  return undefined
}

export function stepWaiting(turn: Turn, frame: Extract<Frame, { kind: 'waiting' }>): void {
  const { machine } = turn
  const open = frame.children.filter((child) => machine.processes.get(child)?.ended === undefined && machine.processes.has(child))
  if (open.length > 0) {
    waitFor(turn, { kind: 'children', ids: open, untilMs: undefined })
    return
  }
  pop(turn)
  const own = shellOf(turn).children
  const end = frame.all ? collect : collectAndTell
  const statuses = frame.children.map((child) => (own.includes(child) ? (end(turn, child)?.exitCode ?? 127) : 127))
  setStatus(turn, frame.all ? 0 : (statuses.at(-1) ?? 0))
  checkFailure(turn)
}

export function jobs(turn: Turn): BuiltinOutcome {
  const { children } = shellOf(turn)
  children.forEach((child, index) => {
    const process = turn.machine.processes.get(child)
    const state = process?.ended === undefined ? 'Running' : 'Done'
    const sign = index === children.length - 1 ? '+' : index === children.length - 2 ? '-' : ' '
    write(turn.machine, turn.id, 1, `[${String(index + 1)}]${sign}  ${state.padEnd(24)}${process?.words.join(' ') ?? ''}\n`)
  })
  return 0
}

export function kill(turn: Turn, words: readonly string[]): BuiltinOutcome {
  const resolved = words.map((word) => (word.startsWith('%') ? String(jobNamed(turn, word) ?? word) : word))
  const { output, problems, exitCode } = killProcesses(turn.machine, turn.id, resolved)
  write(turn.machine, turn.id, 1, output)
  for (const problem of problems) write(turn.machine, turn.id, 2, `sh: ${problem}\n`)
  return exitCode
}
