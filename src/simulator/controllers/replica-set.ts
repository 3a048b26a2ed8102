// The ReplicaSet controller: as many Pods as asked for, and a count of what they are (DEP-12).
// @source pkg/controller/replicaset/replica_set.go

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Controller, IntendedRequest, ReconcileContext, Reconciliation } from '../api/component.ts'
import { secondOf, timestampOf } from '../api/component.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { ReplicaSet, ReplicaSetStatus } from '../api/fields/workload.ts'
import type { ObjectKey } from '../api/objects.ts'
import type { ApiStatus } from '../api/status.ts'
import { isOfTerminatingNamespace } from '../api/status.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { selectorTest } from '../api/label-selector.ts'
import { claim } from './claim.ts'
import { concerned, controllerOf } from './ownership.ts'
import type { PodOwner } from './pod-control.ts'
import { MANAGER, createPod, deletePod, positive } from './pod-control.ts'
import { byCostAndCrowd } from './deletion-order.ts'
import { availableInMs, isActive, isFinished } from './pod-facts.ts'

/** The most Pods made or deleted in one go. @source BurstReplicas */
const BURST = 500

export const replicaSetController: Controller = {
  actor: 'replicaset-controller',
  watches: ['ReplicaSet', 'Pod'],
  keysFor,
  reconcile,
}

function keysFor(event: WatchEvent, view: ApiView): readonly ObjectKey[] {
  const { kind, metadata } = event.object
  if (kind === 'ReplicaSet') return [{ namespace: metadata.namespace ?? '', name: metadata.name ?? '' }]
  return concerned(event, view, 'ReplicaSet')
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  const set = view.get('ReplicaSet', key)
  if (set === undefined) return { requests: [], events: [] }
  const claimed = claim(view, 'Pod', set, set.spec.selector)
  const active = claimed.mine.filter(isActive)
  const changes = set.metadata.deletionTimestamp === undefined ? manage(view, set, active, secondOf(context)) : []
  const { status, availableIn } = statusOf(set, active, claimed.mine, context)
  const failed = (problem: ApiStatus): IntendedRequest[] =>
    writing(set, isOfTerminatingNamespace(problem) ? status : withFailure(status, set, problem.message, timestampOf(context)))
  return {
    requests: [...claimed.requests, ...changes, ...writing(set, status)],
    afterRefusal: failed,
    events: [],
    ...(availableIn === undefined ? {} : { requeueAfterMs: availableIn }),
  }
}

function writing(set: ReplicaSet, status: ReplicaSetStatus): IntendedRequest[] {
  if (isDeepEqual(status, set.status)) return []
  return [{ request: { verb: 'write', object: { ...set, status }, subresource: 'status', fieldManager: MANAGER } }]
}

/** Pods that cannot be made are a condition until one can. */
function withFailure(status: ReplicaSetStatus, set: ReplicaSet, message: string, now: string): ReplicaSetStatus {
  const reason = (set.spec.replicas ?? 1) > status.replicas ? 'FailedCreate' : 'FailedDelete'
  const present = set.status.conditions?.find(({ type }) => type === 'ReplicaFailure')
  const lastTransitionTime = present?.lastTransitionTime ?? now
  return { ...status, conditions: [{ type: 'ReplicaFailure', status: 'True', lastTransitionTime, reason, message }] }
}

function manage(view: ApiView, set: ReplicaSet, active: readonly Pod[], nowEpochMs: number): readonly IntendedRequest[] {
  const wanted = set.spec.replicas ?? 1
  const surplus = active.length - wanted
  const owner: PodOwner = { object: set, component: 'replicaset-controller' }
  if (surplus < 0) return Array.from({ length: Math.min(-surplus, BURST) }, () => createPod(owner, set.spec.template))
  if (surplus === 0) return []
  return byCostAndCrowd(active, { nowEpochMs, crowds: crowdsOf(view, set) })
    .slice(0, Math.min(surplus, BURST))
    .map((pod) => deletePod(owner, pod))
}

/** How many Pods each node has of a set, and of those that have the same owner. @source getPodsRankedByRelatedPodsOnSameNode */
function crowdsOf(view: ApiView, set: ReplicaSet): ReadonlyMap<string, number> {
  const owner = controllerOf(set)
  const crowds = new Map<string, number>()
  for (const { metadata } of owner === undefined ? [] : view.ownedBy('ReplicaSet', owner.uid)) {
    for (const pod of view.ownedBy('Pod', metadata.uid ?? '')) {
      if (!isActive(pod)) continue
      const node = pod.spec.nodeName ?? ''
      crowds.set(node, (crowds.get(node) ?? 0) + 1)
    }
  }
  return crowds
}

function statusOf(
  set: ReplicaSet,
  active: readonly Pod[],
  owned: readonly Pod[],
  context: ReconcileContext,
): { readonly status: ReplicaSetStatus; readonly availableIn: number | undefined } {
  const nowEpochMs = secondOf(context)
  const minimum = set.spec.minReadySeconds ?? 0
  const isLabelled = selectorTest({ matchLabels: set.spec.template.metadata.labels ?? {} })
  const counts = { labelled: 0, ready: 0, available: 0, terminating: 0 }
  let availableIn: number | undefined
  for (const pod of owned) {
    if (!isActive(pod)) {
      if (!isFinished(pod)) counts.terminating += 1
      continue
    }
    if (isLabelled(pod.metadata.labels)) counts.labelled += 1
    const wait = availableInMs(pod, minimum, nowEpochMs)
    if (wait === undefined) continue
    counts.ready += 1
    if (wait === 0) counts.available += 1
    else availableIn = Math.min(wait, availableIn ?? wait)
  }
  return {
    status: {
      replicas: active.length,
      ...positive('fullyLabeledReplicas', counts.labelled),
      ...positive('readyReplicas', counts.ready),
      ...positive('availableReplicas', counts.available),
      terminatingReplicas: counts.terminating,
      observedGeneration: set.metadata.generation ?? 1,
    },
    availableIn,
  }
}
