// A terminal for tests: an empty cluster with one node, and lines that follow one another.

import type { Cluster } from '../../../src/simulator/cluster/cluster-state.ts'
import { advance, createCluster } from '../../../src/simulator/cluster/cluster.ts'
import { doorTo } from '../../../src/simulator/cluster/door.ts'
import type { Session } from '../../../src/simulator/kubectl/index.ts'
import { createSession, runLine } from '../../../src/simulator/kubectl/index.ts'
import { ALL_TOOLS } from '../../../src/simulator/kubectl/tools/all.ts'
import type { RunningProgram } from '../../../src/simulator/workloads/runtime.ts'
import { createContainerRuntime } from '../../../src/simulator/workloads/runtime.ts'

const SETTLED_MS = 1000

function readyCluster(): Cluster<RunningProgram> {
  const runtime = createContainerRuntime({ images: [], registries: [] })
  const startedAtEpochMs = Date.UTC(2026, 10, 24)
  const { cluster } = createCluster({ seed: 1, startedAtEpochMs, nodes: ['node-1'], changeDetection: 'Watch', runtime, parts: ALL_TOOLS })
  return advance(cluster, SETTLED_MS).cluster
}

export const READY = readyCluster()

export interface Answer {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

export class TestTerminal {
  cluster = READY
  session: Session

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.session = createSession({ files, toolbox: ALL_TOOLS })
  }

  run(line: string, stdin = ''): Answer {
    const outcome = runLine(doorTo<RunningProgram>(undefined), this.cluster, this.session, line, stdin)
    this.cluster = outcome.cluster
    this.session = outcome.session
    const textOf = (stream: 'stdout' | 'stderr'): string =>
      outcome.pieces.flatMap((piece) => (piece.stream === stream ? [piece.text] : [])).join('')
    return { stdout: textOf('stdout'), stderr: textOf('stderr'), exitCode: outcome.exitCode }
  }

  /** What a line prints on both streams. */
  says(line: string, stdin = ''): string {
    const { stdout, stderr } = this.run(line, stdin)
    return stdout + stderr
  }

  pass(ms: number): void {
    this.cluster = advance(this.cluster, this.cluster.nowMs + ms).cluster
  }
}
