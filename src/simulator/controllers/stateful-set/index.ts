// The StatefulSet controller: Pods with names that stay, made and replaced in order (WL-1).
// @source pkg/controller/statefulset/stateful_set.go, stateful_set_control.go, stateful_pod_control.go

import type { ApiView, WatchEvent } from '../../api/client.ts'
import type { Controller, IntendedRequest, ReconcileContext, Reconciliation } from '../../api/component.ts'
import { timestampOf } from '../../api/component.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { StatefulSet, StatefulSetStatus } from '../../api/fields/workload.ts'
import type { ObjectKey } from '../../api/objects.ts'
import { matchesSelector } from '../../api/label-selector.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { claim } from '../claim.ts'
import type { History } from '../history.ts'
import { historyOf, surplusRevisions, templateOf } from '../history.ts'
import { controllerOf } from '../ownership.ts'
import type { PodOwner } from '../pod-control.ts'
import { MANAGER, createPod, deletePod, positive, tell } from '../pod-control.ts'
import { availableInMs } from '../pod-facts.ts'
import { ordinalOf, podName, revisionOf, templateFor } from './identity.ts'
import type { Act } from './plan.ts'
import { isAvailable, isRunningAndReady, planActs } from './plan.ts'

const HASH_LABEL = 'controller.kubernetes.io/hash'

export const statefulSetController: Controller = { actor: 'statefulset-controller', keysFor, reconcile }

function keysFor({ object }: WatchEvent, view: ApiView): readonly ObjectKey[] {
  const namespace = object.metadata.namespace ?? ''
  if (object.kind === 'StatefulSet') return [{ namespace, name: object.metadata.name ?? '' }]
  if (object.kind !== 'Pod') return []
  const owner = controllerOf(object)
  if (owner !== undefined) return owner.kind === 'StatefulSet' ? [{ namespace, name: owner.name }] : []
  return view
    .list('StatefulSet', namespace)
    .filter(({ spec }) => matchesSelector(spec.selector, object.metadata.labels))
    .map(({ metadata }) => ({ namespace, name: metadata.name ?? '' }))
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  const set = view.get('StatefulSet', key)
  if (set === undefined) return { requests: [], events: [] }
  const claimed = claim(view, 'Pod', set, set.spec.selector, (pod) => ordinalOf(set, pod) !== undefined)
  const revisions = claim(view, 'ControllerRevision', set, set.spec.selector).mine
  const history = historyOf(set, HASH_LABEL, revisions)
  const updateRevision = history.update.metadata.name ?? ''
  const current = history.all.find(({ metadata }) => metadata.name === set.status.currentRevision) ?? history.update
  const nowEpochMs = Date.parse(timestampOf(context))
  const acts = planActs({ set, pods: claimed.mine, updateRevision, nowEpochMs })
  const owner: PodOwner = { object: set, component: 'statefulset-controller' }
  const made = acts.map((act) => requestOf(owner, set, act, history, current.metadata.name ?? ''))
  const status = statusOf(set, claimed.mine, acts, { current: current.metadata.name ?? '', update: updateRevision, nowEpochMs })
  const live = new Set([current.metadata.name ?? '', updateRevision, ...claimed.mine.map(revisionOf)])
  const statusWrite: IntendedRequest[] = isDeepEqual(status, set.status)
    ? []
    : [{ request: { verb: 'write', object: { ...set, status }, subresource: 'status', fieldManager: MANAGER } }]
  return {
    requests: [
      ...claimed.requests,
      ...history.requests,
      ...made,
      ...statusWrite,
      ...surplusRevisions(history.all, live, set.spec.revisionHistoryLimit ?? 10),
    ],
    events: [],
    ...requeue(set, claimed.mine, nowEpochMs),
  }
}

function requestOf(owner: PodOwner, set: StatefulSet, act: Act, history: History, current: string): IntendedRequest {
  const say = (verb: 'create' | 'delete', pod: string) => ({
    onSuccess: () => [
      tell(
        owner,
        'Normal',
        verb === 'create' ? 'SuccessfulCreate' : 'SuccessfulDelete',
        `${verb} Pod ${pod} in StatefulSet ${set.metadata.name ?? ''} successful`.replace(/^./, (first) => first.toUpperCase()),
      ),
    ],
    onRefusal: ({ message }: { readonly message: string }) => [
      tell(
        owner,
        'Warning',
        verb === 'create' ? 'FailedCreate' : 'FailedDelete',
        `${verb} Pod ${pod} in StatefulSet ${set.metadata.name ?? ''} failed error: ${message}`,
      ),
    ],
  })
  if (act.kind === 'delete') return { ...deletePod(owner, act.pod), ...say('delete', act.pod.metadata.name ?? '') }
  const name = podName(set, act.ordinal)
  const wanted = needsCurrent(set, act.ordinal, history.update.metadata.name ?? '') ? current : (history.update.metadata.name ?? '')
  const revision = history.all.find(({ metadata }) => metadata.name === wanted) ?? history.update
  return { ...createPod(owner, templateFor(set, templateOf(revision, set), act.ordinal, wanted), { name }), ...say('create', name) }
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
  readonly nowEpochMs: number
}

function statusOf(set: StatefulSet, pods: readonly Pod[], acts: readonly Act[], revisions: Revisions): StatefulSetStatus {
  const { current, update, nowEpochMs } = revisions
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
    collisionCount: set.status.collisionCount ?? 0,
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
