// The ReplicaSet controller: as many Pods as asked for, and a count of what they are (DEP-12).
// @source pkg/controller/replicaset/replica_set.go
// @simplified Pods that fit the selector and have no owner are not adopted; the ReplicaFailure condition is left out.

import type { ApiView, EventDraft, WatchEvent } from '../api/client.ts'
import type { Controller, IntendedRequest, ReconcileContext, Reconciliation } from '../api/component.ts'
import { timestampOf } from '../api/component.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { ReplicaSet, ReplicaSetStatus } from '../api/fields/workload.ts'
import type { ObjectKey } from '../api/objects.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { matchesSelector } from '../api/label-selector.ts'
import { controllerOf, controllerReference, eventAbout } from './ownership.ts'
import { availableInMs, compareForDeletion, isActive, isReady } from './pod-facts.ts'
import { podFromTemplate } from './pod-template.ts'

/** The most Pods made or deleted in one go. @source BurstReplicas */
const BURST = 500

export const replicaSetController: Controller = {
  actor: 'replicaset-controller',
  keysFor,
  reconcile,
}

function keysFor({ object }: WatchEvent): readonly ObjectKey[] {
  const namespace = object.metadata.namespace ?? ''
  if (object.kind === 'ReplicaSet') return [{ namespace, name: object.metadata.name ?? '' }]
  const owner = object.kind === 'Pod' ? controllerOf(object) : undefined
  return owner?.kind === 'ReplicaSet' ? [{ namespace, name: owner.name }] : []
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  const set = view.get('ReplicaSet', key)
  if (set === undefined) return { requests: [], events: [] }
  const owned = view.ownedBy('Pod', set.metadata.uid ?? '')
  const active = owned.filter((pod) => isActive(pod) && matchesSelector(set.spec.selector, pod.metadata.labels))
  const changes = set.metadata.deletionTimestamp === undefined ? manage(set, active) : []
  const { status, availableIn } = statusOf(set, active, owned, context)
  const update: IntendedRequest[] = isDeepEqual(status, set.status)
    ? []
    : [{ request: { verb: 'write', object: { ...set, status }, subresource: 'status', fieldManager: 'kube-controller-manager' } }]
  return {
    requests: [...update, ...changes],
    events: [],
    ...(availableIn === undefined ? {} : { requeueAfterMs: availableIn }),
  }
}

function manage(set: ReplicaSet, active: readonly Pod[]): readonly IntendedRequest[] {
  const wanted = set.spec.replicas ?? 1
  const surplus = active.length - wanted
  if (surplus < 0) return Array.from({ length: Math.min(-surplus, BURST) }, () => creation(set))
  return [...active]
    .sort(compareForDeletion)
    .slice(0, Math.min(surplus, BURST))
    .map((pod) => deletion(set, pod))
}

function creation(set: ReplicaSet): IntendedRequest {
  const namespace = set.metadata.namespace ?? ''
  return {
    request: {
      verb: 'create',
      kind: 'Pod',
      namespace,
      body: podFromTemplate(set.spec.template, { generateName: `${set.metadata.name ?? ''}-` }, controllerReference(set)),
      fieldManager: 'kube-controller-manager',
    },
    onSuccess: (stored) => [report(set, 'Normal', 'SuccessfulCreate', `Created pod: ${stored.metadata.name ?? ''}`)],
    onRefusal: ({ message }) => [report(set, 'Warning', 'FailedCreate', `Error creating: ${message}`)],
  }
}

function deletion(set: ReplicaSet, pod: Pod): IntendedRequest {
  const name = pod.metadata.name ?? ''
  return {
    request: { verb: 'delete', kind: 'Pod', key: { namespace: pod.metadata.namespace ?? '', name } },
    onSuccess: () => [report(set, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`)],
  }
}

function report(set: ReplicaSet, type: EventDraft['type'], reason: string, message: string): EventDraft {
  return eventAbout(set, 'replicaset-controller', type, reason, message)
}

function statusOf(
  set: ReplicaSet,
  active: readonly Pod[],
  owned: readonly Pod[],
  context: ReconcileContext,
): { readonly status: ReplicaSetStatus; readonly availableIn: number | undefined } {
  const nowEpochMs = Date.parse(timestampOf(context))
  const waits = active.map((pod) => availableInMs(pod, set.spec.minReadySeconds ?? 0, nowEpochMs))
  const templateLabels = Object.entries(set.spec.template.metadata.labels ?? {})
  const labelled = active.filter((pod) => templateLabels.every(([name, value]) => pod.metadata.labels?.[name] === value)).length
  const ready = active.filter(isReady).length
  const available = waits.filter((wait) => wait === 0).length
  const terminating = owned.filter(
    (pod) => pod.metadata.deletionTimestamp !== undefined && pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed',
  ).length
  const pending = waits.filter((wait) => wait !== undefined && wait > 0)
  return {
    status: {
      replicas: active.length,
      ...positive('fullyLabeledReplicas', labelled),
      ...positive('readyReplicas', ready),
      ...positive('availableReplicas', available),
      terminatingReplicas: terminating,
      observedGeneration: set.metadata.generation ?? 1,
      ...(set.status.conditions === undefined ? {} : { conditions: set.status.conditions }),
    },
    availableIn: pending.length === 0 ? undefined : Math.min(...pending.map(Number)),
  }
}

/** Counts of nothing are left out, as Go leaves them out. */
function positive<K extends string>(name: K, count: number): Partial<Record<K, number>> {
  if (count === 0) return {}
  const entry: Partial<Record<K, number>> = {}
  entry[name] = count
  return entry
}
