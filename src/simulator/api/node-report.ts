// What one node knows at a moment, for those who look on: the board, the exercises' checks, a learner who asks "why?".
// The kubelet makes it from its own state; it decides nothing.

import type { SimTimeMs } from '../base/sim-time.ts'
import type { FileSystem } from './file-system.ts'

/** A key of a ConfigMap or Secret as it was when it was read. */
export interface ConfigurationSource {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  readonly key: string
  /** resourceVersion of the object. */
  readonly version: string
}

export interface CachedObject {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly namespace: string
  readonly name: string
  /** undefined: the node knows that it does not exist. */
  readonly version: string | undefined
  readonly sinceMs: SimTimeMs
}

export interface EnvironmentReport {
  readonly name: string
  readonly value: string
  /** undefined for literal values, fields of the pod, service variables. */
  readonly source: ConfigurationSource | undefined
}

export interface FileReport {
  /** Absolute path in the container. */
  readonly path: string
  readonly content: string | Uint8Array
  readonly mode: number
  readonly writtenAtMs: SimTimeMs
  readonly source: ConfigurationSource | undefined
  /** Held by subPath. */
  readonly pinned: boolean
}

export interface ProcessUse {
  readonly source: string
  readonly value: string
  readonly atMs: SimTimeMs
  readonly how: 'start' | 'reload' | 'request'
}

export interface ContainerReport {
  readonly name: string
  readonly restartCount: number
  readonly running: boolean
  readonly startedAtMs: SimTimeMs | undefined
  readonly environment: readonly EnvironmentReport[]
  /** Files that come from configMap, secret, projected and downwardAPI volumes, in order of path. */
  readonly files: readonly FileReport[]
  readonly uses: readonly ProcessUse[]
  /** Everything the container sees, for `ls` and `cat` without starting a process; undefined before its first start. */
  readonly fileSystem: FileSystem | undefined
}

export interface PodReport {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly lastSyncAtMs: SimTimeMs | undefined
  /** When the kubelet looks again unless something happens first. */
  readonly nextSyncAtMs: SimTimeMs | undefined
  readonly containers: readonly ContainerReport[]
}

export interface NodeReport {
  readonly node: string
  readonly cache: readonly CachedObject[]
  readonly pods: readonly PodReport[]
}
