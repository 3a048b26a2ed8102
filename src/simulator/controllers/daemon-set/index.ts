// The DaemonSet controller: one Pod on every node that fits (WL-2).
// @source pkg/controller/daemon/daemon_controller.go

import type { ApiView, WatchEvent } from '../../api/client.ts'
import type { Controller, IntendedRequest, ReconcileContext, Reconciliation } from '../../api/component.ts'
import { secondOf } from '../../api/component.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { DaemonSet, DaemonSetStatus } from '../../api/fields/workload.ts'
import type { ObjectKey } from '../../api/objects.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { claim } from '../claim.ts'
import { DAEMON_REVISIONS, REVISION_HASH_LABEL, historyOf, surplusRevisions } from '../history.ts'
import { concerned } from '../ownership.ts'
import type { PodOwner } from '../pod-control.ts'
import { MANAGER, createPod, deletePod, positive, tell } from '../pod-control.ts'
import { availableInMs, isReady } from '../pod-facts.ts'
import { hasRevision, isUpdated, nodeOf, placementOn, templateFor } from './placement.ts'
import type { DaemonInput, DaemonWork } from './roll-out.ts'
import { isAvailable, manage, rollingUpdate } from './roll-out.ts'

/** The most Pods made or deleted in one go. @source BurstReplicas */
const BURST = 250

export const daemonSetController: Controller = {
  actor: 'daemonset-controller',
  watches: ['DaemonSet', 'Pod', 'Node'],
  keysFor,
  reconcile,
}

function keysFor(event: WatchEvent, view: ApiView): readonly ObjectKey[] {
  const { object } = event
  const keyOf = ({ metadata }: DaemonSet): ObjectKey => ({ namespace: metadata.namespace ?? '', name: metadata.name ?? '' })
  if (object.kind === 'DaemonSet') return [keyOf(object)]
  if (object.kind === 'Node') return view.list('DaemonSet', '').map(keyOf)
  return concerned(event, view, 'DaemonSet')
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  const set = view.get('DaemonSet', key)
  if (set === undefined) return { requests: [], events: [] }
  if (set.metadata.deletionTimestamp !== undefined) return { requests: [], events: [] }
  const claimed = claim(view, 'Pod', set, set.spec.selector)
  const revisions = claim(view, 'ControllerRevision', set, set.spec.selector)
  const named = (name: string) => view.get('ControllerRevision', { namespace: key.namespace, name })
  const history = historyOf(set, DAEMON_REVISIONS, revisions.mine, named)
  const hash = history.update.metadata.labels?.[REVISION_HASH_LABEL] ?? ''
  const input: DaemonInput = {
    set,
    nodes: view.list('Node', ''),
    podsByNode: byNode(claimed.mine),
    hash,
    nowEpochMs: secondOf(context),
  }
  const owner: PodOwner = { object: set, component: 'daemonset-controller' }
  const first = manage(input)
  const isSettled = first.create.length === 0 && first.remove.length === 0
  const work = isSettled && set.spec.updateStrategy.type !== 'OnDelete' ? rollingUpdate(input) : first
  const status = statusOf(input, history.collisionCount)
  const statusWrite: IntendedRequest[] = isDeepEqual(status, set.status)
    ? []
    : [{ request: { verb: 'write', object: { ...set, status }, subresource: 'status', fieldManager: MANAGER } }]
  const live = new Set(
    history.all
      .filter(({ metadata }) => claimed.mine.some((pod) => hasRevision(pod, metadata.labels?.[REVISION_HASH_LABEL] ?? '')))
      .map(({ metadata }) => metadata.name ?? ''),
  )
  live.add(history.update.metadata.name ?? '')
  return {
    requests: [
      ...claimed.requests,
      ...revisions.requests,
      ...history.requests,
      ...requestsOf(owner, set, work, hash),
      ...statusWrite,
      ...surplusRevisions(history.all, live, set.spec.revisionHistoryLimit ?? 10),
    ],
    // What could be seen is written down, whatever could not be done.
    afterRefusal: () => statusWrite,
    events: work.ended.map(({ pod, nodeName }) => endedEvent(owner, pod, nodeName)),
    ...requeue(input, claimed.mine),
  }
}

function byNode(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const found = new Map<string, Pod[]>()
  for (const pod of pods) {
    const name = nodeOf(pod)
    if (name === undefined) continue
    const present = found.get(name)
    if (present === undefined) found.set(name, [pod])
    else present.push(pod)
  }
  return found
}

function requestsOf(owner: PodOwner, set: DaemonSet, { create, remove }: DaemonWork, hash: string): readonly IntendedRequest[] {
  return [
    ...create.slice(0, BURST).map((nodeName) => createPod(owner, templateFor(set, nodeName, hash))),
    ...remove.slice(0, BURST).map((pod) => deletePod(owner, pod)),
  ]
}

function endedEvent(owner: PodOwner, pod: Pod, nodeName: string): ReturnType<typeof tell> {
  const place = `${pod.metadata.namespace ?? ''}/${pod.metadata.name ?? ''} on node ${nodeName}`
  return pod.status.phase === 'Failed'
    ? tell(owner, 'Warning', 'FailedDaemonPod', `Found failed daemon pod ${place}, will try to kill it`)
    : tell(owner, 'Normal', 'SucceededDaemonPod', `Found succeeded daemon pod ${place}, will try to delete it`)
}

function statusOf(input: DaemonInput, collisionCount: number | undefined): DaemonSetStatus {
  const { set, nodes, podsByNode, hash } = input
  const counts = { desired: 0, current: 0, misscheduled: 0, ready: 0, available: 0, updated: 0 }
  for (const node of nodes) {
    const pods = podsByNode.get(node.metadata.name ?? '') ?? []
    if (!placementOn(set, node).shouldRun) {
      counts.misscheduled += pods.length > 0 ? 1 : 0
      continue
    }
    counts.desired += 1
    const [oldest] = [...pods].sort((a, b) => ((a.metadata.creationTimestamp ?? '') < (b.metadata.creationTimestamp ?? '') ? -1 : 1))
    if (oldest === undefined) continue
    counts.current += 1
    if (isReady(oldest)) counts.ready += 1
    if (isAvailable(oldest, input)) counts.available += 1
    if (isUpdated(set, oldest, hash)) counts.updated += 1
  }
  return {
    currentNumberScheduled: counts.current,
    numberMisscheduled: counts.misscheduled,
    desiredNumberScheduled: counts.desired,
    numberReady: counts.ready,
    observedGeneration: set.metadata.generation ?? 1,
    ...positive('updatedNumberScheduled', counts.updated),
    ...positive('numberAvailable', counts.available),
    ...positive('numberUnavailable', counts.desired - counts.available),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    ...(set.status.conditions === undefined ? {} : { conditions: set.status.conditions }),
  }
}

/** A ready Pod becomes available without anybody saying so. */
function requeue({ set, nowEpochMs }: DaemonInput, pods: readonly Pod[]): Pick<Reconciliation, 'requeueAfterMs'> {
  const waits = pods.flatMap((pod) => {
    const wait = availableInMs(pod, set.spec.minReadySeconds ?? 0, nowEpochMs)
    return wait === undefined || wait === 0 ? [] : [wait]
  })
  return waits.length === 0 ? {} : { requeueAfterMs: Math.min(...waits) }
}
