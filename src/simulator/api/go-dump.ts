// A value as Go's spew library dumps it: types, field names, nil where nothing is set. Kubernetes hashes templates over this text.
// @source k8s.io/apimachinery/pkg/util/dump/dump.go ForHash; github.com/davecgh/go-spew/spew/format.go
// @simplified The dump that a template's hash is made of writes the fields of `rbd` volumes by their JSON names, so the hash of such a
// template differs.

import { compareBytes } from '../base/go-json.ts'
import type { JsonObject, JsonValue } from '../base/json.ts'
import { isJsonArray, isJsonObject } from '../base/json.ts'
import { parseQuantity } from '../base/quantity.ts'
import { embedsLast } from './fields/struct-fields.ts'
import type { FieldRow, FieldType, StructTable } from './fields/field-table.ts'
import { goTypeOf } from './fields/go-type.ts'

/** Go names that are not the JSON name with a capital. */
const GO_NAMES: Readonly<Record<string, string>> = {
  apiGroup: 'APIGroup',
  apiVersion: 'APIVersion',
  awsElasticBlockStore: 'AWSElasticBlockStore',
  cephfs: 'CephFS',
  chapAuthDiscovery: 'DiscoveryCHAPAuth',
  chapAuthSession: 'SessionCHAPAuth',
  csi: 'CSI',
  diskURI: 'DataDiskURI',
  dnsConfig: 'DNSConfig',
  dnsPolicy: 'DNSPolicy',
  endpoints: 'EndpointsName',
  fc: 'FC',
  fsGroup: 'FSGroup',
  fsGroupChangePolicy: 'FSGroupChangePolicy',
  fsType: 'FSType',
  gcePersistentDisk: 'GCEPersistentDisk',
  gmsaCredentialSpec: 'GMSACredentialSpec',
  gmsaCredentialSpecName: 'GMSACredentialSpecName',
  grpc: 'GRPC',
  httpGet: 'HTTPGet',
  httpHeaders: 'HTTPHeaders',
  ip: 'IP',
  iqn: 'IQN',
  iscsi: 'ISCSI',
  iscsiInterface: 'ISCSIInterface',
  metadata: 'ObjectMeta',
  nfs: 'NFS',
  os: 'OS',
  pdName: 'PDName',
  rbd: 'RBD',
  seLinuxChangePolicy: 'SELinuxChangePolicy',
  seLinuxOptions: 'SELinuxOptions',
  serviceAccount: 'DeprecatedServiceAccount',
  sslEnabled: 'SSLEnabled',
  storageos: 'StorageOS',
  tcpSocket: 'TCPSocket',
  tty: 'TTY',
  uid: 'UID',
  wwids: 'WWIDs',
}

const NIL = '<nil>'
const UNSET_TIME = '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}'

/** @param value  As it is stored. */
export function goDump(table: StructTable, value: JsonObject): string {
  return `(${table.goType})${dumpStruct(table, value)}`
}

function dumpStruct(table: StructTable, value: JsonObject): string {
  const own = Object.entries(table.fields).map(([name, row]) => `${goNameOf(name)}:${dumpField(row, value[name])}`)
  const embedded = Object.entries(table.embedded).map(([name, inner]) => `${name}:${goDump(inner, value)}`)
  return `{${(embedsLast(table) ? [...own, ...embedded] : [...embedded, ...own]).join(' ')}}`
}

function goNameOf(name: string): string {
  return GO_NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1)
}

function dumpField({ type, presence }: FieldRow, value: JsonValue | undefined): string {
  const isPointer = presence === 'pointer' || presence === 'alwaysPointer'
  if (!isPointer) return `(${goTypeOf(type)})${dumpValue(type, value)}`
  return `(*${goTypeOf(type)})${value === undefined || value === null ? NIL : dumpValue(type, value)}`
}

function dumpValue(type: FieldType, value: JsonValue | undefined): string {
  switch (type.kind) {
    case 'string':
    case 'bytes':
      return typeof value === 'string' ? value : ''
    case 'boolean':
      return String(value === true)
    case 'number':
      return String(typeof value === 'number' ? value : 0)
    case 'quantity':
      return dumpQuantity(typeof value === 'string' ? value : '')
    case 'intOrString':
      return typeof value === 'string' ? dumpIntOrString(1, 0, value) : dumpIntOrString(0, typeof value === 'number' ? value : 0, '')
    case 'time':
    case 'microTime':
      return UNSET_TIME
    case 'list':
      return isJsonArray(value) && value.length > 0 ? `[${value.map((item) => dumpValue(type.items, item)).join(' ')}]` : NIL
    case 'map':
      return isJsonObject(value) ? dumpMap(type.values, value) : NIL
    case 'struct':
      return dumpStruct(type, isJsonObject(value) ? value : {})
    case 'any':
      return NIL
  }
}

function dumpMap(values: FieldType, value: JsonObject): string {
  const keys = Object.keys(value).sort(compareBytes)
  return keys.length === 0 ? NIL : `map[${keys.map((key) => `${key}:${dumpValue(values, value[key])}`).join(' ')}]`
}

function dumpIntOrString(kind: number, number: number, text: string): string {
  return `{Type:(intstr.Type)${String(kind)} IntVal:(int32)${String(number)} StrVal:(string)${text}}`
}

const DECIMAL_SCALES: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }

/** A canonical text: an integer with a suffix, kept as the integer and its power of ten. */
function dumpQuantity(text: string): string {
  const [, digits = '0', suffix = ''] = /^(-?\d+)(.*)$/.exec(text) ?? []
  const scale = DECIMAL_SCALES[suffix]
  const parsed = parseQuantity(text)
  const format = parsed.ok ? parsed.value.format : 'DecimalSI'
  const whole = parsed.ok ? parsed.value.nano / 1_000_000_000n : 0n
  const amount =
    scale === undefined ? `${String(whole)} scale:(resource.Scale)0` : `${String(BigInt(digits))} scale:(resource.Scale)${String(scale)}`
  return `{i:(resource.int64Amount){value:(int64)${amount}} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${text} Format:(resource.Format)${format}}`
}
