// The Deployment controller: keeps one ReplicaSet a template and moves Pods from the old ones to the new one (DEP-*).
// @source pkg/controller/deployment/deployment_controller.go, sync.go

import type { ApiView, WatchEvent } from '../../api/client.ts'
import type { Controller, IntendedRequest, ReconcileContext, Reconciliation } from '../../api/component.ts'
import { timestampOf } from '../../api/component.ts'
import type { Deployment, DeploymentStatus, ReplicaSet } from '../../api/fields/workload.ts'
import type { ObjectKey } from '../../api/objects.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { claim } from '../claim.ts'
import { concerned, controllerOf, eventAbout } from '../ownership.ts'
import { isActive } from '../pod-facts.ts'
import { sizeOf } from './numbers.ts'
import type { Sets } from './replica-sets.ts'
import { DESIRED, REVISION, newReplicaSet, nextRevision, refreshed, revisionOf, sizeAnnotations, splitSets } from './replica-sets.ts'
import type { Sizes } from './roll-out.ts'
import { newSetSize, recreateStep, rollingStep, scaleStep } from './roll-out.ts'
import type { Progress } from './status.ts'
import { condition, currentProgress, hasDeadline, isComplete, statusOf, timeLeftMs, withCondition } from './status.ts'

const MANAGER = 'kube-controller-manager'

export const deploymentController: Controller = {
  actor: 'deployment-controller',
  watches: ['Deployment', 'ReplicaSet', 'Pod'],
  keysFor,
  reconcile,
}

function keysFor(event: WatchEvent, view: ApiView): readonly ObjectKey[] {
  const { object } = event
  const namespace = object.metadata.namespace ?? ''
  if (object.kind === 'Deployment') return [{ namespace, name: object.metadata.name ?? '' }]
  if (object.kind === 'ReplicaSet') return concerned(event, view, 'Deployment')
  // A Recreate waits for the last old Pod to be gone.
  if (object.kind !== 'Pod' || isActive(object)) return []
  const owner = controllerOf(object)
  const set = owner?.kind === 'ReplicaSet' ? view.get('ReplicaSet', { namespace, name: owner.name }) : undefined
  return set === undefined ? [] : ownerKey(set)
}

function ownerKey(set: ReplicaSet): readonly ObjectKey[] {
  const owner = controllerOf(set)
  return owner?.kind === 'Deployment' ? [{ namespace: set.metadata.namespace ?? '', name: owner.name }] : []
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  const stored = view.get('Deployment', key)
  if (stored === undefined) return { requests: [], events: [] }
  const now = timestampOf(context)
  const deployment = { ...stored, status: pausedOrResumed(stored, now) }
  const claimed = claim(view, 'ReplicaSet', deployment, deployment.spec.selector)
  // What was taken over is looked at when it is there.
  if (claimed.requests.length > 0) return { requests: claimed.requests, events: [] }
  const sets = splitSets(deployment, claimed.mine)
  if (deployment.metadata.deletionTimestamp !== undefined) return report({ deployment, stored, sets, progress: 'none', now }, [])
  if (deployment.spec.paused === true || isScaling(deployment, sets)) {
    const step: Step = { deployment, stored, sets, progress: 'none', now }
    const fresh = sets.newSet && refreshed(deployment, sets.newSet, revisionFor(sets, sets.newSet))
    if (fresh !== undefined && !isDeepEqual(fresh, sets.newSet)) return report(step, [write(fresh)])
    const marks = sets.newSet === undefined ? [] : withRevision(deployment, revisionFor(sets, sets.newSet))
    return report(step, [...marks, ...resize(deployment, scaleStep(deployment, sets))])
  }
  return rollOut(view, { deployment, stored, sets, progress: 'unknown', now })
}

/** Somebody changed `replicas` since the ReplicaSets were last scaled. */
function isScaling(deployment: Deployment, { newSet, oldSets }: Sets): boolean {
  return [...oldSets, ...(newSet === undefined ? [] : [newSet])].some(
    (set) =>
      sizeOf(set) > 0 &&
      set.metadata.annotations?.[DESIRED] !== undefined &&
      set.metadata.annotations[DESIRED] !== String(deployment.spec.replicas ?? 1),
  )
}

function rollOut(view: ApiView, step: Step): Reconciliation {
  const { deployment, sets } = step
  const recreate = deployment.spec.strategy.type === 'Recreate'
  if (sets.newSet === undefined) {
    const mustWait = recreate && (sets.oldSets.some((set) => sizeOf(set) > 0) || oldPodsRun(view, sets))
    return mustWait ? report(step, resize(deployment, recreateStep(deployment, sets, true))) : createNewSet(view, step)
  }
  const revision = revisionFor(sets, sets.newSet)
  const fresh = refreshed(deployment, sets.newSet, revision)
  if (!isDeepEqual(fresh, sets.newSet)) return report(step, [write(fresh)])
  const sizes = recreate ? recreateStep(deployment, sets, oldPodsRun(view, sets)) : rollingStep(deployment, sets)
  return report({ ...step, progress: 'found' }, [...withRevision(deployment, revision), ...resize(deployment, sizes)])
}

function revisionFor({ oldSets }: Sets, newSet: ReplicaSet): number {
  return Math.max(nextRevision(oldSets), revisionOf(newSet))
}

