// Upstream's tables of the API server's rules: which objects are refused, where, and of what authors are warned.
// The objects are played past decoding and defaulting, as upstream's own tests do.

import { causeOf, printFieldError } from '../../../src/simulator/api/field-error.ts'
import type { FieldError } from '../../../src/simulator/api/field-error.ts'
import type { Kind } from '../../../src/simulator/api/kinds.ts'
import type { ApiObject } from '../../../src/simulator/api/objects.ts'
import { TABLE_BY_KIND } from '../../../src/simulator/api/objects.ts'
import { decodeStruct } from '../../../src/simulator/apiserver/decode/decoder.ts'
import { objectFromDraft } from '../../../src/simulator/apiserver/decode/typed-object.ts'
import { validation } from '../../../src/simulator/apiserver/parts/all.ts'
import { asJson } from '../api-answer.ts'
import type { AreaResult, Failure } from '../area.ts'
import type { Source } from '../source.ts'
import { isRecord } from '../source.ts'
import { SPEC_KEY, isOutOfPlay } from '../out-of-play.ts'

export const area = 'tables'

type Row = Readonly<Record<string, unknown>>

const CONTAINER = { name: 'ctr', image: 'image', imagePullPolicy: 'IfNotPresent', terminationMessagePolicy: 'File' }
const POD_SPEC = { containers: [CONTAINER], restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', terminationGracePeriodSeconds: 30 }
const METADATA = { name: 'name', namespace: 'default' }

const inContainer = (fields: object, spec: object = {}) => ({
  metadata: METADATA,
  spec: { ...POD_SPEC, ...spec, containers: [{ ...CONTAINER, ...fields }] },
})
const inSpec = (fields: object) => ({ metadata: METADATA, spec: { ...POD_SPEC, ...fields } })
/** Templates are asked a little less than Pods: upstream's tests of containers ask as much. */
const inTemplate = (fields: object) => ({
  metadata: METADATA,
  spec: {
    selector: { matchLabels: { a: 'b' } },
    strategy: { type: 'Recreate' },
    template: { metadata: { labels: { a: 'b' } }, spec: { ...POD_SPEC, ...fields } },
  },
})
const inTemplateVolumes = (object: unknown) => inTemplate({ volumes: listOf(object), containers: [CONTAINER] })
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** The volumes that upstream's tests of mounts have at hand. */
const MOUNTABLE = {
  volumes: [
    { name: 'abc', persistentVolumeClaim: { claimName: 'testclaim1' } },
    { name: 'abc-123', persistentVolumeClaim: { claimName: 'testclaim2' } },
    { name: '123', hostPath: { path: '/foo/baz', type: '' } },
    {
      name: 'ephemeral',
      ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } },
    },
    { name: 'image-volume', image: { reference: 'quay.io/my/artifact:v1', pullPolicy: 'IfNotPresent' } },
  ],
}

interface Table {
  readonly kind: Kind
  readonly wrap: (object: unknown) => unknown
}

const whole = (kind: Kind): Table => ({ kind, wrap: (object) => object })
const TABLES: Readonly<Record<string, Table>> = {
  volumes: { kind: 'Pod', wrap: (object) => inSpec({ volumes: listOf(object) }) },
  env: { kind: 'Pod', wrap: (object) => inContainer({ env: listOf(object) }) },
  envfrom: { kind: 'Pod', wrap: (object) => inContainer({ envFrom: listOf(object) }) },
  'env-relaxed': { kind: 'Pod', wrap: (object) => inContainer({ env: listOf(object) }) },
  'envfrom-relaxed': { kind: 'Pod', wrap: (object) => inContainer({ envFrom: listOf(object) }) },
  'volume-mounts': { kind: 'Pod', wrap: (object) => inContainer({ volumeMounts: listOf(object) }, MOUNTABLE) },
  'key-to-path': {
    kind: 'Pod',
    wrap: (object) => inSpec({ volumes: [{ name: 'v', configMap: { name: 'c', defaultMode: 420, items: [object] } }] }),
  },
  containers: { kind: 'Deployment', wrap: (object) => inTemplate({ ...MOUNTABLE, os: { name: 'linux' }, containers: object }) },
  'init-containers': {
    kind: 'Deployment',
    wrap: (object) => inTemplate({ ...MOUNTABLE, containers: [{ ...CONTAINER, name: 'app' }], initContainers: object }),
  },
  'pod-spec': { kind: 'Pod', wrap: (object) => (isRecord(object) ? { ...object, metadata: METADATA } : object) },
  pod: whole('Pod'),
  secret: whole('Secret'),
  'secret-dockerconfig': whole('Secret'),
  'secret-basicauth': whole('Secret'),
  'secret-sshauth': whole('Secret'),
  configmap: whole('ConfigMap'),
  namespace: whole('Namespace'),
  deployment: whole('Deployment'),
  replicaset: { kind: 'ReplicaSet', wrap: withSpec },
  daemonset: { kind: 'DaemonSet', wrap: withSpec },
}
/** These tables hold the specs under a key of their own; upstream's tests name the objects afterwards. */
function withSpec(object: unknown): unknown {
  const { [SPEC_KEY]: spec, ...rest } = isRecord(object) ? object : {}
  return spec === undefined ? rest : { metadata: METADATA, ...rest, spec }
}
const UPDATES: Readonly<Record<string, Kind>> = { 'secret-update': 'Secret', 'configmap-update': 'ConfigMap', 'pod-update': 'Pod' }

