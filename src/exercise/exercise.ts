// An exercise after it was read and checked: plain data, the same in the page, in a worker, in Node and in CI.

import type { ImageLibrary } from '../simulator/index.ts'
import type { Check } from './checks/index.ts'
import type { Act } from './acts.ts'
import type { Files } from './files.ts'

/** One line of the check panel. */
export interface Task {
  readonly id: string
  /** A fact that will be true: "Every replica uses LOG_LEVEL debug". */
  readonly says: string
  /** How much simulated time the answer may take before the check looks, in milliseconds. */
  readonly afterMs: number
  readonly check: Check
}

export interface Solution {
  readonly id: string
  /** What makes this way different, in one sentence. */
  readonly says: string
  readonly acts: readonly Act[]
}

export interface Mistake {
  readonly id: string
  /** What the learner is told: what they did, what they see, why. */
  readonly message: string
  readonly afterMs: number
  /** Recognised by state, never by text. */
  readonly check: Check
  /** One way of making it, which proves the message. */
  readonly acts: readonly Act[]
}

/** Each says more than the one before; only the last names a solution. */
export interface Hints {
  readonly nudge: string
  readonly where: string
  readonly concept: string
  readonly solution: string
}

/** Which key of which object the board follows; without a key, all of them. */
export interface FollowedKey {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  readonly key?: string
  readonly namespace?: string
}

/** The cluster that something starts from. */
export interface ClusterStart {
  readonly seed: number
  readonly nodes: readonly string[]
  /** Milliseconds since the Unix epoch. */
  readonly startsAtEpochMs: number
  /** The namespace that the terminal works in. */
  readonly namespace: string
  /** Manifests that are applied before the learner comes, in the order of their names; the learner sees the objects and not the texts. */
  readonly manifests: Files
  /** Lines of the terminal that ran before the learner comes, after the manifests; they may name the learner's files. */
  readonly setup: readonly string[]
  /** How long the cluster ran before the learner comes, in milliseconds. */
  readonly settleMs: number
  /** Images that only exist here, beside those of the course. */
  readonly images: ImageLibrary
}

export interface Exercise {
  /** Lesson and folder: `three-truths/all-replicas`. Stable for ever: progress is stored under it. */
  readonly id: string
  readonly title: string
  /** In one sentence. */
  readonly goal: string
  readonly cluster: ClusterStart
  /** Which keys the board follows; none: everything that containers consume. */
  readonly focus: readonly FollowedKey[]
  /** The starter. */
  readonly files: Files
  /** The file that is shown first. */
  readonly open: string
  /** Which of the files the learner may change; the others are there to read. */
  readonly editable: readonly string[]
  readonly tasks: readonly Task[]
  readonly hints: Hints
  readonly mistakes: readonly Mistake[]
  readonly solutions: readonly Solution[]
}
