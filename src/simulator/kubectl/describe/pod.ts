// @source k8s.io/kubectl pkg/describe/describe.go describePod, DescribePodTemplate

import type { Pod, PodTemplateSpec } from '../../api/fields/pod.ts'
import { metadataField } from '../../api/metadata-field.ts'
import { parseTime } from '../../base/timestamp.ts'
import { formatAge } from '../text/go-format.ts'
import { describeContainers } from './containers.ts'
import { describeVolumes } from './volumes.ts'
import type { Description } from './writer.ts'
import { printDate } from './writer.ts'

export function describePod(out: Description, pod: Pod, nowEpochMs: number): void {
  const { metadata, spec, status } = pod
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  if (spec.priority !== undefined) out.line(0, `Priority:\t${String(spec.priority)}`)
  if ((spec.priorityClassName ?? '') !== '') out.line(0, `Priority Class Name:\t${spec.priorityClassName ?? ''}`)
  if ((spec.runtimeClassName ?? '') !== '') out.line(0, `Runtime Class Name:\t${spec.runtimeClassName ?? ''}`)
  if ((spec.serviceAccountName ?? '') !== '') out.line(0, `Service Account:\t${spec.serviceAccountName ?? ''}`)
  out.line(0, `Node:\t${(spec.nodeName ?? '') === '' ? '<none>' : `${spec.nodeName ?? ''}/${status.hostIP ?? ''}`}`)
  if (status.startTime !== undefined) out.line(0, `Start Time:\t${printDate(status.startTime)}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  describePhase(out, pod, nowEpochMs)
  if ((status.reason ?? '') !== '') out.line(0, `Reason:\t${status.reason ?? ''}`)
  if ((status.message ?? '') !== '') out.line(0, `Message:\t${status.message ?? ''}`)
  const seccomp = spec.securityContext?.seccompProfile
  if (seccomp !== undefined) out.line(0, `SeccompProfile:\t${seccomp.type}`)
  describeAddresses(out, pod)
  const owner = controllerOf(pod)
  if (owner !== undefined) out.line(0, `Controlled By:\t${owner}`)
  // kubectl converts these two alone. @source apimachinery pkg/runtime/conversion.go DefaultMetaV1FieldSelectorConversion
  const lookUp = (fieldPath: string): string =>
    fieldPath === 'metadata.name' || fieldPath === 'metadata.namespace' ? (metadataField(metadata, fieldPath) ?? '') : ''
  const shared = { lookUp, indent: '' } as const
  if ((spec.initContainers ?? []).length > 0)
    describeContainers(out, {
      title: 'Init Containers',
      containers: spec.initContainers,
      statuses: status.initContainerStatuses,
      ...shared,
    })
  describeContainers(out, { title: 'Containers', containers: spec.containers, statuses: status.containerStatuses, ...shared })
  if (spec.readinessGates !== undefined) {
    out.line(0, 'Readiness Gates:')
    out.line(1, 'Type\tStatus')
    const statusOf = (wanted: string) => status.conditions?.find(({ type }) => type === wanted)?.status ?? '<none>'
    for (const { conditionType } of spec.readinessGates) out.line(1, `${conditionType} \t${statusOf(conditionType)} `)
  }
  if ((status.conditions ?? []).length > 0) {
    out.line(0, 'Conditions:')
    out.line(1, 'Type\tStatus')
    for (const condition of status.conditions ?? []) out.line(1, `${condition.type} \t${condition.status} `)
  }
  describeVolumes(out, spec.volumes, '')
  out.line(0, `QoS Class:\t${status.qosClass ?? ''}`)
  out.labels('Node-Selectors', spec.nodeSelector)
  out.tolerations('Tolerations', spec.tolerations)
}

function describePhase(out: Description, { metadata, status }: Pod, nowEpochMs: number): void {
  const isEnding = metadata.deletionTimestamp !== undefined && status.phase !== 'Failed' && status.phase !== 'Succeeded'
  if (!isEnding) {
    out.line(0, `Status:\t${status.phase ?? ''}`)
    return
  }
  const since = parseTime(metadata.deletionTimestamp ?? '') ?? nowEpochMs
  out.line(0, `Status:\tTerminating (lasts ${formatAge(nowEpochMs - since)})`)
  out.line(0, `Termination Grace Period:\t${String(metadata.deletionGracePeriodSeconds ?? 0)}s`)
}

function describeAddresses(out: Description, { status }: Pod): void {
  out.line(0, `IP:\t${status.podIP ?? ''}`)
  const addresses = status.podIPs ?? []
  out.line(0, `IPs:${addresses.length === 0 ? '\t<none>' : ''}`)
  for (const { ip } of addresses) out.line(1, `IP:\t${ip}`)
}

/** `ReplicaSet/web-5d4` */
export function controllerOf({ metadata }: Pick<Pod, 'metadata'>): string | undefined {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true)
  return owner === undefined ? undefined : `${owner.kind}/${owner.name}`
}

export function describeTemplate(out: Description, { metadata, spec }: PodTemplateSpec): void {
  out.line(0, 'Pod Template:')
  out.labels('  Labels', metadata.labels)
  if (Object.keys(metadata.annotations ?? {}).length > 0) out.annotations('  Annotations', metadata.annotations)
  if ((spec.serviceAccountName ?? '') !== '') out.line(1, `Service Account:\t${spec.serviceAccountName ?? ''}`)
  const shared = { statuses: undefined, lookUp: undefined, indent: '  ' } as const
  if ((spec.initContainers ?? []).length > 0)
    describeContainers(out, { title: 'Init Containers', containers: spec.initContainers, ...shared })
  describeContainers(out, { title: 'Containers', containers: spec.containers, ...shared })
  describeVolumes(out, spec.volumes, '  ')
  if ((spec.priorityClassName ?? '') !== '') out.line(1, `Priority Class Name:\t${spec.priorityClassName ?? ''}`)
  out.labels('  Node-Selectors', spec.nodeSelector)
  out.tolerations('  Tolerations', spec.tolerations)
}