export function run(source: Source, only?: string): AreaResult {
  const failures: Failure[] = []
  let total = 0
  const play = (table: string, check: (row: Row) => string | undefined): void => {
    const file = source.json(`tables/${table}.json`)
    const rows = isRecord(file) && Array.isArray(file['cases']) ? file['cases'].filter(isRecord) : []
    for (const row of rows) {
      const id = `${table}/${String(row['name'])}`
      if (isOutOfPlay(table, row, rows) || (only !== undefined && only !== id)) continue
      total += 1
      const problem = check(row)
      if (problem !== undefined) failures.push({ id, expected: JSON.stringify(row), actual: problem })
    }
  }
  for (const [table, { kind, wrap }] of Object.entries(TABLES)) {
    play(table, (row) => {
      const options = isRecord(row['opts']) ? row['opts'] : {}
      // A row of volumes may ask what a template may hold.
      const inside = options['ResourceIsPod'] === false ? { kind: 'Deployment' as const, wrap: inTemplateVolumes } : { kind, wrap }
      // A row of what may stay as it is has the object replace itself.
      if (String(row['name']).endsWith('allowed-if-already-exists')) return compare(row, errorsOfSame(inPod(row['object'])))
      return compare(row, validation.validateCreate(objectOf(inside.kind, inside.wrap(row['object']))))
    })
  }
  for (const [table, kind] of Object.entries(UPDATES)) {
    play(table, (row) => compare(row, validation.validateUpdate(stored(kind, row['newObject']), stored(kind, row['oldObject']))))
  }
  play('env-filekeyref', (row) => {
    const expected = Array.isArray(row['expectedErrs']) ? row['expectedErrs'] : []
    const emptyDir = { volumes: [{ name: 'volume-name', emptyDir: {} }] }
    const errors = validation.validateCreate(objectOf('Pod', inContainer({ env: [row['envVar']] }, emptyDir)))
    const known = errors.filter(({ kind }) => kind !== 'notFound')
    return compare({ expected: expected.length === 0 ? 'valid' : 'invalid', errors: expected }, known)
  })
  play('pod-warnings', compareWarnings)
  return { passed: total - failures.length, total, failures }
}

/** Containers that run before the others. */
function inPod(initContainers: unknown): unknown {
  return inSpec({ initContainers, containers: [{ ...CONTAINER, name: 'app' }] })
}

function errorsOfSame(written: unknown): readonly FieldError[] {
  return validation.validateUpdate(stored('Pod', written), stored('Pod', written))
}

function objectOf(kind: Kind, written: unknown): ApiObject {
  const value = isRecord(written) ? written : {}
  const { draft } = decodeStruct(TABLE_BY_KIND[kind], asJson({ status: {}, spec: {}, ...Object(plain(value)) }))
  return { ...objectFromDraft(kind, draft, 'kept'), kind } as ApiObject
}

/** An object as it comes from the store: upstream's tests fill in a name and a version where they do not matter. */
function stored(kind: Kind, written: unknown): ApiObject {
  const object = isRecord(written) ? written : {}
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {}
  const name = metadata['name'] === undefined || metadata['name'] === '' ? 'name' : metadata['name']
  return objectOf(kind, { ...object, metadata: { ...metadata, name, resourceVersion: '1' } })
}

/** Bytes and repetitions written out. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!isRecord(value)) return value
  if (typeof value['$bytesRepeat'] === 'number') return Buffer.alloc(Number(value['count']), value['$bytesRepeat']).toString('base64')
  if (isRecord(value['$bytesRepeat']))
    return Buffer.from(String(value['$bytesRepeat']['$bytes']).repeat(Number(value['count']))).toString('base64')
  if (typeof value['$bytes'] === 'string') return Buffer.from(value['$bytes']).toString('base64')
  if (typeof value['$repeat'] === 'string') return value['$repeat'].repeat(Number(value['count']))
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]))
}

function compare(row: Row, errors: readonly FieldError[]): string | undefined {
  const text = errors.map(printFieldError).join('; ')
  if (row['expected'] === 'valid') return errors.length === 0 ? undefined : text
  if (errors.length === 0) return 'accepted'
  const part = row['messageSubstring']
  if (typeof part === 'string' && !text.includes(part.replace(/^field/, ''))) return text
  const wanted = Array.isArray(row['errors']) ? row['errors'].filter(isRecord) : []
  const causes = errors.map(causeOf)
  const isMissing = wanted.some(
    ({ type, field = '' }) => !causes.some((cause) => cause.reason === type && cause.field.endsWith(String(field).replace(/^field/, ''))),
  )
  return isMissing ? text : undefined
}

/** Upstream plays templates as Pods; some kinds of warnings are of the parts that our own sentence leaves out. */
function compareWarnings(row: Row): string | undefined {
  if (!isRecord(row['template'])) return undefined
  const wanted = listOf(row['warnings']).map(String)
  // Upstream's function does not look at names; that of a new Pod is warned of as well.
  const given = validation.warningsFor(stored('Pod', row['template']), undefined)
  return JSON.stringify([...given].sort()) === JSON.stringify([...wanted].sort()) ? undefined : given.join('; ')
}
