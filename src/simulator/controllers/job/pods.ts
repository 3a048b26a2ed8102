// What a Job makes of its Pods: which run, which ended and how, and which of those were counted already (WL-3).
// @source pkg/controller/job/job_controller.go getNewFinishedPods, isPodFailed; tracking_utils.go, indexed_job_utils.go

import type { Job } from '../../api/fields/batch.ts'
import type { Container } from '../../api/fields/container.ts'
import type { Pod, PodTemplateSpec } from '../../api/fields/pod.ts'
import { parseTime } from '../../base/timestamp.ts'
import { isActive } from '../pod-facts.ts'
import { parseIndexes } from './indexes.ts'
import { judgeFailure } from './policies.ts'

/** A Pod keeps this until its end is counted, so that no end is lost. */
export const TRACKING = 'batch.kubernetes.io/job-tracking'
const INDEX = 'batch.kubernetes.io/job-completion-index'
const INDEX_FAILURES = 'batch.kubernetes.io/job-index-failure-count'
const INDEX_VARIABLE = 'JOB_COMPLETION_INDEX'
const NOBODY: ReadonlySet<Pod> = new Set()

export interface JobPods {
  readonly active: readonly Pod[]
  readonly terminating: number
  readonly succeeded: readonly Pod[]
  /** Ended and not counted so far. */
  readonly newlySucceeded: readonly Pod[]
  readonly newlyFailed: readonly Pod[]
  readonly failed: readonly Pod[]
  /** Failed Pods of indexes that are tried again: they stay uncounted until the next one is there. @source getPodsWithDelayedDeletionPerIndex */
  readonly awaited: ReadonlySet<Pod>
}

export function sortPods(job: Job, pods: readonly Pod[]): JobPods {
  const failed = pods.filter((pod) => isFailed(job, pod))
  const newlyFailed = failed.filter(isTracked)
  const succeeded = pods.filter(({ status }) => status.phase === 'Succeeded')
  return {
    active: pods.filter(isActive),
    terminating: pods.filter((pod) => pod.metadata.deletionTimestamp !== undefined && !isOver(pod)).length,
    succeeded,
    newlySucceeded: succeeded.filter(isTracked),
    newlyFailed,
    failed,
    awaited: awaitedOf(job, pods, newlyFailed),
  }
}

function awaitedOf(job: Job, pods: readonly Pod[], newlyFailed: readonly Pod[]): ReadonlySet<Pod> {
  if (job.spec.backoffLimitPerIndex === undefined || newlyFailed.length === 0) return NOBODY
  const settled = new Set(pods.filter((pod) => isActive(pod) || pod.status.phase === 'Succeeded').map(indexOf))
  const done = new Set([...parseIndexes(job.status.completedIndexes), ...parseIndexes(job.status.failedIndexes)])
  const latest = new Map<number, Pod>()
  for (const pod of newlyFailed) {
    const index = indexOf(pod)
    if (index === undefined || index >= (job.spec.completions ?? 0) || settled.has(index) || done.has(index) || isIndexLost(job, pod))
      continue
    const known = latest.get(index)
    if (known === undefined || failuresBefore(known) <= failuresBefore(pod)) latest.set(index, pod)
  }
  return new Set(latest.values())
}

/** Whether an index has failed with this Pod. @source backoff_utils.go isIndexFailed */
export function isIndexLost(job: Job, pod: Pod): boolean {
  const { action } = judgeFailure(job, pod)
  return action === 'FailIndex' || (action !== 'Ignore' && failuresBefore(pod) >= (job.spec.backoffLimitPerIndex ?? 0))
}

export function isTracked({ metadata }: Pod): boolean {
  return metadata.finalizers?.includes(TRACKING) === true
}

function isOver({ status }: Pod): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed'
}

/** A Pod that is being deleted counts as failed at once, unless only what has really failed is replaced. */
function isFailed(job: Job, pod: Pod): boolean {
  if (pod.status.phase === 'Failed') return true
  if (job.spec.podReplacementPolicy === 'Failed' || job.spec.podFailurePolicy !== undefined) return false
  return pod.metadata.deletionTimestamp !== undefined && pod.status.phase !== 'Succeeded'
}

/** When the last container of a Pod ended. */
export function finishedAtEpochMs(pod: Pod): number | undefined {
  const ends = (pod.status.containerStatuses ?? []).map(({ state }) => {
    const at = state?.terminated?.finishedAt
    return typeof at === 'string' ? parseTime(at) : undefined
  })
  const known = ends.filter((at) => at !== undefined)
  return known.length === 0 ? parseTime(pod.metadata.deletionTimestamp ?? '') : Math.max(...known)
}

export function indexOf(pod: Pod): number | undefined {
  const text = pod.metadata.annotations?.[INDEX]
  return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text)
}

/** How often an index had failed before this Pod was made. */
export function failuresBefore(pod: Pod): number {
  return Number(pod.metadata.annotations?.[INDEX_FAILURES] ?? 0)
}

/** @param index  Of an Indexed Job. */
export function templateFor(job: Job, index: number | undefined, failures: number | undefined): PodTemplateSpec {
  const { metadata, spec } = job.spec.template
  const finalizers = [...(metadata.finalizers ?? []).filter((each) => each !== TRACKING), TRACKING]
  if (index === undefined) return { metadata: { ...metadata, finalizers }, spec }
  const number = String(index)
  return {
    metadata: {
      ...metadata,
      finalizers,
      labels: { ...metadata.labels, [INDEX]: number },
      annotations: {
        ...metadata.annotations,
        [INDEX]: number,
        ...(failures === undefined ? {} : { [INDEX_FAILURES]: String(failures) }),
      },
    },
    spec: {
      ...spec,
      hostname: `${job.metadata.name ?? ''}-${number}`,
      ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(withIndex) }),
      containers: (spec.containers ?? []).map(withIndex),
    },
  }
}

function withIndex(container: Container): Container {
  const env = container.env ?? []
  if (env.some(({ name }) => name === INDEX_VARIABLE)) return container
  return { ...container, env: [...env, { name: INDEX_VARIABLE, valueFrom: { fieldRef: { fieldPath: `metadata.labels['${INDEX}']` } } }] }
}
