// Upstream's tables of the kubelet's volumes: which files a payload holds, and when the atomic writer writes.

import type { ConfigMap, Secret } from '../../../src/simulator/api/fields/core.ts'
import type { Pod } from '../../../src/simulator/api/fields/pod.ts'
import type { Volume } from '../../../src/simulator/api/fields/volume.ts'
import type { DirectoryNode, FileSystemNode } from '../../../src/simulator/api/file-system.ts'
import { failure, success } from '../../../src/simulator/base/result.ts'
import { emptyRoot, writeAtomically } from '../../../src/simulator/kubelet/atomic-writer.ts'
import type { Payload } from '../../../src/simulator/kubelet/payload-file.ts'
import { payloadOf } from '../../../src/simulator/kubelet/payload.ts'
import { cleanPayload } from '../../../src/simulator/kubelet/payload-paths.ts'
import { findInVolume, listFiles } from '../../../src/simulator/kubelet/volume-path.ts'
import type { AreaResult, Failure } from '../area.ts'
import type { Source } from '../source.ts'
import { isRecord } from '../source.ts'

export const area = 'tables'

type Row = Readonly<Record<string, unknown>>

const PLAYERS: Readonly<Record<string, (row: Row) => string | undefined>> = {
  'payload-configmap': (row) => comparePayload(row, { configMap: { name: 'o', ...selection(row) } }),
  'payload-secret': (row) => comparePayload(row, { secret: { secretName: 'o', ...selection(row) } }),
  'payload-projected-configmap': (row) =>
    comparePayload(row, projected(row, { configMap: { name: 'o', ...itemsOf(row), ...optionalOf(row) } })),
  'payload-projected-secret': (row) => comparePayload(row, projected(row, { secret: { name: 'o', ...itemsOf(row), ...optionalOf(row) } })),
  'payload-projected-downwardapi': (row) => comparePayload(row, projected(row, { downwardAPI: { items: row['volumeFile'] } })),
  'payload-projected-satoken': compareToken,
  'atomic-validate-payload': (row) => comparePaths(row),
  'atomic-write-once': compareFirst,
  'atomic-paths-to-remove': compareRemoved,
  'atomic-update': compareUpdate,
  'atomic-multiple-updates': compareUpdates,
}

export function run(source: Source, only?: string): AreaResult {
  const failures: Failure[] = []
  let total = 0
  for (const [table, play] of Object.entries(PLAYERS)) {
    const file = source.json(`tables/${table}.json`)
    const rows = isRecord(file) && Array.isArray(file['cases']) ? file['cases'].filter(isRecord) : []
    for (const row of rows) {
      const id = `${table}/${String(row['name'])}`
      if (row['incomplete'] === true || (only !== undefined && only !== id)) continue
      total += 1
      const problem = play(row)
      if (problem !== undefined) failures.push({ id, expected: JSON.stringify(row), actual: problem })
    }
  }
  return { passed: total - failures.length, total, failures }
}

function itemsOf(row: Row): object {
  return row['mappings'] === undefined || row['mappings'] === null ? {} : { items: row['mappings'] }
}

function optionalOf(row: Row): object {
  return row['optional'] === undefined ? {} : { optional: row['optional'] }
}

function selection(row: Row): object {
  return { ...itemsOf(row), ...optionalOf(row), defaultMode: row['mode'] }
}

function projected(row: Row, source: object): object {
  return { projected: { defaultMode: row['mode'], sources: [source] } }
}

function textOf(value: unknown): string {
  return isRecord(value) && typeof value['$bytes'] === 'string' ? value['$bytes'] : typeof value === 'string' ? value : ''
}

function base64(values: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(isRecord(values) ? values : {}).map(([key, value]) => [key, Buffer.from(textOf(value)).toString('base64')]),
  )
}

function comparePayload(row: Row, source: object): string | undefined {
  const object = isRecord(row['configMap']) ? row['configMap'] : isRecord(row['secret']) ? row['secret'] : undefined
  const metadata = { name: 'o', namespace: 'default' }
  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    data: object?.['data'] ?? {},
    binaryData: base64(object?.['binaryData']),
  } as ConfigMap
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, data: base64(object?.['data']) } as Secret
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'default' },
    spec: { containers: [] },
    status: {},
    ...(isRecord(row['pod']) ? row['pod'] : {}),
  } as unknown as Pod
  const answer = payloadOf({ name: 'v', ...source } as Volume, {
    pod,
    place: { podIP: '', hostIP: '', nodeName: '' },
    configuration: { configMap: () => success(configMap), secret: () => success(secret) },
  })
  const made = answer ?? failure('no payload')
  if (row['success'] === false) return made.ok ? 'accepted' : undefined
  if (!made.ok) return made.problem
  const got = Object.fromEntries(
    [...made.value].map(([path, { content, mode }]) => [
      path,
      [typeof content === 'string' ? content : Buffer.from(content).toString(), mode],
    ]),
  )
  const wanted = Object.fromEntries(
    Object.entries(isRecord(row['payload']) ? row['payload'] : {}).map(([path, file]) => [
      path,
      isRecord(file) ? [textOf(file['data']), file['mode']] : [],
    ]),
  )
  return sorted(got) === sorted(wanted) ? undefined : sorted(got)
}

