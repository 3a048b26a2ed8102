// What a cluster is made of before anything happens in it.

import type { ContainerRuntime } from '../api/container-runtime.ts'
import type { Parts } from '../base/parts.ts'
import type { ChangeDetection } from '../kubelet/index.ts'

export interface ClusterOptions<P> {
  readonly seed: number
  /** Milliseconds since the Unix epoch. */
  readonly startedAtEpochMs: number
  readonly nodes: readonly string[]
  readonly changeDetection: ChangeDetection
  readonly runtime: ContainerRuntime<P>
  /** Those of the API server that are there at first. */
  readonly parts: Parts
}
