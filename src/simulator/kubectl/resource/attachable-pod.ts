// The Pod that a word of `exec` or `logs` means: a Pod by its name, or the best Pod of a workload.
// @source k8s.io/kubectl pkg/polymorphichelpers/{attachablepodforobject,helpers}.go; pkg/util/podutils/podutils.go ActivePods, ByLogging

import { matchesSelector } from '../../api/label-selector.ts'
import type { LabelSelector } from '../../api/fields/meta.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { KindInfo } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { parseTime } from '../../base/timestamp.ts'
import type { Call } from '../command/command.ts'
import type { Failure } from '../failure.ts'
import { plainError } from '../failure.ts'
import { fetchObjects } from './fetch.ts'

export interface FoundPods {
  /** The best one first. */
  readonly pods: readonly Pod[]
  /** Named itself, not through a workload. */
  readonly isNamed: boolean
}

/** @param order  Which Pod of a workload is the best: the one to run programs in, or the one to read the log of. */
export function findPods(call: Call, word: string, order: 'exec' | 'logs'): Result<FoundPods, Failure> {
  const fetched = fetchObjects(call, [word.includes('/') ? word : `pods/${word}`], { allowEmptySelector: false })
  if (!fetched.ok) return fetched
  const [problem] = fetched.value.failures
  const [info] = fetched.value.infos
  if (problem !== undefined) return failure(problem)
  const object = info === undefined ? undefined : call.runtime.view.get(info.info.kind, { namespace: info.namespace, name: info.name })
  if (info === undefined || object === undefined) return failure(plainError('no resources found'))
  if (object.kind === 'Pod') return success({ pods: [object], isNamed: true })
  const selector = selectorOf(object)
  if (selector === undefined)
    return failure(
      plainError(
        `cannot ${order === 'logs' ? 'get the logs from' : 'attach to'} ${goType(info.info)}: selector for ${goType(info.info)} not implemented`,
      ),
    )
  const pods = call.runtime.view.list('Pod', info.namespace).filter(({ metadata }) => matchesSelector(selector, metadata.labels))
  if (pods.length === 0) return failure(plainError('timed out waiting for the condition'))
  return success({ pods: pods.sort((a, b) => compare(a, b, order)), isNamed: false })
}

/** As Go prints the type of an object. */
function goType({ kind, version }: KindInfo): string {
  return `*${version}.${kind}`
}

function selectorOf(object: ApiObject): LabelSelector | undefined {
  switch (object.kind) {
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
      return object.spec.selector
    case 'Service':
      return object.spec.selector === undefined ? undefined : { matchLabels: object.spec.selector }
    default:
      return undefined
  }
}

const PHASES: Readonly<Record<string, number>> = { Running: 0, Unknown: 1, Pending: 2 }

/** Assigned, running, ready, ready for longer, older: first. A Pod that restarted often has more to read, and is worse to work in. */
function compare(a: Pod, b: Pod, order: 'exec' | 'logs'): number {
  const restarts = restartsOf(a) - restartsOf(b)
  return (
    Number(isUnassigned(a)) - Number(isUnassigned(b)) ||
    phaseRank(a) - phaseRank(b) ||
    Number(isReady(b)) - Number(isReady(a)) ||
    (order === 'exec' ? Number(isDeleting(a)) - Number(isDeleting(b)) : 0) ||
    readySince(a) - readySince(b) ||
    (order === 'exec' ? restarts : -restarts) ||
    createdAt(a) - createdAt(b)
  )
}

function isDeleting({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined
}

function isUnassigned({ spec }: Pod): boolean {
  return (spec.nodeName ?? '') === ''
}

function phaseRank({ status }: Pod): number {
  return PHASES[status.phase ?? ''] ?? 0
}

function readyCondition({ status }: Pod): { readonly status: string; readonly lastTransitionTime?: string | null } | undefined {
  return status.conditions?.find(({ type }) => type === 'Ready')
}

function isReady(pod: Pod): boolean {
  return readyCondition(pod)?.status === 'True'
}

function readySince(pod: Pod): number {
  return isReady(pod) ? (parseTime(readyCondition(pod)?.lastTransitionTime ?? '') ?? 0) : 0
}

function restartsOf({ status }: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount))
}

function createdAt({ metadata }: Pod): number {
  return parseTime(metadata.creationTimestamp ?? '') ?? 0
}
