// Columns of `kubectl get` for Services, claims, and the wide ones of Nodes and Events.
// @source pkg/printers/internalversion/printers.go printService, printPersistentVolumeClaim, printNode, printEvent

import type { Event } from '../../api/fields/event.ts'
import type { Node } from '../../api/fields/node.ts'
import type { PersistentVolumeClaim } from '../../api/fields/persistent-volume-claim.ts'
import type { Service } from '../../api/fields/service.ts'
import type { Cells } from './controller-rows.ts'

export const SERVICE_COLUMNS = { names: ['TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)'], wide: ['SELECTOR'] } as const
export const CLAIM_COLUMNS = {
  names: ['STATUS', 'VOLUME', 'CAPACITY', 'ACCESS MODES', 'STORAGECLASS', 'VOLUMEATTRIBUTESCLASS'],
  wide: ['VOLUMEMODE'],
} as const
export const NODE_WIDE = ['INTERNAL-IP', 'EXTERNAL-IP', 'OS-IMAGE', 'KERNEL-VERSION', 'CONTAINER-RUNTIME'] as const

const NONE = '<none>'

function orElse(text: string | undefined, otherwise: string): string {
  return text === undefined || text === '' ? otherwise : text
}

export function serviceCells({ spec, status }: Service): Cells {
  const ports = (spec.ports ?? []).map(({ port, nodePort = 0, protocol = '' }) =>
    nodePort > 0 ? `${String(port)}:${String(nodePort)}/${protocol}` : `${String(port)}/${protocol}`,
  )
  const selector = Object.entries(spec.selector ?? {}).map(([key, value]) => `${key}=${value}`)
  const balanced = (status.loadBalancer.ingress ?? []).map(({ ip, hostname }) => orElse(ip, hostname ?? ''))
  return {
    between: [spec.type ?? '', orElse(spec.clusterIPs?.[0], NONE), externalAddress(spec, balanced), orElse(ports.join(','), NONE)],
    wide: [orElse(selector.sort().join(','), NONE)],
  }
}

function externalAddress({ type, externalIPs = [], externalName = '' }: Service['spec'], balanced: readonly string[]): string {
  switch (type) {
    case 'ClusterIP':
    case 'NodePort':
      return orElse(externalIPs.join(','), NONE)
    case 'LoadBalancer':
      return orElse([...balanced, ...externalIPs].join(','), '<pending>')
    case 'ExternalName':
      return externalName
    default:
      return '<unknown>'
  }
}

const ACCESS_MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
}

export function claimCells({ metadata, spec, status }: PersistentVolumeClaim): Cells {
  const volume = spec.volumeName ?? ''
  const modes = Object.entries(ACCESS_MODES).flatMap(([mode, short]) => (status.accessModes?.includes(mode) === true ? [short] : []))
  return {
    between: [
      metadata.deletionTimestamp === undefined ? (status.phase ?? '') : 'Terminating',
      volume,
      volume === '' ? '' : (status.capacity?.['storage'] ?? ''),
      volume === '' ? '' : modes.join(','),
      spec.storageClassName ?? '',
      spec.volumeAttributesClassName ?? '<unset>',
    ],
    wide: [spec.volumeMode ?? '<unset>'],
  }
}

export function nodeWide({ status }: Node): readonly string[] {
  const addressOf = (type: string): string => orElse(status.addresses?.find((each) => each.type === type)?.address, NONE)
  const { osImage, kernelVersion, containerRuntimeVersion } = status.nodeInfo
  return [
    addressOf('InternalIP'),
    addressOf('ExternalIP'),
    orElse(osImage, '<unknown>'),
    orElse(kernelVersion, '<unknown>'),
    orElse(containerRuntimeVersion, '<unknown>'),
  ]
}

/** Wide columns of an Event stand among the others. */
export const EVENT_WIDE_NAMES = [
  'LAST SEEN',
  'TYPE',
  'REASON',
  'OBJECT',
  'SUBOBJECT',
  'SOURCE',
  'MESSAGE',
  'FIRST SEEN',
  'COUNT',
  'NAME',
] as const

/** @param seen  When it was seen last, and first, as ages. */
export function eventWideCells(
  { type = '', reason = '', message = '', involvedObject, source, count = 1, metadata, reportingComponent, reportingInstance }: Event,
  seen: { readonly last: string; readonly first: string },
): readonly string[] {
  const component = orElse(source.component, reportingComponent)
  const host = orElse(source.host, reportingInstance)
  return [
    seen.last,
    type,
    reason,
    `${(involvedObject.kind ?? '').toLowerCase()}/${involvedObject.name ?? ''}`,
    involvedObject.fieldPath ?? '',
    host === '' ? component : `${component}, ${host}`,
    message.trim(),
    seen.first,
    String(count),
    metadata.name ?? '',
  ]
}
