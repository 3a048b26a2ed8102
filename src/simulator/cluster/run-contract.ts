// A run as those see it who look on: the stage, the exercises, the benchmarks. Every moment of it can be looked at again and forked.

import type { ApiView } from '../api/client.ts'
import type { NodeReport } from '../api/node-report.ts'
import type { TimelineEntry } from '../api/timeline.ts'
import type { SimTimeMs } from '../base/sim-time.ts'
import type { Diagnostic } from '../diagnosis/index.ts'
import type { ToolSetName } from '../kubectl/index.ts'

/** What was true at one moment. */
export interface Snapshot {
  readonly atMs: SimTimeMs
  /** What the API server would answer. */
  readonly view: ApiView
  /** What each node has and knows, in the order of the nodes. */
  readonly nodes: readonly NodeReport[]
  /** Everything that had happened by then. */
  readonly entries: readonly TimelineEntry[]
}

/** What is said to a text. */
export interface Diagnosis {
  readonly diagnostics: readonly Diagnostic[]
  /** Parts of the API server that were missing. If any were, the diagnostics do not count: ask again with them. */
  readonly lacks: readonly ToolSetName[]
}

/** What a command printed. */
export interface CommandOutput {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}
