// How many Pods a roll-out may add and take away (DEP-7).
// @source pkg/controller/deployment/util/deployment_util.go ResolveFenceposts, MaxUnavailable, MaxSurge, NewRSNewReplicas

import type { Deployment, ReplicaSet } from '../../api/fields/workload.ts'
import { scaled } from '../percentage.ts'

export interface Fence {
  /** Wanted replicas. */
  readonly replicas: number
  readonly surge: number
  readonly unavailable: number
}

export function fenceOf({ spec }: Deployment): Fence {
  const replicas = spec.replicas ?? 1
  // While all are replaced at once the Deployment is not available.
  if (spec.strategy.type === 'Recreate') return { replicas, surge: 0, unavailable: 0 }
  const surge = scaled(spec.strategy.rollingUpdate?.maxSurge ?? '25%', replicas, Math.ceil)
  const unavailable = scaled(spec.strategy.rollingUpdate?.maxUnavailable ?? '25%', replicas, Math.floor)
  // Both may come to nothing, and then nothing could ever move.
  return { replicas, surge, unavailable: Math.min(replicas, surge === 0 && unavailable === 0 ? 1 : unavailable) }
}

export function sizeOf(set: ReplicaSet): number {
  return set.spec.replicas ?? 0
}

export function sumOf(sets: readonly ReplicaSet[], count: (set: ReplicaSet) => number): number {
  return sets.reduce((sum, set) => sum + count(set), 0)
}

export function availableOf(set: ReplicaSet): number {
  return set.status.availableReplicas ?? 0
}
