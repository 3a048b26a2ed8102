// Programs that the kubelet starts in containers: exec probes and lifecycle hooks. Each is followed until it has ended.
// @source pkg/kubelet/prober/prober.go, pkg/kubelet/lifecycle/handlers.go

import type { ContainerRecord, HealthState, Purpose } from './state.ts'
import { apply, worldOf } from './processes.ts'
import type { Turn } from './turn.ts'
import { recordOf, updateContainer } from './turn.ts'

/** How a program ended. `text` is what it wrote, or why it could not be started. */
export interface Ending {
  readonly purpose: Purpose
  readonly exitCode: number
  readonly text: string
  /** It never ran. */
  readonly isRefused?: true
}

/** Starts a program. @returns its end, if it has ended at once */
export function startProgramFor<P>(
  turn: Turn<P>,
  uid: string,
  name: string,
  purpose: Purpose,
  words: readonly string[],
): Ending | undefined {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  const world = record === undefined || container === undefined ? undefined : worldOf(turn, record, container)
  if (container?.run === undefined || world === undefined) return undefined
  const begun = turn.options.runtime.startProgram(container.run.processes, { words, stdin: '', stdinStays: false, terminal: false }, world)
  if (!begun.ok) return { purpose, exitCode: begun.problem.exitCode, text: begun.problem.message, isRefused: true }
  const { processId, output, exitCode } = begun.value
  const text = output.map((each) => each.text).join('')
  apply(turn, uid, name, begun.value.container)
  if (exitCode !== undefined) return { purpose, exitCode, text }
  changeHealth(turn, uid, name, (health) => ({ programs: [...health.programs, { processId, purpose, text }] }))
  return undefined
}

/** Asks every program of a container how it is getting on. @returns those that have ended since */
export function endedPrograms<P>(turn: Turn<P>, uid: string, name: string): readonly Ending[] {
  const endings: Ending[] = []
  for (const program of recordOf(turn, uid)?.containers.get(name)?.health.programs ?? []) {
    const record = recordOf(turn, uid)
    const container = record?.containers.get(name)
    const world = record === undefined || container === undefined ? undefined : worldOf(turn, record, container)
    if (container?.run === undefined || world === undefined) continue
    const { processes } = container.run
    const step = turn.options.runtime.continueProgram(processes, program.processId, { kind: 'look' }, world)
    const text = program.text + step.output.map((each) => each.text).join('')
    updateContainer(turn, uid, name, { run: { ...container.run, processes: step.container.processes } })
    const { exitCode } = step
    changeHealth(turn, uid, name, (health) => ({
      programs: health.programs.flatMap((each) =>
        each.processId !== program.processId ? [each] : exitCode === undefined ? [{ ...each, text }] : [],
      ),
    }))
    if (exitCode !== undefined) endings.push({ purpose: program.purpose, exitCode, text })
  }
  return endings
}

export function changeHealth<P>(
  turn: Turn<P>,
  uid: string,
  name: string,
  change: (health: HealthState, container: ContainerRecord<P>) => Partial<HealthState>,
): void {
  const container = recordOf(turn, uid)?.containers.get(name)
  if (container === undefined) return
  updateContainer(turn, uid, name, { health: { ...container.health, ...change(container.health, container) } })
}