function sorted(record: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)))
}

function payloadFrom(value: unknown): Payload {
  return new Map(
    Object.entries(isRecord(value) ? value : {}).map(([path, file]) => [
      path,
      { content: isRecord(file) ? textOf(file['data']) : '', mode: isRecord(file) ? Number(file['mode']) : 0, source: undefined },
    ]),
  )
}

function writing(index: number) {
  return { epochMs: 1000 * index, chance: { seed: 1, stream: 'table' }, index, uid: 0, gid: 0, fsGroup: undefined }
}

function compareUpdate(row: Row): string | undefined {
  const first = payloadFrom(row['first'])
  const { root } = writeAtomically(emptyRoot(writing(0), 0o777), undefined, first, writing(0))
  const { root: next } = writeAtomically(root, first, payloadFrom(row['next']), writing(1))
  const wrote = next !== root
  return wrote === row['shouldWrite'] ? checkFiles(next, payloadFrom(row['next'])) : `wrote: ${String(wrote)}`
}

function compareUpdates(row: Row): string | undefined {
  let root: DirectoryNode = emptyRoot(writing(0), 0o777)
  let before: Payload | undefined
  for (const [index, each] of (Array.isArray(row['payloads']) ? row['payloads'] : []).entries()) {
    const payload = payloadFrom(each)
    root = writeAtomically(root, before, payload, writing(index)).root
    before = payload
    const problem = checkFiles(root, payload)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** Who signs tokens is upstream's stand-in: only where they lie and who may read them is compared. */
function compareToken(row: Row): string | undefined {
  const securityContext = { runAsUser: row['fsUser'], fsGroup: row['fsGroup'] }
  const sources = [{ serviceAccountToken: { path: row['path'], audience: row['audience'], expirationSeconds: row['expiration'] } }]
  const answer = payloadOf({ name: 'v', projected: { defaultMode: row['defaultMode'], sources } } as unknown as Volume, {
    pod: { metadata: { namespace: 'n', name: 'p' }, spec: { containers: [{ name: 'c' }], securityContext } } as unknown as Pod,
    place: { podIP: '', hostIP: '', nodeName: '' },
    configuration: { configMap: () => failure(''), secret: () => failure('') },
  })
  const made = answer ?? failure('no payload')
  if (row['wantErr'] !== undefined) return made.ok ? 'accepted' : undefined
  if (!made.ok) return made.problem
  const got = [...made.value].map(([path, { mode }]) => `${path} ${String(mode)}`).join()
  const wanted = Object.entries(Object(row['wantPayload']))
    .map(([path, file]) => `${path} ${String(Object(file)['mode'])}`)
    .join()
  return got === wanted ? undefined : got
}

function comparePaths(row: Row): string | undefined {
  const made = cleanPayload(payloadFrom(row['payload']))
  if (!made.ok) return row['valid'] === false ? undefined : made.problem
  const got = [...made.value.keys()].join()
  const wanted = Array.isArray(row['expected']) ? row['expected'].join() : ''
  return row['valid'] === true && got === wanted ? undefined : got
}

function compareFirst(row: Row): string | undefined {
  const made = cleanPayload(payloadFrom(row['payload']))
  if (!made.ok) return row['success'] === false ? undefined : made.problem
  if (row['success'] === false) return 'accepted'
  return checkFiles(writeAtomically(emptyRoot(writing(0), 0o777), undefined, made.value, writing(0)).root, made.value)
}

/** Upstream lists folders that become empty as well; they go with their last file. */
function compareRemoved(row: Row): string | undefined {
  const [before, after] = [payloadFrom(row['payload1']), payloadFrom(row['payload2'])]
  const { root } = writeAtomically(emptyRoot(writing(0), 0o777), undefined, before, writing(0))
  const { root: next } = writeAtomically(root, before, after, writing(1))
  const gone = Array.isArray(row['expected']) ? row['expected'].map(String) : []
  const left = gone.find((path) => findInVolume(next, path) !== undefined)
  return left === undefined ? checkFiles(next, after) : `${left} is there`
}

/** Every file of the payload and no other is seen through the links. */
function checkFiles(root: DirectoryNode, payload: Payload): string | undefined {
  for (const [path, { content }] of payload) {
    const found: FileSystemNode | undefined = findInVolume(root, path)
    if (found?.kind !== 'file' || found.content !== content) return `${path} is not there`
  }
  const seen = listFiles(root).length
  const names = new Set(
    [...payload.keys()].map((path) =>
      path
        .split('/')
        .filter((step) => step !== '.')
        .join('/'),
    ),
  )
  return seen === names.size ? undefined : `${String(seen)} files are seen`
}
