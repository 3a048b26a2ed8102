// Fields of a Pod as its containers may see them: downward API (P-6, P-7, VOL-4).
// @source pkg/fieldpath/fieldpath.go, pkg/api/v1/resource/helpers.go

import type { Container } from '../api/fields/container.ts'
import type { Pod } from '../api/fields/pod.ts'
import { METADATA_SUBSCRIPT, metadataField } from '../api/metadata-field.ts'
import { amountInUnits } from '../base/quantity.ts'

export interface PodPlace {
  readonly podIP: string
  readonly hostIP: string
  readonly nodeName: string
}

/** undefined for a field that has no value a container could see. */
export function fieldValue(pod: Pod, fieldPath: string, place: PodPlace): string | undefined {
  const { metadata, spec } = pod
  switch (fieldPath) {
    case 'spec.nodeName':
      return place.nodeName
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? ''
    case 'status.hostIP':
    case 'status.hostIPs':
      return place.hostIP
    case 'status.podIP':
    case 'status.podIPs':
      return place.podIP
    default:
      return metadataField(metadata, fieldPath)
  }
}

/** A label or an annotation is asked for by a key. @source pkg/fieldpath/fieldpath.go ExtractFieldPathAsString */
export function subscriptProblem(fieldPath: string): string | undefined {
  const [, map, key] = METADATA_SUBSCRIPT.exec(fieldPath) ?? []
  return key === '' ? `invalid key subscript in metadata.${map ?? ''}: [name part must be non-empty]` : undefined
}

/** What a node can give at most: the limit of those who set none. */
const NODE_ALLOCATABLE: Readonly<Record<string, string>> = { cpu: '4', memory: '8Gi', 'ephemeral-storage': '100Gi' }

/** A resource in units of the divisor, rounded up. */
export function resourceValue(container: Container, resource: string, divisor: string | undefined): string {
  const [group, name = ''] = resource.split(/\.(.*)/)
  const { limits, requests } = container.resources ?? {}
  const asked = group === 'limits' ? limits?.[name] : requests?.[name]
  const amount = asked ?? (group === 'limits' ? NODE_ALLOCATABLE[name] : '0') ?? '0'
  return amountInUnits(amount, divisor ?? '')
}
