// The cluster as kubectl sees it.

import type { EntryId } from '../api/timeline.ts'
import { failure, success } from '../base/result.ts'
import type { ClusterDoor, ProgramStep } from '../kubectl/cluster-door.ts'
import type { Cluster } from './cluster-state.ts'
import { advance, continueProgram, nextDueAtMs, readLogs, request, resourceVersionOf, startProgram, watch } from './cluster.ts'
import { momentOf, viewOf } from './cluster-state.ts'
import { workstation } from './workstation.ts'
import type { ProgramStep as RuntimeStep } from '../api/container-runtime.ts'

/** How soon a program that waits is asked again, in milliseconds. */
const ASK_AGAIN_MS = 100

/** @param cause  The entry of the command that uses the door. */
export function doorTo<P>(cause: EntryId | undefined): ClusterDoor<Cluster<P>> {
  return {
    workstation,
    moment: momentOf,
    view: viewOf,
    request: (cluster, asked) => request(cluster, asked, cause),
    resourceVersion: resourceVersionOf,
    watch,
    advance,
    nextDueAtMs,
    logs: (cluster, { pod, container }, { previous }) => readLogs(cluster, pod, container, previous),
    startProgram: (cluster, { pod, container }, program) => {
      const started = startProgram(cluster, pod, container, program)
      const step = started.program.ok ? success(shown(started.program.value, started.cluster)) : failure(started.program.problem)
      return { cluster: started.cluster, entries: started.entries, step }
    },
    continueProgram: (cluster, { pod, container }, state, touch) => {
      const continued = continueProgram(cluster, pod, container, Number(state), touch)
      const step: ProgramStep = continued.program.ok
        ? shown(continued.program.value, continued.cluster)
        : { kind: 'exited', stdout: '', stderr: `${continued.program.problem}\n`, exitCode: 137 }
      return { cluster: continued.cluster, entries: continued.entries, step }
    },
  }
}

function shown<P>({ output, exitCode, processId }: RuntimeStep<P>, { nowMs }: Cluster<P>): ProgramStep {
  const textOf = (stream: 'stdout' | 'stderr') =>
    output
      .filter((each) => each.stream === stream)
      .map(({ text }) => text)
      .join('')
  const texts = { stdout: textOf('stdout'), stderr: textOf('stderr') }
  if (exitCode !== undefined) return { kind: 'exited', ...texts, exitCode }
  return { kind: 'running', ...texts, checkAtMs: nowMs + ASK_AGAIN_MS, state: processId }
}
