// DELETE: at once, gracefully (Pods), or when the last finalizer is gone.
// @source apiserver/pkg/registry/generic/registry/store.go Delete, pkg/registry/core/pod/strategy.go CheckGracefulDelete
// @simplified PodDisruptionBudgets are left out, so none holds an eviction back.

import type { PropagationPolicy } from '../../api/client.ts'
import { timestampOf } from '../../api/component.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { ApiObject } from '../../api/objects.ts'
import { isKind } from '../../api/objects.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { SECOND_MS } from '../../base/sim-time.ts'
import { forbidden, notFound, otherUid } from '../refusal.ts'
import type { Outcome, RequestContext, RequestOf } from '../server-parts.ts'
import { findObject } from '../store.ts'
import { answer, refuse, removeStored, storeNext } from './outcomes.ts'

/** The cluster cannot be without these. @source apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go */
const IMMORTAL_NAMESPACES: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public'])
const POLICY_FINALIZERS = { Foreground: 'foregroundDeletion', Orphan: 'orphan', Background: undefined } as const
const GARBAGE_FINALIZERS: readonly string[] = ['foregroundDeletion', 'orphan']

export function remove(context: RequestContext, request: RequestOf<'delete'>): Outcome {
  const { kind, key } = request
  if (kind === 'Namespace' && IMMORTAL_NAMESPACES.has(key.name))
    return refuse(context, forbidden(kind, key.name, 'this namespace may not be deleted'))
  const object = findObject(context.state, kind, key)
  if (object === undefined) return refuse(context, notFound(kind, key.name))
  const wanted = request.preconditions
  if (wanted?.uid !== undefined && wanted.uid !== object.metadata.uid) {
    return refuse(context, otherUid(kind, key, wanted.uid, object.metadata.uid ?? ''))
  }
  const marked = withPolicyFinalizer(object, request.propagationPolicy)
  const graceSeconds = isKind(marked, 'Pod') ? gracePeriodOf(marked, request.gracePeriodSeconds) : 0
  if (request.dryRun === true) return answer(context, marked)
  const stays = graceSeconds > 0 || holdsFinalizer(marked)
  if (!stays && kind !== 'Pod') return removeStored(context, marked)
  const ending = markDeleted(context, marked, graceSeconds)
  const stored = storeNext(context, ending, object)
  if (stays) return stored
  // Whoever watches sees that a Pod has no time left before it goes. @source rest/delete.go BeforeDelete
  const gone = removeStored({ ...context, state: stored.state }, ending)
  return { ...gone, changes: [...stored.changes, ...gone.changes] }
}

/** What becomes of dependents is said anew by each who says it. @source store.go deletionFinalizersForGarbageCollection */
function withPolicyFinalizer(object: ApiObject, policy: PropagationPolicy | undefined): ApiObject {
  if (policy === undefined) return object
  const present = object.metadata.finalizers ?? []
  const others = present.filter((each) => !GARBAGE_FINALIZERS.includes(each))
  const finalizers = [...others, ...[POLICY_FINALIZERS[policy] ?? []].flat()]
  if (isDeepEqual(finalizers, present)) return object
  const { finalizers: _, ...metadata } = object.metadata
  return { ...object, metadata: finalizers.length === 0 ? metadata : { ...metadata, finalizers } }
}

/** A namespace has its finalizer in its spec. */
function holdsFinalizer(object: ApiObject): boolean {
  if ((object.metadata.finalizers ?? []).length > 0) return true
  return isKind(object, 'Namespace') && (object.spec?.finalizers ?? []).length > 0
}

/** Nothing holds an object that is to go: an update that takes the last finalizer removes it. */
export function isFinished(object: ApiObject): boolean {
  if (object.metadata.deletionTimestamp === undefined || holdsFinalizer(object)) return false
  return !isKind(object, 'Pod') || (object.metadata.deletionGracePeriodSeconds ?? 0) === 0
}

/** Seconds a Pod is given to end; 0 when nothing runs that would need them. */
function gracePeriodOf(pod: Pod, asked: number | undefined): number {
  const { phase } = pod.status
  if ((pod.spec.nodeName ?? '') === '' || phase === 'Succeeded' || phase === 'Failed') return 0
  const seconds = asked ?? pod.spec.terminationGracePeriodSeconds ?? 30
  const settled = seconds < 0 ? 1 : seconds
  const running = pod.metadata.deletionGracePeriodSeconds
  return running === undefined ? settled : Math.min(settled, running)
}

function markDeleted(context: RequestContext, object: ApiObject, graceSeconds: number): ApiObject {
  const earlier = object.metadata.deletionTimestamp
  if (earlier !== undefined && (object.metadata.deletionGracePeriodSeconds ?? 0) === graceSeconds) return object
  const at = timestampOf({ ...context.moment, nowMs: context.moment.nowMs + graceSeconds * SECOND_MS })
  const generation = object.metadata.generation
  const metadata = {
    ...object.metadata,
    deletionTimestamp: at,
    deletionGracePeriodSeconds: graceSeconds,
    ...(generation === undefined || earlier !== undefined ? {} : { generation: generation + 1 }),
  }
  if (isKind(object, 'Namespace')) {
    const { deletionGracePeriodSeconds: _, ...rest } = metadata
    return { ...object, metadata: rest, status: { ...object.status, phase: 'Terminating' } }
  }
  return { ...object, metadata }
}
