// What a Deployment reports of its roll-out (DEP-9, DEP-13).
// @source pkg/controller/deployment/sync.go calculateStatus, progress.go syncRolloutStatus

import type { Deployment, DeploymentCondition, DeploymentStatus, ReplicaSet } from '../../api/fields/workload.ts'
import { goQuote } from '../../base/go-text.ts'
import { SECOND_MS } from '../../base/sim-time.ts'
import { positive } from '../pod-control.ts'
import { availableOf, fenceOf, sizeOf, sumOf } from './numbers.ts'

/** No limit to the time that a roll-out may take. */
const NO_LIMIT = 2147483647

/** News about the new ReplicaSet in this step; `none` where nothing is rolled out: while paused, scaled, or deleted. */
export type Progress = 'created' | 'found' | 'unknown' | 'none'

export interface StatusInput {
  readonly deployment: Deployment
  readonly newSet: ReplicaSet | undefined
  readonly sets: readonly ReplicaSet[]
  readonly progress: Progress
  /** As the API writes times. */
  readonly now: string
}

export function statusOf({ deployment, newSet, sets, progress, now }: StatusInput): DeploymentStatus {
  const old = deployment.status
  const { replicas, unavailable } = fenceOf(deployment)
  const available = sumOf(sets, availableOf)
  const total = sumOf(sets, sizeOf)
  const status: DeploymentStatus = {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...positive(
      'replicas',
      sumOf(sets, (set) => set.status.replicas),
    ),
    ...positive('updatedReplicas', newSet?.status.replicas ?? 0),
    ...positive(
      'readyReplicas',
      sumOf(sets, (set) => set.status.readyReplicas ?? 0),
    ),
    ...positive('availableReplicas', available),
    ...positive('unavailableReplicas', Math.max(0, total - available)),
    terminatingReplicas: sumOf(sets, (set) => set.status.terminatingReplicas ?? 0),
    ...(old.collisionCount === undefined ? {} : { collisionCount: old.collisionCount }),
  }
  const base = progress === 'none' ? old : { ...old, conditions: conditionsOfSet(deployment, newSet, progress, now) }
  const availability =
    available >= replicas - unavailable
      ? condition('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.', now)
      : condition('Available', 'False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.', now)
  let conditions = withCondition(base.conditions ?? [], availability)
  if (progress === 'none') return { ...status, conditions }
  if (!hasDeadline(deployment)) conditions = conditions.filter(({ type }) => type !== 'Progressing')
  const news = progressCondition({ ...deployment, status: base }, status, newSet, now)
  if (news !== undefined) conditions = withCondition(conditions, news)
  const failure = replicaFailure(newSet, sets)
  conditions = failure === undefined ? conditions.filter(({ type }) => type !== 'ReplicaFailure') : withCondition(conditions, failure)
  return { ...status, conditions }
}

/** Why Pods cannot be made: of the new ReplicaSet if it says so, else of another. */
function replicaFailure(newSet: ReplicaSet | undefined, sets: readonly ReplicaSet[]): DeploymentCondition | undefined {
  const found = [...(newSet === undefined ? [] : [newSet]), ...sets]
    .flatMap(({ status }) => status.conditions ?? [])
    .find(({ type }) => type === 'ReplicaFailure')
  return found === undefined ? undefined : { ...found, lastUpdateTime: found.lastTransitionTime }
}

/** All Pods are of the new template, available, and no other is left. */
export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const wanted = deployment.spec.replicas ?? 1
  return (
    (status.updatedReplicas ?? 0) === wanted &&
    (status.replicas ?? 0) === wanted &&
    (status.availableReplicas ?? 0) === wanted &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 1)
  )
}

/** That the new ReplicaSet was made, or found, is written down before anything else. @source sync.go getNewReplicaSet */
function conditionsOfSet(
  deployment: Deployment,
  newSet: ReplicaSet | undefined,
  progress: Progress,
  now: string,
): readonly DeploymentCondition[] {
  const conditions = deployment.status.conditions ?? []
  const name = goQuote(newSet?.metadata.name ?? '')
  if (!hasDeadline(deployment)) return conditions
  if (progress === 'created')
    return withCondition(conditions, condition('Progressing', 'True', 'NewReplicaSetCreated', `Created new replica set ${name}`, now))
  if (progress === 'found' && currentProgress(deployment.status) === undefined)
    return withCondition(conditions, condition('Progressing', 'True', 'FoundNewReplicaSet', `Found new replica set ${name}`, now))
  return conditions
}

