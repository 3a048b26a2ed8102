// A Pod as `kubectl get pods` speaks of it, who made it, what keeps it from starting, and what its containers consume.

import type { EntryId, ObjectByKind, PodReport, Snapshot, TimelineEntry } from '../simulator/index.ts'
import { podStatus } from '../simulator/index.ts'
import type { BoardOptions } from './board-options.ts'
import type { ConsumerRow } from './consumer-row.ts'
import { describeConsumers, indexReasons } from './consumer-row.ts'
import { isClustersOwn } from './versions.ts'

type Pod = ObjectByKind['Pod']

export interface PodTrouble {
  /** `CreateContainerConfigError`, `FailedMount`, `Unschedulable` … */
  readonly reason: string
  readonly message: string
  readonly entry: EntryId | undefined
}

export interface PodCard {
  /** Its uid. */
  readonly id: string
  readonly namespace: string
  readonly name: string
  /** STATUS of `kubectl get pods`. */
  readonly word: string
  readonly tone: 'good' | 'starting' | 'bad' | 'ending'
  /** `1/2` */
  readonly ready: string
  readonly restarts: number
  /** Who made it; undefined for a Pod of the learner's own. */
  readonly owner: { readonly kind: string; readonly name: string; readonly revision: string | undefined } | undefined
  /** undefined until the scheduler has chosen one. */
  readonly node: string | undefined
  /** What keeps its containers from running, each thing once. */
  readonly troubles: readonly PodTrouble[]
  readonly rows: readonly ConsumerRow[]
  /** What is said of it in small letters: `5/5 ready · 0 restarts · ReplicaSet web-…, revision 1`. */
  readonly facts: string
}

/** Reasons of waiting that are part of every start. */
const ORDINARY = new Set(['ContainerCreating', 'PodInitializing'])

/** Those in trouble first, then by age. */
export function describePods(snapshot: Snapshot, options: BoardOptions): readonly PodCard[] {
  const reports = new Map(snapshot.nodes.flatMap(({ pods }) => pods.map((pod) => [pod.uid, pod] as const)))
  const reasons = indexReasons(snapshot.entries)
  return snapshot.view
    .list('Pod', '')
    .filter(({ metadata }) => !isClustersOwn(metadata.name ?? '', metadata.namespace ?? ''))
    .toSorted(byBirth)
    .map((pod) => describePod(snapshot, pod, reports.get(pod.metadata.uid ?? ''), options, reasons))
    .toSorted((left, right) => Number(isTroubled(right)) - Number(isTroubled(left)))
}

/** Such a Pod is looked for, and stands first. One that fell over before stays there: it would jump with each of its starts. */
function isTroubled({ tone, restarts, troubles }: PodCard): boolean {
  return tone === 'bad' || restarts > 0 || troubles.length > 0
}

function byBirth(left: Pod, right: Pod): number {
  const leftBirth = left.metadata.creationTimestamp ?? ''
  const rightBirth = right.metadata.creationTimestamp ?? ''
  return leftBirth === rightBirth ? 0 : leftBirth < rightBirth ? -1 : 1
}

function describePod(
  snapshot: Snapshot,
  pod: Pod,
  report: PodReport | undefined,
  options: BoardOptions,
  reasons: ReadonlyMap<string, EntryId>,
): PodCard {
  const { metadata, spec, status } = pod
  const { word, restarts } = podStatus(pod)
  const statuses = status.containerStatuses ?? []
  const isReady = statuses.length > 0 && statuses.every(({ ready }) => ready)
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true)
  const namespace = metadata.namespace ?? ''
  const name = metadata.name ?? ''
  const ready = `${String(statuses.filter((each) => each.ready).length)}/${String((spec.containers ?? []).length)}`
  const madeBy = owner && { kind: owner.kind, name: owner.name, revision: revisionOf(snapshot, namespace, owner) }
  const node = spec.nodeName === '' ? undefined : spec.nodeName
  return {
    id: metadata.uid ?? '',
    namespace,
    name,
    word,
    tone: metadata.deletionTimestamp !== undefined ? 'ending' : toneOf(word, isReady),
    ready,
    restarts,
    owner: madeBy,
    node,
    troubles: isReady || word === 'Completed' || word === 'Terminating' ? [] : troublesOf(snapshot.entries, pod),
    rows: report === undefined ? [] : describeConsumers(snapshot, pod, report, options, reasons),
    facts: [
      `${ready} ready`,
      `${String(restarts)} ${restarts === 1 ? 'restart' : 'restarts'}`,
      ...(madeBy === undefined
        ? []
        : [`${madeBy.kind} ${madeBy.name}${madeBy.revision === undefined ? '' : `, revision ${madeBy.revision}`}`]),
      // Where there is one node, all Pods are on it.
      ...(node === undefined ? ['on no node yet'] : snapshot.nodes.length > 1 ? [`on ${node}`] : []),
    ].join(' · '),
  }
}

function toneOf(word: string, isReady: boolean): PodCard['tone'] {
  if (word === 'Completed' || (word === 'Running' && isReady)) return 'good'
  const starts = word === 'Running' || word === 'Pending' || ORDINARY.has(word) || /^Init:\d+\/\d+$/.test(word)
  return starts ? 'starting' : 'bad'
}

function revisionOf({ view }: Snapshot, namespace: string, owner: { readonly kind: string; readonly name: string }): string | undefined {
  if (owner.kind !== 'ReplicaSet') return undefined
  return view.get('ReplicaSet', { namespace, name: owner.name })?.metadata.annotations?.['deployment.kubernetes.io/revision']
}

/** From the Pod's status, and where that says nothing, its last warning. */
function troublesOf(entries: readonly TimelineEntry[], { metadata, status }: Pod): readonly PodTrouble[] {
  const last = (isIt: (entry: TimelineEntry) => boolean) =>
    entries.findLast((entry) => entry.object?.name === metadata.name && entry.object?.namespace === metadata.namespace && isIt(entry))
  const unscheduled = status.conditions?.find(({ type, status: is }) => type === 'PodScheduled' && is === 'False')
  const waiting = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].flatMap(({ name, state }) => {
    const { reason = '', message = '' } = state.waiting ?? {}
    if (reason === '' || ORDINARY.has(reason)) return []
    const entry = last((each) => each.kind === 'container-waiting' && each.container === name)
    return [{ reason, message, entry: entry?.id }]
  })
  const troubles = [
    ...(unscheduled === undefined
      ? []
      : [
          {
            reason: unscheduled.reason ?? '',
            message: unscheduled.message ?? '',
            entry: last((each) => each.kind === 'event-recorded')?.id,
          },
        ]),
    ...waiting,
  ]
  if (troubles.length > 0) return troubles.filter(({ message }, index) => troubles.findIndex((each) => each.message === message) === index)
  const warning = last((each) => each.kind === 'event-recorded' && each.type === 'Warning')
  return warning?.kind === 'event-recorded' ? [{ reason: warning.reason, message: warning.message, entry: warning.id }] : []
}