function oldPodsRun(view: ApiView, { oldSets }: Sets): boolean {
  return oldSets.some((set) =>
    view.ownedBy('Pod', set.metadata.uid ?? '').some((pod) => pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed'),
  )
}

function createNewSet(view: ApiView, step: Step): Reconciliation {
  const { deployment, sets } = step
  const revision = nextRevision(sets.oldSets)
  const draft = newReplicaSet(deployment, revision, 0)
  if (view.get('ReplicaSet', { namespace: deployment.metadata.namespace ?? '', name: draft.metadata.name ?? '' }) !== undefined) {
    // Somebody has the name: with the next count the hash is another.
    const status = { ...deployment.status, collisionCount: (deployment.status.collisionCount ?? 0) + 1 }
    return { requests: [write({ ...deployment, status }, 'status')], events: [] }
  }
  const replicas = newSetSize(deployment, sets.oldSets, 0)
  const set = { ...draft, spec: { ...draft.spec, replicas } }
  const name = set.metadata.name ?? ''
  const create: IntendedRequest = {
    request: { verb: 'write', object: set, fieldManager: MANAGER },
    onSuccess: () =>
      replicas === 0
        ? []
        : [
            eventAbout(
              deployment,
              'deployment-controller',
              'Normal',
              'ScalingReplicaSet',
              `Scaled up replica set ${name} from 0 to ${String(replicas)}`,
            ),
          ],
  }
  return report({ ...step, sets: { ...sets, newSet: set }, progress: 'created' }, [create, ...withRevision(deployment, revision)])
}

/** The Deployment carries the revision of its new ReplicaSet. */
function withRevision(deployment: Deployment, revision: number): readonly IntendedRequest[] {
  if (deployment.metadata.annotations?.[REVISION] === String(revision)) return []
  return [write(marked(deployment, revision))]
}

function marked(deployment: Deployment, revision: number): Deployment {
  return {
    ...deployment,
    metadata: { ...deployment.metadata, annotations: { ...deployment.metadata.annotations, [REVISION]: String(revision) } },
  }
}

function write(object: Deployment | ReplicaSet, subresource?: 'status'): IntendedRequest {
  return { request: { verb: 'write', object, fieldManager: MANAGER, ...(subresource === undefined ? {} : { subresource }) } }
}

function resize(deployment: Deployment, sizes: Sizes): readonly IntendedRequest[] {
  return sizes.map(([set, replicas]) => {
    const was = sizeOf(set)
    const annotations = { ...set.metadata.annotations, ...sizeAnnotations(deployment) }
    const object = { ...set, metadata: { ...set.metadata, annotations }, spec: { ...set.spec, replicas } }
    const message = `Scaled ${replicas > was ? 'up' : 'down'} replica set ${set.metadata.name ?? ''} from ${String(was)} to ${String(replicas)}`
    return {
      request: { verb: 'write', object, fieldManager: MANAGER },
      onSuccess: () => [eventAbout(deployment, 'deployment-controller', 'Normal', 'ScalingReplicaSet', message)],
    }
  })
}

interface Step {
  readonly deployment: Deployment
  /** As it is in the store: pausing and resuming has not been written down. */
  readonly stored: Deployment
  readonly sets: Sets
  readonly progress: Progress
  readonly now: string
}

/** Ends a step: the requests, the status if it changed, old revisions to forget, and when to look at the deadline. */
function report({ deployment, stored, sets, progress, now }: Step, requests: readonly IntendedRequest[]): Reconciliation {
  const all = [...sets.oldSets, ...(sets.newSet === undefined ? [] : [sets.newSet])]
  const status = statusOf({ deployment, newSet: sets.newSet, sets: all, progress, now })
  const written = requests.find(({ request }) => request.verb === 'write' && request.object.kind === 'Deployment')?.request
  const base = written?.verb === 'write' && written.object.kind === 'Deployment' ? written.object : deployment
  const statusWrite = isDeepEqual(status, stored.status) ? [] : [write({ ...base, status }, 'status')]
  const mayForget = deployment.spec.paused === true || (progress !== 'none' && isComplete(deployment, status))
  const cleanUp = requests.length === 0 && mayForget ? forgotten(deployment, sets.oldSets) : []
  const left = timeLeftMs({ ...deployment, status }, now)
  return {
    requests: [...requests, ...statusWrite, ...cleanUp],
    events: [],
    ...(left === undefined || !hasDeadline(deployment) ? {} : { requeueAfterMs: left + 1000 }),
  }
}

/** A pause stops the clock of the deadline, and says so. @source progress.go checkPausedConditions */
function pausedOrResumed(deployment: Deployment, now: string): DeploymentStatus {
  const { status } = deployment
  const current = currentProgress(status)?.reason
  const paused = deployment.spec.paused === true
  if (!hasDeadline(deployment) || current === 'ProgressDeadlineExceeded' || paused === (current === 'DeploymentPaused')) return status
  const next = paused
    ? condition('Progressing', 'Unknown', 'DeploymentPaused', 'Deployment is paused', now)
    : condition('Progressing', 'Unknown', 'DeploymentResumed', 'Deployment is resumed', now)
  return { ...status, conditions: withCondition(status.conditions ?? [], next) }
}

/** ReplicaSets without Pods beyond the history limit, lowest revision first. */
function forgotten(deployment: Deployment, oldSets: readonly ReplicaSet[]): readonly IntendedRequest[] {
  const surplus = oldSets.length - (deployment.spec.revisionHistoryLimit ?? 10)
  if (surplus <= 0) return []
  return [...oldSets]
    .sort((a, b) => revisionOf(a) - revisionOf(b))
    .slice(0, surplus)
    .filter((set) => sizeOf(set) === 0 && set.status.replicas === 0 && set.metadata.deletionTimestamp === undefined)
    .map((set) => ({
      request: { verb: 'delete', kind: 'ReplicaSet', key: { namespace: set.metadata.namespace ?? '', name: set.metadata.name ?? '' } },
    }))
}