/** Whether a roll-out may fail for want of progress. @source util/deployment_util.go HasProgressDeadline */
export function hasDeadline({ spec }: Deployment): boolean {
  return spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== NO_LIMIT
}

function progressCondition(
  deployment: Deployment,
  status: DeploymentStatus,
  newSet: ReplicaSet | undefined,
  now: string,
): DeploymentCondition | undefined {
  if (!hasDeadline(deployment)) return undefined
  const current = currentProgress(deployment.status)
  const name = newSet?.metadata.name
  const say = (reason: string, message: string, state: 'True' | 'False' = 'True') => condition('Progressing', state, reason, message, now)
  const subject = name === undefined ? `Deployment ${goQuote(deployment.metadata.name ?? '')}` : `ReplicaSet ${goQuote(name)}`
  const settled = (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && current?.reason === 'NewReplicaSetAvailable'
  if (settled) return undefined
  if (isComplete(deployment, status)) return say('NewReplicaSetAvailable', `${subject} has successfully progressed.`)
  if (hasProgressed(deployment.status, status)) {
    const next = say('ReplicaSetUpdated', `${subject} is progressing.`)
    // Each piece of progress starts the deadline anew.
    return current?.status === 'True' ? { ...next, lastTransitionTime: current.lastTransitionTime } : next
  }
  return timeLeftMs(deployment, now) === 0 ? say('ProgressDeadlineExceeded', `${subject} has timed out progressing.`, 'False') : undefined
}

function hasProgressed(old: DeploymentStatus, status: DeploymentStatus): boolean {
  const oldPods = (each: DeploymentStatus) => (each.replicas ?? 0) - (each.updatedReplicas ?? 0)
  return (
    (status.updatedReplicas ?? 0) > (old.updatedReplicas ?? 0) ||
    oldPods(status) < oldPods(old) ||
    (status.readyReplicas ?? 0) > (old.readyReplicas ?? 0) ||
    (status.availableReplicas ?? 0) > (old.availableReplicas ?? 0)
  )
}

/** Milliseconds until the roll-out counts as failed; undefined when nothing is under way or it has failed already. */
export function timeLeftMs(deployment: Deployment, now: string): number | undefined {
  const seconds = deployment.spec.progressDeadlineSeconds
  const current = currentProgress(deployment.status)
  if (
    seconds === undefined ||
    current === undefined ||
    current.reason === 'NewReplicaSetAvailable' ||
    current.reason === 'ProgressDeadlineExceeded'
  )
    return undefined
  if (current.reason === 'DeploymentPaused') return undefined
  return Math.max(0, Date.parse(current.lastUpdateTime ?? now) + seconds * SECOND_MS - Date.parse(now))
}

export function currentProgress(status: DeploymentStatus): DeploymentCondition | undefined {
  return status.conditions?.find(({ type }) => type === 'Progressing')
}

export function condition(
  type: string,
  status: 'True' | 'False' | 'Unknown',
  reason: string,
  message: string,
  now: string,
): DeploymentCondition {
  return { type, status, lastUpdateTime: now, lastTransitionTime: now, reason, message }
}

/** The newest word comes last; a condition that says the same as before stays as it is. */
export function withCondition(conditions: readonly DeploymentCondition[], next: DeploymentCondition): readonly DeploymentCondition[] {
  const current = conditions.find(({ type }) => type === next.type)
  const updates = next.reason === 'ReplicaSetUpdated'
  if (current !== undefined && current.status === next.status && current.reason === next.reason && !updates) return conditions
  const kept = current !== undefined && current.status === next.status ? { ...next, lastTransitionTime: current.lastTransitionTime } : next
  return [...conditions.filter(({ type }) => type !== next.type), kept]
}
