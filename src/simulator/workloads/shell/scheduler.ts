// Gives every process that can go on its turn, until all wait or the budget of the step is used up.

import { runApplet } from './applet-turn.ts'
import { stepShell } from './interpreter.ts'
import type { Machine } from './machine.ts'
import { endProcess, hasPipeEnd, livingProcesses, outputIsFull, update } from './machine.ts'
import type { Process } from './process.ts'
import type { SimTimeMs } from '../../base/sim-time.ts'
import { peekInput, write } from './stream.ts'

/** How many steps a shell does before others have their turn. */
const STEPS_A_TURN = 200

/** @returns whether all wait; if not, the budget is used up */
export function runUntilIdle(machine: Machine): boolean {
  for (let moved = true; moved;) {
    moved = false
    for (const id of [...machine.processes.keys()].sort((a, b) => a - b)) {
      if (machine.budget <= 0) return !livingProcesses(machine).some((process) => isReady(machine, process))
      const process = machine.processes.get(id)
      if (process === undefined || !isReady(machine, process)) continue
      moved = true
      machine.current = id
      update(machine, id, { waiting: undefined })
      if (process.program.kind === 'shell') runShell(machine, id)
      else runApplet(machine, id)
    }
  }
  return true
}

function runShell(machine: Machine, id: number): void {
  for (let step = 0; step < STEPS_A_TURN && machine.budget > 0; step += 1) {
    const process = machine.processes.get(id)
    if (process?.program.kind !== 'shell' || process.ended !== undefined || process.waiting !== undefined || outputIsFull(machine, process))
      return
    stepShell({ machine, id })
  }
}

function isReady(machine: Machine, process: Process): boolean {
  const { ended, waiting, program } = process
  if (ended !== undefined || outputIsFull(machine, process)) return false
  if (waiting === undefined) return true
  const frame = program.kind === 'shell' ? program.shell.frames.at(-1) : undefined
  if (
    program.kind === 'shell' &&
    program.shell.caught.length > 0 &&
    frame !== undefined &&
    ['waiting', 'reading', 'dialogue'].includes(frame.kind)
  )
    return true
  switch (waiting.kind) {
    case 'until':
      return waiting.atMs <= machine.view.nowMs
    case 'children':
      if (waiting.untilMs !== undefined && waiting.untilMs <= machine.view.nowMs) return true
      return waiting.ids.some((id) => machine.processes.get(id)?.ended !== undefined || !machine.processes.has(id))
    case 'input':
      if (frame?.kind === 'reading' && frame.until !== undefined && frame.until <= machine.view.nowMs) return true
      return peekInput(machine, process, waiting.descriptor).kind !== 'wait'
    case 'pipe':
      return (machine.pipes.get(waiting.id) ?? '') !== '' || !hasPipeEnd(machine, waiting.id, 'write')
    case 'forever':
      return false
  }
}

/** When the first sleeper wakes up. */
export function nextWake(machine: Machine): SimTimeMs | undefined {
  let first: SimTimeMs | undefined
  for (const { waiting, program } of livingProcesses(machine)) {
    const frame = program.kind === 'shell' ? program.shell.frames.at(-1) : undefined
    const at =
      waiting?.kind === 'until'
        ? waiting.atMs
        : waiting?.kind === 'children'
          ? waiting.untilMs
          : frame?.kind === 'reading'
            ? frame.until
            : undefined
    if (at !== undefined && (first === undefined || at < first)) first = at
  }
  return first
}

/** Ends what cannot stop by itself, and says so. */
export function endBusy(machine: Machine, message: string): void {
  for (const process of livingProcesses(machine)) {
    if (!isReady(machine, process)) continue
    write(machine, process.id, 2, `${process.words[0] ?? 'sh'}: ${message}\n`)
    endProcess(machine, process.id, { exitCode: 137, signal: 9, spun: true })
  }
}
