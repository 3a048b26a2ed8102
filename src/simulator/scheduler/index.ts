// The scheduler: gives each Pod a node that may run it, the one with the fewest Pods.
// @source pkg/scheduler/schedule_one.go; framework/types.go FitError
// @simplified The scheduler passes over what is only preferred, and no Pod has to go for one of a higher priority.

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Controller, ReconcileContext, Reconciliation } from '../api/component.ts'
import { timestampOf } from '../api/component.ts'
import type { Node } from '../api/fields/node.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { PodCondition } from '../api/fields/pod-status.ts'
import type { EventDraft } from '../api/client.ts'
import type { ApiObject, ObjectKey } from '../api/objects.ts'
import { referenceTo } from '../api/objects.ts'
import { MINUTE_MS } from '../base/sim-time.ts'
import { claimProblem, claimsOf } from './claims.ts'
import { whyNot } from './filters.ts'
import type { Problem } from './problem.ts'
import { hasEnded } from './problem.ts'

const NAME = 'default-scheduler'
const UNFIT = 'Unschedulable'
/** @source pkg/scheduler/framework/preemption/preemption.go */
const NO_VICTIMS = 'No preemption victims found for incoming pod'
const NOT_HELPFUL = 'Preemption is not helpful for scheduling'

export const scheduler: Controller = { actor: 'scheduler', watches: ['Pod', 'Node', 'PersistentVolumeClaim'], keysFor, reconcile }

function keysFor(event: WatchEvent, view: ApiView): readonly ObjectKey[] {
  const { object } = event
  if (object.kind === 'Pod' && isWaiting(object)) return isTried(object) ? [] : [keyOf(object)]
  if (object.kind === 'Pod' && !isOfConsequence(event)) return []
  const refused = view.podsOnNode('').filter((pod) => isWaiting(pod) && isTried(pod))
  return refused.length === 0 ? [] : refused.filter((pod) => isHelped(pod, object, view)).map(keyOf)
}

/** Whether a refused Pod is tried again for what another object has become. @source pkg/scheduler/backend/queue QueueingHintFn */
function isHelped(pod: Pod, object: ApiObject, view: ApiView): boolean {
  if (object.kind === 'PersistentVolumeClaim') return claimsOf(pod.spec).includes(object.metadata.name ?? '')
  if (object.kind !== 'Pod') return true
  return claimProblem(pod, view) === undefined && view.list('Node', '').some((node) => whyNot(pod, node, view) === undefined)
}

/** Whether others may have more room, or other company, than before. */
function isOfConsequence({ type, object, previous }: WatchEvent): boolean {
  if (object.kind !== 'Pod') return false
  if (type === 'DELETED' || hasEnded(object)) return true
  return (
    previous?.kind === 'Pod' && (previous.spec.nodeName !== object.spec.nodeName || previous.metadata.labels !== object.metadata.labels)
  )
}

function isWaiting(pod: Pod): boolean {
  return (
    (pod.spec.nodeName ?? '') === '' &&
    pod.spec.schedulerName === NAME &&
    pod.metadata.deletionTimestamp === undefined &&
    (pod.spec.schedulingGates ?? []).length === 0
  )
}

/** Refused as it is: only another spec, or another node, gives it another try. */
function isTried({ metadata, status }: Pod): boolean {
  return (
    status.conditions?.some(({ reason, observedGeneration }) => reason === UNFIT && observedGeneration === metadata.generation) === true
  )
}

function keyOf(pod: Pod): ObjectKey {
  return { namespace: pod.metadata.namespace ?? '', name: pod.metadata.name ?? '' }
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  const pod = view.get('Pod', key)
  if (pod === undefined || !isWaiting(pod)) return { requests: [], events: [] }
  const nodes = view.list('Node', '')
  const claims = claimProblem(pod, view)
  // The words at the end are those of a step that has nothing to go on. @source framework/plugins/dynamicresources PostFilter
  if (claims !== undefined) return refuse(pod, `${noneOf(nodes.length, claims)} not found`, context)
  const problems = nodes.map((node) => [node, whyNot(pod, node, view)] as const)
  const fitting = problems.filter(([, problem]) => problem === undefined).map(([node]) => node)
  const [first, ...rest] = fitting
  if (first === undefined) return refuse(pod, unfit(problems), context)
  const busy = (node: Node) => view.podCountOn(node.metadata.name ?? '')
  const best = rest.reduce((least, node) => (busy(node) < busy(least) ? node : least), first)
  return bind(pod, best.metadata.name ?? '', context)
}

function bind(pod: Pod, nodeName: string, context: ReconcileContext): Reconciliation {
  const condition = scheduledCondition(pod, context, { status: 'True' })
  const bound: Pod = {
    ...pod,
    spec: { ...pod.spec, nodeName },
    status: { ...pod.status, conditions: [...(pod.status.conditions ?? []).filter(({ type }) => type !== 'PodScheduled'), condition] },
  }
  const { namespace, name } = keyOf(pod)
  const request = { verb: 'write' as const, object: bound, subresource: 'binding' as const }
  return {
    requests: [
      { request, onSuccess: () => [report(pod, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${nodeName}`)] },
    ],
    events: [],
  }
}

function noneOf(count: number, reasons: string): string {
  return `0/${String(count)} nodes are available: ${reasons}.`
}

function unfit(problems: readonly (readonly [Node, Problem | undefined])[]): string {
  if (problems.length === 0) return 'no nodes available to schedule pods'
  const reasons = problems.flatMap(([, problem]) => problem?.reasons ?? [])
  const others = problems.map(([, problem]) => (problem?.isForRoom === true ? NO_VICTIMS : NOT_HELPFUL))
  return `${noneOf(problems.length, counted(reasons))} no new claims to deallocate, preemption: ${noneOf(problems.length, counted(others))}`
}

function refuse(pod: Pod, message: string, context: ReconcileContext): Reconciliation {
  const condition = scheduledCondition(pod, context, { status: 'False', reason: UNFIT, message })
  const current = pod.status.conditions?.find(({ type }) => type === 'PodScheduled')
  const said = current?.message === message
  const status = { ...pod.status, conditions: [...(pod.status.conditions ?? []).filter(({ type }) => type !== 'PodScheduled'), condition] }
  return {
    requests: said ? [] : [{ request: { verb: 'write', object: { ...pod, status }, subresource: 'status' } }],
    events: [report(pod, 'Warning', 'FailedScheduling', message)],
    requeueAfterMs: 5 * MINUTE_MS,
  }
}

/** How often each reason holds, in the order of these texts. @source pkg/scheduler/framework/types.go FitError.Error */
function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => `${String(count)} ${reason}`)
    .sort()
    .join(', ')
}

function scheduledCondition(
  { metadata: { generation } }: Pod,
  context: ReconcileContext,
  rest: Pick<PodCondition, 'status' | 'reason' | 'message'>,
): PodCondition {
  const observed = generation === undefined ? {} : { observedGeneration: generation }
  return { type: 'PodScheduled', lastProbeTime: null, lastTransitionTime: timestampOf(context), ...rest, ...observed }
}

function report(pod: Pod, type: EventDraft['type'], reason: string, message: string): EventDraft {
  return {
    regarding: { ...referenceTo(pod), uid: pod.metadata.uid ?? '', apiVersion: 'v1', resourceVersion: pod.metadata.resourceVersion ?? '' },
    type,
    reason,
    message,
    component: NAME,
    action: reason === 'Scheduled' ? 'Binding' : 'Scheduling',
  }
}
