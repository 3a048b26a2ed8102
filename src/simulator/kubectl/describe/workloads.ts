// @source k8s.io/kubectl pkg/describe/describe.go describeDeployment, describeReplicaSet, describeStatefulSet, describeDaemonSet

import type { Pod } from '../../api/fields/pod.ts'
import type { DaemonSet, Deployment, DeploymentCondition, ReplicaSet, ReplicaSetCondition, StatefulSet } from '../../api/fields/workload.ts'
import { formatLabelSelector, matchesSelector } from '../../api/label-selector.ts'
import { newAndOldSets } from '../resource/replica-sets.ts'
import type { Runtime } from '../runtime.ts'
import { controllerOf, describeTemplate } from './pod.ts'
import type { Description } from './writer.ts'
import { orNone, printDate, sorted } from './writer.ts'

export function describeDeployment(out: Description, deployment: Deployment, runtime: Runtime): void {
  const { metadata, spec, status } = deployment
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  out.line(0, `CreationTimestamp:\t${printDate(metadata.creationTimestamp)}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  out.line(0, `Selector:\t${formatLabelSelector(spec.selector ?? undefined)}`)
  const counts = [
    [spec.replicas, 'desired'],
    [status.updatedReplicas, 'updated'],
    [status.replicas, 'total'],
    [status.availableReplicas, 'available'],
    [status.unavailableReplicas, 'unavailable'],
  ] as const
  out.line(0, `Replicas:\t${counts.map(([count, word]) => `${String(count ?? 0)} ${word}`).join(' | ')}`)
  out.line(0, `StrategyType:\t${spec.strategy.type ?? ''}`)
  out.line(0, `MinReadySeconds:\t${String(spec.minReadySeconds ?? 0)}`)
  const rolling = spec.strategy.rollingUpdate
  if (rolling !== undefined) {
    const { maxUnavailable = 0, maxSurge = 0 } = rolling
    out.line(0, `RollingUpdateStrategy:\t${String(maxUnavailable)} max unavailable, ${String(maxSurge)} max surge`)
  }
  describeTemplate(out, spec.template)
  describeConditions(out, status.conditions ?? [])
  const { latest, older } = newAndOldSets(runtime.view, deployment)
  if (latest === undefined && older.length === 0) return
  out.line(0, `OldReplicaSets:\t${orNone(older.map(printSet).join(', '))}`)
  out.line(0, `NewReplicaSet:\t${latest === undefined ? '<none>' : printSet(latest)}`)
}

function describeConditions(out: Description, conditions: readonly (DeploymentCondition | ReplicaSetCondition)[]): void {
  if (conditions.length === 0) return
  out.line(0, 'Conditions:')
  out.line(1, 'Type\tStatus\tReason')
  out.line(1, '----\t------\t------')
  for (const { type, status, reason = '' } of conditions) out.line(1, `${type} \t${status}\t${reason}`)
}

function printSet({ metadata, spec, status }: ReplicaSet): string {
  return `${metadata.name ?? ''} (${String(status.replicas)}/${String(spec.replicas ?? 0)} replicas created)`
}

export function describeReplicaSet(out: Description, set: ReplicaSet, runtime: Runtime): void {
  const { metadata, spec, status } = set
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  out.line(0, `Selector:\t${formatLabelSelector(spec.selector ?? undefined)}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  const owner = controllerOf(set)
  if (owner !== undefined) out.line(0, `Controlled By:\t${owner}`)
  out.line(0, `Replicas:\t${String(status.replicas)} current / ${String(spec.replicas ?? 0)} desired`)
  out.line(0, `Pods Status:\t${podCounts(runtime, set)}`)
  describeTemplate(out, spec.template)
  describeConditions(out, status.conditions ?? [])
}

export function describeStatefulSet(out: Description, set: StatefulSet, runtime: Runtime): void {
  const { metadata, spec, status } = set
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  out.line(0, `CreationTimestamp:\t${printDate(metadata.creationTimestamp)}`)
  out.line(0, `Selector:\t${formatLabelSelector(spec.selector ?? undefined)}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  out.line(0, `Replicas:\t${String(spec.replicas ?? 0)} desired | ${String(status.replicas)} total`)
  out.line(0, `Update Strategy:\t${spec.updateStrategy.type ?? ''}`)
  const rolling = spec.updateStrategy.rollingUpdate
  if (rolling?.partition !== undefined) {
    out.line(1, `Partition:\t${String(rolling.partition)}`)
    if (rolling.maxUnavailable !== undefined) out.line(1, `MaxUnavailable:\t${String(rolling.maxUnavailable)}`)
  }
  out.line(0, `Pods Status:\t${podCounts(runtime, set)}`)
  describeTemplate(out, spec.template)
  const claims = spec.volumeClaimTemplates ?? []
  out.line(0, `Volume Claims:${claims.length === 0 ? '\t<none>' : ''}`)
  for (const claim of claims) {
    out.line(1, `Name:\t${claim.metadata.name ?? ''}`)
    out.line(1, `StorageClass:\t${claim.spec.storageClassName ?? ''}`)
    out.labels('Labels', claim.metadata.labels, '  ')
    out.labels('Annotations', claim.metadata.annotations, '  ')
    out.line(1, `Capacity:\t${claim.spec.resources.requests?.['storage'] ?? '<default>'}`)
    out.line(1, `Access Modes:\t[${(claim.spec.accessModes ?? []).join(' ')}]`)
  }
}

export function describeDaemonSet(out: Description, set: DaemonSet, runtime: Runtime): void {
  const { metadata, spec, status } = set
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  out.line(0, `Selector:\t${formatLabelSelector(spec.selector ?? undefined)}`)
  const selector = sorted(spec.template.spec.nodeSelector).map(([key, value]) => `${key}=${value}`)
  out.line(0, `Node-Selector:\t${orNone(selector.join(','))}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  out.line(0, `Desired Number of Nodes Scheduled: ${String(status.desiredNumberScheduled)}`)
  out.line(0, `Current Number of Nodes Scheduled: ${String(status.currentNumberScheduled)}`)
  out.line(0, `Number of Nodes Scheduled with Up-to-date Pods: ${String(status.updatedNumberScheduled ?? 0)}`)
  out.line(0, `Number of Nodes Scheduled with Available Pods: ${String(status.numberAvailable ?? 0)}`)
  out.line(0, `Number of Nodes Misscheduled: ${String(status.numberMisscheduled)}`)
  out.line(0, `Pods Status:\t${podCounts(runtime, set)}`)
  describeTemplate(out, spec.template)
}

function podCounts({ view }: Runtime, { metadata, spec }: ReplicaSet | StatefulSet | DaemonSet): string {
  const isOwn = (pod: Pod): boolean =>
    matchesSelector(spec.selector ?? undefined, pod.metadata.labels) &&
    pod.metadata.ownerReferences?.some(({ controller, uid }) => controller === true && uid === metadata.uid) === true
  const pods = view.list('Pod', metadata.namespace ?? '').filter(isOwn)
  const count = (phase: string): string => String(pods.filter(({ status }) => status.phase === phase).length)
  return `${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`
}
