// What a Job's policies make of an end: exit codes that fail it at once or do not count, and indexes that suffice.
// @source pkg/controller/job/pod_failure_policy.go, success_policy.go

import type { Job, PodFailurePolicyOnExitCodesRequirement, PodFailurePolicyRule } from '../../api/fields/batch.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { ContainerStatus } from '../../api/fields/pod-status.ts'
import { parseIndexes } from './indexes.ts'

export type FailureVerdict =
  { readonly action: 'FailJob'; readonly message: string } | { readonly action: 'Ignore' | 'FailIndex' | 'Count' }

/** The first rule that fits a failed Pod decides; without one it counts. */
export function judgeFailure(job: Job, pod: Pod): FailureVerdict {
  const rules = job.spec.podFailurePolicy?.rules ?? []
  for (const [index, rule] of rules.entries()) {
    const why = matchRule(rule, pod)
    if (why === undefined) continue
    if (rule.action === 'FailJob') return { action: 'FailJob', message: `${why} matching FailJob rule at index ${String(index)}` }
    if (rule.action === 'Ignore' || rule.action === 'FailIndex') return { action: rule.action }
    return { action: 'Count' }
  }
  return { action: 'Count' }
}

function matchRule({ onExitCodes, onPodConditions }: PodFailurePolicyRule, pod: Pod): string | undefined {
  const place = `${pod.metadata.namespace ?? ''}/${pod.metadata.name ?? ''}`
  if (onExitCodes !== undefined) {
    const container = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])].find((each) =>
      matchesExit(onExitCodes, each),
    )
    if (container === undefined) return undefined
    return `Container ${container.name} for pod ${place} failed with exit code ${String(container.state?.terminated?.exitCode ?? 0)}`
  }
  const condition = onPodConditions?.find(({ type, status }) =>
    pod.status.conditions?.some((each) => each.type === type && each.status === status),
  )
  return condition === undefined ? undefined : `Pod ${place} has condition ${condition.type}`
}

/** Success matches no rule. */
function matchesExit(
  { containerName, operator, values }: PodFailurePolicyOnExitCodesRequirement,
  { name, state }: ContainerStatus,
): boolean {
  const exitCode = state?.terminated?.exitCode ?? 0
  if (exitCode === 0 || (containerName !== undefined && containerName !== name)) return false
  return (values ?? []).includes(exitCode) === (operator === 'In')
}

/** @returns why the indexes that succeeded suffice; undefined when they do not */
export function meetsSuccessPolicy({ spec }: Job, succeeded: ReadonlySet<number>): string | undefined {
  for (const [index, { succeededIndexes, succeededCount }] of (spec.successPolicy?.rules ?? []).entries()) {
    const wanted = succeededIndexes === undefined ? undefined : parseIndexes(succeededIndexes)
    const reached = wanted === undefined ? succeeded.size : [...wanted].filter((each) => succeeded.has(each)).length
    const needed = succeededCount ?? wanted?.size
    if (needed !== undefined && reached >= needed) return `Matched rules at index ${String(index)}`
  }
  return undefined
}
