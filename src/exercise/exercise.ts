// What an author writes as an exercise, after it was read and checked: plain data, the same in the page, in Node and in CI.

import type { Kind } from '../simulator/index.ts'

/** Which pods a check is about: those of a workload, those with labels, or one by name. Pods being deleted do not count. */
export type PodChoice =
  | { readonly pod: string; readonly namespace?: string }
  | { readonly workload: WorkloadName; readonly namespace?: string }
  | { readonly labels: Readonly<Record<string, string>>; readonly namespace?: string }

/** `deployment/web`, `statefulset/db`, `daemonset/agent`, `job/load`. */
export type WorkloadName = string

export interface ObjectChoice {
  readonly kind: Kind
  readonly name: string
  readonly namespace?: string
}

/** A text to compare with. Exactly one of the members. */
export type TextExpectation =
  { readonly equals: string } | { readonly contains: string } | { readonly matches: string } | { readonly absent: true }

/** The vocabulary of checks. Each kind has a file of its own in checks/ that says what it looks at and what it reports. */
export type Check =
  | { readonly kind: 'object-exists'; readonly object: ObjectChoice }
  | { readonly kind: 'object-absent'; readonly object: ObjectChoice }
  | { readonly kind: 'field-equals'; readonly object: ObjectChoice; readonly path: string; readonly value: string | number | boolean }
  | {
      readonly kind: 'environment'
      readonly pods: PodChoice
      readonly container?: string
      readonly name: string
      readonly expect: TextExpectation
    }
  | {
      readonly kind: 'file'
      readonly pods: PodChoice
      readonly container?: string
      readonly path: string
      readonly expect: TextExpectation
    }
  | { readonly kind: 'file-mode'; readonly pods: PodChoice; readonly container?: string; readonly path: string; readonly mode: string }
  | {
      readonly kind: 'process-uses'
      readonly pods: PodChoice
      readonly container?: string
      readonly source: string
      readonly expect: TextExpectation
    }
  | { readonly kind: 'process-printed'; readonly pods: PodChoice; readonly container?: string; readonly expect: TextExpectation }
  | { readonly kind: 'pod-status'; readonly pods: PodChoice; readonly status: string }
  | { readonly kind: 'pods-ready'; readonly pods: PodChoice; readonly atLeast: number }
  | { readonly kind: 'rollout-finished'; readonly workload: WorkloadName; readonly namespace?: string }
  | { readonly kind: 'never-fewer-ready'; readonly workload: WorkloadName; readonly namespace?: string; readonly than: number }
  | { readonly kind: 'nothing-restarted'; readonly pods: PodChoice }
  | {
      readonly kind: 'value-nowhere'
      readonly value: string
      readonly places: readonly ('manifests' | 'environment' | 'arguments' | 'configmaps')[]
    }
  | { readonly kind: 'command-printed'; readonly command: string; readonly expect: TextExpectation }
  | { readonly kind: 'not'; readonly check: Check }
  | { readonly kind: 'all'; readonly checks: readonly Check[] }
  | { readonly kind: 'any'; readonly checks: readonly Check[] }
  | { readonly kind: 'always'; readonly check: Check }

/** One line of the check panel. */
export interface Task {
  readonly id: string
  /** A fact that will be true: "Every replica uses LOG_LEVEL=debug". */
  readonly says: string
  readonly check: Check
  /** How much simulated time the answer may take before the check looks, in milliseconds. */
  readonly afterMs: number
}

/** Something the learner (or a solution) does. */
export type Act = { readonly apply: 'files' } | { readonly run: string } | { readonly waitMs: number }

/** A text by file name. */
export type Files = Readonly<Record<string, string>>

export interface Solution {
  readonly id: string
  /** What makes this way different, in one sentence. */
  readonly says: string
  /** Changed and added files; the rest stays as in the starter. */
  readonly files: Files
  readonly acts: readonly Act[]
}

export interface Mistake {
  readonly id: string
  /** What the learner is told: what they did, what they see, why. */
  readonly message: string
  /** Recognised by state, never by text. */
  readonly check: Check
  readonly afterMs: number
  /** One way of making it, which proves the message. */
  readonly files: Files
  readonly acts: readonly Act[]
}

export interface Exercise {
  /** Stable for ever: progress is stored under it. */
  readonly id: string
  readonly title: string
  readonly goal: string
  readonly cluster: ClusterStart
  /** The starter. */
  readonly files: Files
  /** Which of the files the learner may change; the others are there to read. */
  readonly editable: readonly string[]
  readonly tasks: readonly Task[]
  /** Nudge, where to look, concept, solution: in that order. */
  readonly hints: readonly string[]
  readonly mistakes: readonly Mistake[]
  readonly solutions: readonly Solution[]
}

/** The cluster an exercise starts from. */
export interface ClusterStart {
  readonly seed: number
  readonly nodes: readonly string[]
  /** Milliseconds since the Unix epoch. */
  readonly startsAtEpochMs: number
  /** Lines of the terminal that ran before the learner arrives. */
  readonly setup: readonly string[]
  /** How long the cluster ran before the learner arrives, in milliseconds. */
  readonly settleMs: number
}
