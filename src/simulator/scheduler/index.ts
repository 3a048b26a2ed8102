// The scheduler: gives each Pod a node that may run it, the one with the fewest Pods.
// @source pkg/scheduler/schedule_one.go, framework/plugins nodeaffinity, tainttoleration, nodeunschedulable, noderesources
// @simplified Preferred node affinity, affinity between Pods and spreading do not count, nor how many Pods a node may have; no Pod has to go for a more important one.

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Controller, ReconcileContext, Reconciliation } from '../api/component.ts'
import { timestampOf } from '../api/component.ts'
import type { Node } from '../api/fields/node.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { PodCondition } from '../api/fields/pod-status.ts'
import type { EventDraft } from '../api/client.ts'
import { selectsNode, untolerated } from '../api/node-selection.ts'
import type { ObjectKey } from '../api/objects.ts'
import { referenceTo } from '../api/objects.ts'
import { MINUTE_MS } from '../base/sim-time.ts'
import { requestsOf, shortageOf } from './fit.ts'

const NAME = 'default-scheduler'
const UNFIT = 'Unschedulable'
/** @source pkg/scheduler/framework/preemption/preemption.go */
const NO_VICTIMS = 'No preemption victims found for incoming pod'
const NOT_HELPFUL = 'Preemption is not helpful for scheduling'
/** What `kubectl cordon` amounts to. */
const UNSCHEDULABLE = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const

export const scheduler: Controller = { actor: 'scheduler', watches: ['Pod', 'Node'], keysFor, reconcile }

function keysFor({ type, object }: WatchEvent, view: ApiView): readonly ObjectKey[] {
  if (object.kind === 'Pod' && isWaiting(object)) return isTried(object) ? [] : [keyOf(object)]
  const givesRoom =
    object.kind === 'Pod' ? requestsOf(object.spec).size > 0 && (type === 'DELETED' || hasEnded(object)) : object.kind === 'Node'
  return givesRoom ? view.list('Pod', '').filter(isWaiting).map(keyOf) : []
}

function hasEnded({ status }: Pod): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed'
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
  const problems = nodes.map((node) => [node, whyNot(pod, node, view)] as const)
  const fitting = problems.filter(([, problem]) => problem === undefined).map(([node]) => node)
  const [first, ...rest] = fitting
  if (first === undefined) return refuse(pod, problems, context)
  const busy = (node: Node) => view.podCountOn(node.metadata.name ?? '')
  const best = rest.reduce((least, node) => (busy(node) < busy(least) ? node : least), first)
  return bind(pod, best.metadata.name ?? '', context)
}

/** Why a node cannot take a Pod, in the scheduler's words. */
interface Problem {
  readonly reasons: readonly string[]
  /** Whether there would be room if other Pods went. */
  readonly isForRoom: boolean
}

function whyNot(pod: Pod, node: Node, view: ApiView): Problem | undefined {
  const against = (reason: string): Problem => ({ reasons: [reason], isForRoom: false })
  if (node.spec.unschedulable === true && untolerated(pod.spec.tolerations ?? [], [UNSCHEDULABLE], ['NoSchedule']) !== undefined)
    return against('node(s) were unschedulable')
  const taint = untolerated(pod.spec.tolerations ?? [], node.spec.taints ?? [], ['NoSchedule', 'NoExecute'])
  if (taint !== undefined) return against('node(s) had untolerated taint(s)')
  if (!selectsNode(pod.spec, node)) return against("node(s) didn't match Pod's node affinity/selector")
  const shortage = shortageOf(pod, node, () => view.podsOnNode(node.metadata.name ?? ''))
  return shortage && { reasons: shortage.resources.map((resource) => `Insufficient ${resource}`), isForRoom: !shortage.isHopeless }
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

function refuse(pod: Pod, problems: readonly (readonly [Node, Problem | undefined])[], context: ReconcileContext): Reconciliation {
  const available = (reasons: readonly string[]) => `0/${String(problems.length)} nodes are available: ${counted(reasons)}.`
  const reasons = problems.flatMap(([, problem]) => problem?.reasons ?? [])
  const others = problems.map(([, problem]) => (problem?.isForRoom === true ? NO_VICTIMS : NOT_HELPFUL))
  const message =
    problems.length === 0
      ? 'no nodes available to schedule pods'
      : `${available(reasons)} no new claims to deallocate, preemption: ${available(others)}`
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
