// How the API server's own Go structs differ from those of the API that the field tables describe: in the spelling and order of fields, and
// in which may be null. Messages show a value in this form (internal-form.ts).
// @source pkg/apis/core/types.go, pkg/apis/apps/types.go: names, order and types

import type { FieldType, StructTable } from '../api/fields/field-table.ts'
import { podSecurityContext, podSpec } from '../api/fields/pod.ts'
import { fieldsOf } from '../api/fields/struct-fields.ts'

export interface InternalField {
  readonly goName: string
  readonly jsonName: string
  readonly type: FieldType
  readonly isNullable: boolean
}

/** Fields that the API has on the Pod's spec and the API server keeps in its security context. */
export const HOST_FIELDS: readonly string[] = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers']

/** `serviceAccount` is gone; metadata is embedded, so its fields stand beside the struct's own. */
const NOT_KEPT: ReadonlySet<string> = new Set(['serviceAccount', 'metadata'])

/** Words that Go writes in capitals. */
const INITIALISM = /^(api|aws|csi|dns|fc|fs|gce|gmsa|grpc|http|ip|iqn|iscsi|nfs|os|rbd|se|ssl|tcp|tty)(?=[A-Z]|$)/

/** Fields with another name altogether; with the struct in front where other structs keep theirs. */
const NAMES: Readonly<Record<string, string>> = {
  cephfs: 'CephFS',
  chapAuthDiscovery: 'DiscoveryCHAPAuth',
  chapAuthSession: 'SessionCHAPAuth',
  diskURI: 'DataDiskURI',
  endpoints: 'EndpointsName',
  pdName: 'PDName',
  storageos: 'StorageOS',
  wwids: 'WWIDs',
  'v1.RBDVolumeSource.image': 'RBDImage',
  'v1.RBDVolumeSource.monitors': 'CephMonitors',
  'v1.RBDVolumeSource.pool': 'RBDPool',
  'v1.RBDVolumeSource.user': 'RadosUser',
}

/** Pointers in the API and plain values inside: never null. */
const PLAIN: ReadonlySet<string> = new Set([
  'expirationSeconds',
  'maxSurge',
  'partition',
  'v1.RollingUpdateDaemonSet.maxUnavailable',
  'v1.RollingUpdateDeployment.maxUnavailable',
])

/** Fields that stand elsewhere than in the API: each right after another. */
const STANDS_AFTER: Readonly<Record<string, string>> = {
  setHostnameAsFQDN: 'subdomain',
  preemptionPolicy: 'priority',
  overhead: 'runtimeClassName',
  quobyte: 'rbd',
  fsGroupChangePolicy: 'fsGroup',
}

const cache = new WeakMap<StructTable, readonly InternalField[]>()

/** In the order in which Go prints them. */
export function internalFields(table: StructTable): readonly InternalField[] {
  const known = cache.get(table)
  if (known !== undefined) return known
  const own = namesInOrder(table).filter((name) => !NOT_KEPT.has(name) && !HOST_FIELDS.includes(name))
  const fields = own.flatMap((name) => internalField(table, name))
  const moved = table === podSecurityContext ? HOST_FIELDS.flatMap((name) => internalField(podSpec, name)) : []
  const all = [...moved, ...fields]
  cache.set(table, all)
  return all
}

function namesInOrder(table: StructTable): readonly string[] {
  const inOrder = [...fieldsOf(table).keys()]
  const stay = inOrder.filter((name) => !(STANDS_AFTER[name] !== undefined && inOrder.includes(STANDS_AFTER[name])))
  return stay.flatMap((name) => [name, ...inOrder.filter((other) => STANDS_AFTER[other] === name)])
}

function internalField(table: StructTable, jsonName: string): readonly InternalField[] {
  const field = fieldsOf(table).get(jsonName)
  if (field === undefined) return []
  const { type, presence } = field.row
  const full = `${table.goType}.${jsonName}`
  const isPointer = (presence === 'pointer' || presence === 'alwaysPointer') && type.kind !== 'list' && type.kind !== 'map'
  return [
    {
      goName: NAMES[full] ?? NAMES[jsonName] ?? goName(jsonName),
      jsonName,
      type,
      isNullable: isPointer && !PLAIN.has(full) && !PLAIN.has(jsonName),
    },
  ]
}

function goName(jsonName: string): string {
  const upper = jsonName.replace(INITIALISM, (word) => word.toUpperCase())
  return upper.charAt(0).toUpperCase() + upper.slice(1)
}
