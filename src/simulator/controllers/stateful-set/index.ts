// The StatefulSet controller: Pods with names that stay, made and replaced in order (WL-1).
// @source pkg/controller/statefulset/stateful_set.go, stateful_set_control.go, stateful_pod_control.go

import type { ApiView, WatchEvent } from '../../api/client.ts'
import type { Controller, IntendedRequest, ReconcileContext, Reconciliation } from '../../api/component.ts'
import { secondOf } from '../../api/component.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { StatefulSet, StatefulSetStatus } from '../../api/fields/workload.ts'
import type { ObjectKey } from '../../api/objects.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { claim } from '../claim.ts'
import type { History } from '../history.ts'
import { STATEFUL_REVISIONS, historyOf, surplusRevisions, templateOf } from '../history.ts'
import { concerned } from '../ownership.ts'
import type { PodOwner } from '../pod-control.ts'
import { MANAGER, createPod, deletePod, positive, tell } from '../pod-control.ts'
import { availableInMs } from '../pod-facts.ts'
import { missingClaims, settledClaims } from './claims.ts'
import { identified, ordinalOf, podName, revisionOf, templateFor } from './identity.ts'
import type { Act } from './plan.ts'
import { isAvailable, isRunningAndReady, planActs } from './plan.ts'

const VERBS: Readonly<Record<Act['kind'], string>> = { create: 'Create', update: 'Update', delete: 'Delete' }

export const statefulSetController: Controller = {
  actor: 'statefulset-controller',
  watches: ['StatefulSet', 'Pod'],
  keysFor,
  reconcile,
}

function keysFor(event: WatchEvent, view: ApiView): readonly ObjectKey[] {
  const { kind, metadata } = event.object
  if (kind === 'StatefulSet') return [{ namespace: metadata.namespace ?? '', name: metadata.name ?? '' }]
  return concerned(event, view, 'StatefulSet')
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  const set = view.get('StatefulSet', key)
  if (set === undefined) return { requests: [], events: [] }
  const claimed = claim(view, 'Pod', set, set.spec.selector, (pod) => ordinalOf(set, pod) !== undefined)
  const revisions = claim(view, 'ControllerRevision', set, set.spec.selector)
  const named = (name: string) => view.get('ControllerRevision', { namespace: key.namespace, name })
  const history = historyOf(set, STATEFUL_REVISIONS, revisions.mine, named)
  const updateRevision = history.update.metadata.name ?? ''
  const current = history.all.find(({ metadata }) => metadata.name === set.status.currentRevision) ?? history.update
  const nowEpochMs = secondOf(context)
  const acts = planActs({ set, pods: claimed.mine, updateRevision, nowEpochMs })
  const owner: PodOwner = { object: set, component: 'statefulset-controller' }
  const made = acts.flatMap((act) => [
    ...(act.kind === 'create' ? missingClaims(view, owner, set, act.ordinal) : []),
    requestOf(owner, set, act, history, current.metadata.name ?? ''),
  ])
  const known: Revisions = {
    current: current.metadata.name ?? '',
    update: updateRevision,
    collisionCount: history.collisionCount,
    nowEpochMs,
  }
  const statusWrite = (done: readonly Act[]): readonly IntendedRequest[] => {
    const status = statusOf(set, claimed.mine, done, known)
    if (isDeepEqual(status, set.status)) return []
    return [{ request: { verb: 'write', object: { ...set, status }, subresource: 'status', fieldManager: MANAGER } }]
  }
  const live = new Set([current.metadata.name ?? '', updateRevision, ...claimed.mine.map(revisionOf)])
  return {
    requests: [
      ...claimed.requests,
      ...revisions.requests,
      ...history.requests,
      ...settledClaims(view, set, claimed.mine),
      ...made,
      ...statusWrite(acts),
      ...surplusRevisions(history.all, live, set.spec.revisionHistoryLimit ?? 10),
    ],
    // What could be seen is written down, whatever could not be done.
    afterRefusal: () => statusWrite([]),
    events: [],
    ...requeue(set, claimed.mine, nowEpochMs),
  }
}

