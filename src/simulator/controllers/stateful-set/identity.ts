// Who a StatefulSet's Pods are: their ordinals, names, labels and claims (WL-1).
// @source pkg/controller/statefulset/stateful_set_utils.go

import type { Pod, PodTemplateSpec } from '../../api/fields/pod.ts'
import type { StatefulSet } from '../../api/fields/workload.ts'
import { REVISION_HASH_LABEL } from '../history.ts'

const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name'
const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index'

/** Ordinals that shall have a Pod. */
export function ordinalsOf({ spec }: StatefulSet): readonly number[] {
  const start = spec.ordinals?.start ?? 0
  return Array.from({ length: spec.replicas ?? 1 }, (_, index) => start + index)
}

export function podName(set: StatefulSet, ordinal: number): string {
  return `${set.metadata.name ?? ''}-${String(ordinal)}`
}

/** The number at the end of a member's name; undefined when the Pod is none. */
export function ordinalOf(set: StatefulSet, pod: Pod): number | undefined {
  const [, parent, digits] = /^(.*)-([0-9]+)$/.exec(pod.metadata.name ?? '') ?? []
  return parent === set.metadata.name && digits !== undefined ? Number(digits) : undefined
}

export function revisionOf(pod: Pod): string {
  return pod.metadata.labels?.[REVISION_HASH_LABEL] ?? ''
}

/** Whether a Pod that was taken over carries its name as a member does. @source identityMatches */
export function isIdentified({ metadata }: Pod): boolean {
  return metadata.labels?.[POD_NAME_LABEL] === metadata.name
}

/** @source updateIdentity */
export function identified(pod: Pod): Pod {
  const name = pod.metadata.name ?? ''
  const labels = { ...pod.metadata.labels, [POD_NAME_LABEL]: name, [POD_INDEX_LABEL]: name.slice(name.lastIndexOf('-') + 1) }
  return { ...pod, metadata: { ...pod.metadata, labels } }
}

/** The template of one Pod: its name is its host name, and its claims are its own. */
export function templateFor(set: StatefulSet, template: PodTemplateSpec, ordinal: number, revision: string): PodTemplateSpec {
  const name = podName(set, ordinal)
  const labels = {
    ...template.metadata.labels,
    [POD_NAME_LABEL]: name,
    [POD_INDEX_LABEL]: String(ordinal),
    [REVISION_HASH_LABEL]: revision,
  }
  const claims = (set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => ({
    name: metadata.name ?? '',
    persistentVolumeClaim: { claimName: `${metadata.name ?? ''}-${name}` },
  }))
  const others = (template.spec.volumes ?? []).filter((volume) => !claims.some((claim) => claim.name === volume.name))
  const volumes = [...claims, ...others]
  return {
    metadata: { ...template.metadata, labels },
    spec: {
      ...template.spec,
      hostname: name,
      subdomain: set.spec.serviceName,
      ...(volumes.length === 0 ? {} : { volumes }),
    },
  }
}
