// The namespace controller: a namespace that is to go takes everything in it along, Pods first, and says what it waits for (M-*).
// @source pkg/controller/namespace/deletion/namespaced_resources_deleter.go deleteAllContent

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Controller, IntendedRequest, ReconcileContext, Reconciliation } from '../api/component.ts'
import { timestampOf } from '../api/component.ts'
import type { Namespace } from '../api/fields/core.ts'
import type { Pod } from '../api/fields/pod.ts'
import { KINDS } from '../api/kinds.ts'
import type { Kind } from '../api/kinds.ts'
import type { ApiObject, ObjectKey } from '../api/objects.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { deletionConditions } from './namespace-conditions.ts'
import { MANAGER } from './pod-control.ts'

/** Other servers may not have heard of the deletion yet. @source namespace_controller.go namespaceDeletionGracePeriod */
const GRACE_MS = 5 * SECOND_MS
/** How long finalizers are expected to take. @source finalizerEstimateSeconds */
const FINALIZER_SECONDS = 15

/** Owners before what they own. */
const IN_ORDER: readonly Kind[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job', 'ReplicaSet', 'ControllerRevision']

/** Everything that lives in namespaces but Pods. */
const OTHERS: readonly Kind[] = [
  ...IN_ORDER,
  ...KINDS.filter(({ kind, namespaced }) => namespaced && kind !== 'Pod' && !IN_ORDER.includes(kind)).map(({ kind }) => kind),
]

export const namespaceController: Controller = {
  actor: 'namespace-controller',
  watches: ['Namespace'],
  keysFor,
  reconcile,
  patienceMs: () => GRACE_MS,
}

function keysFor({ object }: WatchEvent): readonly ObjectKey[] {
  return object.kind === 'Namespace' && object.metadata.deletionTimestamp !== undefined
    ? [{ namespace: '', name: object.metadata.name ?? '' }]
    : []
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  const namespace = view.get('Namespace', key)
  const deletedAt = namespace?.metadata.deletionTimestamp
  if (namespace === undefined || deletedAt === undefined || (namespace.spec.finalizers ?? []).length === 0)
    return { requests: [], events: [] }
  const now = timestampOf(context)
  const pods = view.list('Pod', key.name)
  const leftPods = pods.filter(staysForNow)
  if (leftPods.length > 0) {
    const estimate = estimateSeconds(leftPods, Date.parse(now) - Date.parse(deletedAt))
    return waiting(namespace, deletions(pods), undefined, estimate, now)
  }
  const others = OTHERS.flatMap((kind): readonly ApiObject[] => view.list(kind, key.name))
  const left = others.filter(({ metadata }) => (metadata.finalizers ?? []).length > 0)
  const requests = [...deletions(pods), ...deletions(others)]
  if (left.length > 0) return waiting(namespace, requests, left, FINALIZER_SECONDS, now)
  const { finalizers: _, ...spec } = namespace.spec
  return { requests: [...requests, { request: { verb: 'write', object: { ...namespace, spec }, fieldManager: MANAGER } }], events: [] }
}

/** @param left  What finalizers hold; undefined while only Pods were looked at. */
function waiting(
  namespace: Namespace,
  requests: readonly IntendedRequest[],
  left: readonly ApiObject[] | undefined,
  estimate: number,
  now: string,
): Reconciliation {
  const status = { ...namespace.status, conditions: deletionConditions(namespace.status.conditions ?? [], left ?? [], now) }
  const written: IntendedRequest[] = isDeepEqual(status, namespace.status)
    ? []
    : [{ request: { verb: 'write', object: { ...namespace, status }, subresource: 'status', fieldManager: MANAGER } }]
  const requeueAfterMs = (Math.floor(estimate / 2) + 1) * SECOND_MS
  return { requests: [...requests, ...written], events: [], requeueAfterMs, continueAfterRefusal: true }
}

function deletions(objects: readonly ApiObject[]): readonly IntendedRequest[] {
  return objects
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map(({ kind, metadata }) => {
      const key = { namespace: metadata.namespace ?? '', name: metadata.name ?? '' }
      return { request: { verb: 'delete', kind, key, propagationPolicy: 'Background' } }
    })
}

/** Whether a Pod is still there once it is deleted: its node has to end it, or a finalizer holds it. */
function staysForNow({ metadata, spec, status }: Pod): boolean {
  if ((metadata.finalizers ?? []).length > 0) return true
  return spec.nodeName !== undefined && spec.nodeName !== '' && status.phase !== 'Succeeded' && status.phase !== 'Failed'
}

/** The longest grace of them, as long as it has not passed. @source estimateGracefulTermination */
function estimateSeconds(pods: readonly Pod[], sinceMs: number): number {
  const graces = pods
    .filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed')
    .map(({ spec }) => spec.terminationGracePeriodSeconds ?? 0)
  const longest = Math.max(0, ...graces)
  return sinceMs >= longest * SECOND_MS ? 0 : longest
}