function requestOf(owner: PodOwner, set: StatefulSet, act: Act, history: History, current: string): IntendedRequest {
  const say = reporting(owner, set, act)
  if (act.kind === 'delete') return { ...deletePod(owner, act.pod), ...say }
  if (act.kind === 'update') return { request: { verb: 'write', object: identified(act.pod), fieldManager: MANAGER }, ...say }
  const name = podName(set, act.ordinal)
  const wanted = needsCurrent(set, act.ordinal, history.update.metadata.name ?? '') ? current : (history.update.metadata.name ?? '')
  const revision = history.all.find(({ metadata }) => metadata.name === wanted) ?? history.update
  const template = templateFor(set, templateOf(revision, set), act.ordinal, wanted)
  return { ...createPod(owner, template, { generateName: `${set.metadata.name ?? ''}-`, name }), ...say }
}

/** @source pkg/controller/statefulset/stateful_pod_control.go recordPodEvent */
function reporting(owner: PodOwner, set: StatefulSet, act: Act): Pick<IntendedRequest, 'onSuccess' | 'onRefusal'> {
  const verb = VERBS[act.kind]
  const pod = act.kind === 'create' ? podName(set, act.ordinal) : (act.pod.metadata.name ?? '')
  const subject = `${verb} Pod ${pod} in StatefulSet ${set.metadata.name ?? ''}`
  return {
    onSuccess: () => [tell(owner, 'Normal', `Successful${verb}`, `${subject} successful`)],
    // Whoever has the name may be about to go: nothing to speak of.
    onRefusal: ({ reason, message }) =>
      reason === 'AlreadyExists' ? [] : [tell(owner, 'Warning', `Failed${verb}`, `${subject} failed error: ${message}`)],
  }
}

/** Whether a Pod that is missing comes back as it was: below the partition, or not yet reached by the update. */
function needsCurrent({ spec, status }: StatefulSet, ordinal: number, updateRevision: string): boolean {
  if (spec.updateStrategy.type === 'OnDelete' || status.currentRevision === updateRevision) return false
  const start = spec.ordinals?.start ?? 0
  const { rollingUpdate } = spec.updateStrategy
  return ordinal < start + (rollingUpdate === undefined ? (status.currentReplicas ?? 0) : (rollingUpdate.partition ?? 0))
}

interface Revisions {
  readonly current: string
  readonly update: string
  readonly collisionCount: number | undefined
  readonly nowEpochMs: number
}

function statusOf(set: StatefulSet, pods: readonly Pod[], acts: readonly Act[], revisions: Revisions): StatefulSetStatus {
  const { current, update, collisionCount, nowEpochMs } = revisions
  const living = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const replaced = acts.some((act) => act.kind === 'delete' && act.forUpdate) ? 1 : 0
  const currentReplicas = living.filter((pod) => revisionOf(pod) === current).length - replaced
  const updatedReplicas = living.filter((pod) => revisionOf(pod) === update).length
  const readyReplicas = pods.filter(isRunningAndReady).length
  const wanted = set.spec.replicas ?? 1
  const isComplete =
    set.spec.updateStrategy.type !== 'OnDelete' &&
    updatedReplicas === wanted &&
    readyReplicas === wanted &&
    pods.length === wanted &&
    current !== update
  return {
    observedGeneration: set.metadata.generation ?? 1,
    replicas: pods.length,
    ...positive('readyReplicas', readyReplicas),
    ...positive('currentReplicas', isComplete ? updatedReplicas : currentReplicas),
    ...positive('updatedReplicas', updatedReplicas),
    currentRevision: isComplete ? update : current,
    updateRevision: update,
    collisionCount: collisionCount ?? 0,
    ...(set.status.conditions === undefined ? {} : { conditions: set.status.conditions }),
    availableReplicas: pods.filter((pod) => isAvailable(pod, set, nowEpochMs)).length,
  }
}

/** A ready Pod becomes available without anybody saying so. */
function requeue(set: StatefulSet, pods: readonly Pod[], nowEpochMs: number): Pick<Reconciliation, 'requeueAfterMs'> {
  const waits = pods.flatMap((pod) => {
    const wait = availableInMs(pod, set.spec.minReadySeconds ?? 0, nowEpochMs)
    return wait === undefined || wait === 0 ? [] : [wait]
  })
  return waits.length === 0 ? {} : { requeueAfterMs: Math.min(...waits) }
}
