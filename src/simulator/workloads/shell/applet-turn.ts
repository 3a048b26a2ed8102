// Calls an applet for a process, and does what it asks for.

import type { AppletOutcome } from '../applets/applet.ts'
import { AppletCall, NO_MEMORY } from '../applets/applet.ts'
import { appletNamed } from '../applets/index.ts'
import { errorText } from './file-error.ts'
import type { Machine } from './machine.ts'
import { endProcess, update } from './machine.ts'
import { execute, findProgram } from './program-start.ts'
import { write } from './stream.ts'
import { DEFAULT_PATH } from './variables.ts'

export function runApplet(machine: Machine, id: number): void {
  const process = machine.processes.get(id)
  if (process?.program.kind !== 'applet') return
  machine.budget -= 5
  const name = (process.words[0] ?? '').replace(/^.*\//, '')
  const applet = appletNamed(name)
  const call = new AppletCall(machine, process, name, process.program.memory)
  const { files } = machine
  const outcome: AppletOutcome = applet === undefined ? absent(call) : asksForHelp(call) ? help(call) : applet(call)
  if (typeof outcome !== 'number' && outcome.kind === 'more') {
    machine.files = files
    const memory = { ...NO_MEMORY, text: call.collected }
    update(machine, id, { program: { kind: 'applet', memory }, waiting: { kind: 'input', descriptor: 0 } })
    return
  }
  // What it waits for is noted first: whoever starts a program may be asked for it at once.
  if (typeof outcome !== 'number' && outcome.kind === 'wait') {
    const now = machine.processes.get(id)
    if (now !== undefined && now.ended === undefined)
      update(machine, id, { program: { kind: 'applet', memory: outcome.memory }, waiting: outcome.waiting })
  }
  for (const { stream, text } of call.printed) {
    const problem = write(machine, id, stream, text)
    if (problem === undefined || stream === 2) continue
    write(machine, id, 2, `${name}: write error: ${errorText(problem)}\n`)
    endProcess(machine, id, { exitCode: 1, signal: undefined })
    return
  }
  if (machine.processes.get(id)?.ended !== undefined || !machine.processes.has(id)) return
  if (typeof outcome === 'number') endProcess(machine, id, { exitCode: outcome & 0xff, signal: undefined })
  else if (outcome.kind === 'execute') become(machine, id, name, outcome.words, outcome.environment)
}

/** To be asked how it is called is no error. @source busybox libbb/appletlib.c run_applet_no_and_exit */
function asksForHelp({ name, words }: AppletCall): boolean {
  return words.length === 1 && words[0] === '--help' && !['test', 'true', 'false', 'echo'].includes(name)
}

function help(call: AppletCall): number {
  call.usage('[OPTIONS] [ARG]...')
  return 0
}

function absent(call: AppletCall): number {
  call.printed.push({ stream: 2, text: `${call.name}: applet not found\n` })
  return 127
}

function become(machine: Machine, id: number, name: string, words: readonly string[], environment: Parameters<typeof execute>[3]): void {
  const process = machine.processes.get(id)
  if (process === undefined) return
  const path = environment.find(([each]) => each === 'PATH')?.[1] ?? DEFAULT_PATH
  const found = findProgram(machine, process, words[0] ?? '', path)
  if (found.ok) {
    execute(machine, id, words, environment, found.value)
    return
  }
  write(machine, id, 2, `${name}: can't execute '${words[0] ?? ''}': ${errorText(found.problem)}\n`)
  endProcess(machine, id, { exitCode: found.problem === 'ENOENT' ? 127 : 126, signal: undefined })
}
