// Waiting for what a shell started: programs and pipelines in the foreground, command substitutions.
// @source busybox shell/ash.c waitforjob dowait evalbackcmd expbackq

import { MOST_TEXT } from './expansion.ts'
import type { Frame } from './frame.ts'
import { forkShell, withDescriptor } from './forking.ts'
import { checkFailure } from './leaving.ts'
import { createPipe, hasPipeEnd, reap } from './machine.ts'
import type { Ended } from './process.ts'
import { write } from './stream.ts'
import type { Command } from './syntax.ts'
import type { Turn } from './turn.ts'
import { pop, processOf, push, replaceTop, setShell, setStatus, shellOf, waitFor } from './turn.ts'

/** What the C library calls the ends that a shell reports. */
const SIGNAL_TEXTS: Readonly<Record<number, string>> = {
  1: 'Hangup',
  3: 'Quit',
  6: 'Aborted',
  9: 'Killed',
  10: 'User defined signal 1',
  11: 'Segmentation fault',
  12: 'User defined signal 2',
  14: 'Alarm clock',
  15: 'Terminated',
}

/** Asks how a child ended, and forgets it. */
export function collect(turn: Turn, child: number): Ended | undefined {
  if (!turn.machine.processes.has(child)) return { exitCode: 127, signal: undefined }
  const ended = reap(turn.machine, child)
  if (ended !== undefined) setShell(turn, { children: shellOf(turn).children.filter((each) => each !== child) })
  return ended
}

/** The same for a child that the shell waits for by name: an end by signal is told. */
export function collectAndTell(turn: Turn, child: number): Ended | undefined {
  const ended = collect(turn, child)
  const text = ended?.signal === undefined ? undefined : SIGNAL_TEXTS[ended.signal]
  if (text !== undefined) write(turn.machine, turn.id, 2, `${text}\n`)
  return ended
}

export function stepForeground(turn: Turn, frame: Extract<Frame, { kind: 'foreground' }>): void {
  const statuses = frame.children.map((child, index) => {
    const known = frame.statuses[index]
    return known ?? collectAndTell(turn, child)?.exitCode
  })
  if (statuses.includes(undefined)) {
    replaceTop(turn, { ...frame, statuses })
    waitFor(turn, { kind: 'children', ids: frame.children.filter((_, index) => statuses[index] === undefined), untilMs: undefined })
    return
  }
  pop(turn)
  const failed = shellOf(turn).options.includes('p') ? statuses.findLast((status) => status !== 0) : undefined
  if (statuses.length > 0) setStatus(turn, failed ?? statuses.at(-1) ?? 0)
  checkFailure(turn)
}

/** Runs the commands of `$(…)`; what they print goes to the frame that asked. */
export function substitute(turn: Turn, body: Command | undefined): void {
  const pipe = createPipe(turn.machine)
  const descriptors = withDescriptor(processOf(turn).descriptors, 1, { kind: 'pipe', id: pipe, end: 'write' })
  const child = forkShell(turn, body === undefined ? [] : [{ kind: 'run', command: body }], descriptors)
  if (child === undefined) deliverResult(turn, '', 2)
  else push(turn, { kind: 'capture', child, pipe, text: '' })
}

export function stepCapture(turn: Turn, frame: Extract<Frame, { kind: 'capture' }>): void {
  const { machine } = turn
  const text = (frame.text + (machine.pipes.get(frame.pipe) ?? '')).slice(0, MOST_TEXT + 1)
  machine.pipes.set(frame.pipe, '')
  replaceTop(turn, { ...frame, text })
  if (hasPipeEnd(machine, frame.pipe, 'write')) {
    waitFor(turn, { kind: 'pipe', id: frame.pipe })
    return
  }
  const ended = collect(turn, frame.child)
  if (ended === undefined) {
    waitFor(turn, { kind: 'children', ids: [frame.child], untilMs: undefined })
    return
  }
  pop(turn)
  // A shell keeps no zero bytes.
  deliverResult(turn, text.replaceAll('\0', ''), ended.exitCode)
}

function deliverResult(turn: Turn, text: string, status: number): void {
  const frame = shellOf(turn).frames.at(-1)
  if (frame !== undefined && 'results' in frame) replaceTop(turn, { ...frame, results: [...frame.results, { text, status }] })
}
