// Leaving parts of a script before their end: errors, exit, return, break, continue. What was redirected or local is put back.
// @source busybox shell/ash.c exitshell ash_msg_and_raise_error evalskip

import type { Frame } from './frame.ts'
import { endProcess, update } from './machine.ts'
import type { Turn } from './turn.ts'
import { pop, processOf, push, restoreVariables, say, setShell, setStatus, shellOf } from './turn.ts'

/** Undoes what a frame did. The frame is already off the stack. */
export function undo(turn: Turn, frame: Frame | undefined): void {
  if (frame?.kind === 'restore') {
    update(turn.machine, turn.id, { descriptors: frame.descriptors })
    restoreVariables(turn, frame.variables)
  } else if (frame?.kind === 'function') {
    restoreVariables(turn, frame.locals)
    setShell(turn, { parameters: frame.parameters })
  }
}

/** Takes frames off until `isLast` says so, that one included. */
function unwind(turn: Turn, isLast: (frame: Frame) => boolean): void {
  for (;;) {
    const frame = pop(turn)
    undo(turn, frame)
    if (frame === undefined || isLast(frame)) return
  }
}

/** Ends the shell, after its EXIT trap. */
export function exitShell(turn: Turn, status: number): void {
  const shell = shellOf(turn)
  const action = shell.traps.get('EXIT')
  setShell(turn, { frames: [], status, traps: shell.traps.without('EXIT') })
  if (action === undefined || action === '') endProcess(turn.machine, turn.id, { exitCode: status & 0xff, signal: undefined })
  else {
    push(turn, { kind: 'after-trap', status }, { kind: 'source', text: action, position: 0, line: shell.line, origin: 'trap' })
  }
}

/** An error that a script does not survive; at a prompt, the next line comes. */
export function failShell(turn: Turn, message: string, command?: string, status = 2): void {
  say(turn, message, command)
  abandon(turn, status)
}

/** Leaves everything: the script, or at a prompt the line. */
export function abandon(turn: Turn, status: number): void {
  const shell = shellOf(turn)
  setStatus(turn, status)
  if (!shell.interactive || shell.isSubshell || !shell.frames.some(({ kind }) => kind === 'dialogue')) {
    exitShell(turn, status)
    return
  }
  while (shellOf(turn).frames.at(-1)?.kind !== 'dialogue') undo(turn, pop(turn))
}

/** `break` and `continue`. Outside of a loop they do nothing. */
export function leaveLoops(turn: Turn, count: number, how: 'break' | 'continue'): void {
  const { frames } = shellOf(turn)
  const floor = frames.findLastIndex(({ kind }) => kind === 'function')
  const loops = frames.slice(floor + 1).filter(({ kind }) => kind === 'loop' || kind === 'for').length
  let left = Math.min(count, loops)
  setStatus(turn, 0)
  if (left === 0) return
  let last: Frame | undefined
  unwind(turn, (frame) => {
    if (frame.kind !== 'loop' && frame.kind !== 'for') return false
    last = frame
    left -= 1
    return left === 0
  })
  if (how === 'continue' && last !== undefined) push(turn, last.kind === 'loop' ? { ...last, phase: 'start', status: 0 } : last)
}

/** `return`: from a function or a script that was read with `.`; elsewhere it ends the script. */
export function leaveFunction(turn: Turn, status: number): void {
  const isLast = (frame: Frame): boolean => frame.kind === 'function' || (frame.kind === 'source' && frame.origin === 'dot')
  if (!shellOf(turn).frames.some(isLast)) {
    exitShell(turn, status)
    return
  }
  unwind(turn, isLast)
  setStatus(turn, status)
}

/** `set -e`: a failure ends the shell, unless something looks at it. */
export function checkFailure(turn: Turn): void {
  const { status, options, frames, isTested } = shellOf(turn)
  if (status === 0 || !options.includes('e') || isTested || isBeingTested(frames) || processOf(turn).ended !== undefined) return
  exitShell(turn, status)
}

/** Whether the status of what runs now is asked for by an `if`, a loop, `&&`, `||` or `!`. */
export function isBeingTested(frames: readonly Frame[]): boolean {
  return frames.some(
    (frame) =>
      frame.kind === 'if' || frame.kind === 'and-or' || frame.kind === 'negate' || (frame.kind === 'loop' && frame.phase === 'condition'),
  )
}
