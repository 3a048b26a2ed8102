// Upstream's tables of a container's environment, of references in values, and of the suffixes that follow from content.

import type { Container } from '../../../src/simulator/api/fields/container.ts'
import type { ConfigMap, Secret } from '../../../src/simulator/api/fields/core.ts'
import type { Pod } from '../../../src/simulator/api/fields/pod.ts'
import type { Service } from '../../../src/simulator/api/fields/service.ts'
import type { Result } from '../../../src/simulator/base/result.ts'
import { failure, success } from '../../../src/simulator/base/result.ts'
import { makeEnvironment } from '../../../src/simulator/kubelet/environment.ts'
import { expand } from '../../../src/simulator/kubelet/expansion.ts'
import { serviceVariables } from '../../../src/simulator/kubelet/service-variables.ts'
import { kubectlHash, kustomizeHash } from '../../../src/simulator/kubectl/hash.ts'
import { asJson } from '../api-answer.ts'
import type { AreaResult, Failure } from '../area.ts'
import type { Source } from '../source.ts'
import { isRecord } from '../source.ts'

export const area = 'tables'

type Row = Readonly<Record<string, unknown>>

/** The Services that upstream's test of the environment has. */
const SERVICES = [
  serviceOf('kubernetes', 'default', '1.2.3.1', 8081),
  serviceOf('test', 'test1', '1.2.3.3', 8083),
  serviceOf('kubernetes', 'test2', '1.2.3.4', 8084),
  serviceOf('test', 'test2', '1.2.3.5', 8085),
  serviceOf('test', 'test2', 'None', 8085),
  serviceOf('test', 'test2', '', 8085),
  serviceOf('not-special', 'default', '1.2.3.8', 8088),
]

export function run(source: Source, only?: string): AreaResult {
  const failures: Failure[] = []
  let total = 0
  const play = (id: string, row: unknown, check: () => string | undefined): void => {
    if (only !== undefined && only !== id) return
    total += 1
    const problem = check()
    if (problem !== undefined) failures.push({ id, expected: JSON.stringify(row), actual: problem })
  }
  for (const row of rowsOf(source.json('tables/make-environment-variables.json'), 'cases')) {
    if (row['incomplete'] === true) continue
    play(`make-environment-variables/${String(row['name'])}`, row, () => compareEnvironment(row))
  }
  for (const group of rowsOf(source.json('tables/expansion/expand.json'), 'groups')) {
    const maps = Array.isArray(group['env']) ? group['env'].filter(isRecord) : []
    for (const row of rowsOf(group, 'cases')) {
      const input = String(row['input'])
      play(`expansion/${String(group['test'])}/${input}`, row, () => {
        const got = expand(input, (name) => textOf(maps.find((map) => map[name] !== undefined)?.[name]))
        return got === row['expected'] ? undefined : got
      })
    }
  }
  const hashes = source.json('tables/kustomize-hash/hash.json')
  for (const [tool, hash] of [
    ['kubectl', kubectlHash],
    ['kustomize', kustomizeHash],
  ] as const) {
    for (const row of rowsOf(isRecord(hashes) ? hashes[tool] : undefined, 'vectors')) {
      play(`hash/${tool}/${String(row['kind'])} ${String(row['name'])}`, row, () => {
        const object = asJson(hashed(row))
        const got = isRecord(object) ? hash(object) : ''
        return got === row['hash'] ? undefined : got
      })
    }
  }
  return { passed: total - failures.length, total, failures }
}

/** The vectors hold bytes as texts under names of their own. */
function hashed(row: Row): unknown {
  const { name, dataText, binaryDataText, ...rest }: Row = isRecord(row['object']) ? row['object'] : {}
  const bytes = (texts: unknown) => Object.fromEntries(Object.entries(Object(texts)).map(([key, text]) => [key, { $bytes: text }]))
  return plain({
    ...rest,
    kind: row['kind'],
    metadata: { name },
    ...(dataText === undefined ? {} : { data: bytes(dataText) }),
    ...(binaryDataText === undefined ? {} : { binaryData: bytes(binaryDataText) }),
  })
}

function rowsOf(value: unknown, field: string): readonly Row[] {
  const list = isRecord(value) ? value[field] : undefined
  return Array.isArray(list) ? list.filter(isRecord) : []
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function serviceOf(name: string, namespace: string, clusterIP: string, port: number): Service {
  const spec = { clusterIP, ports: [{ port, protocol: 'TCP', targetPort: port }] }
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec, status: {} } as unknown as Service
}

/** Bytes as Secrets hold them. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!isRecord(value)) return value
  if (typeof value['$bytes'] === 'string') return Buffer.from(value['$bytes']).toString('base64')
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]))
}

/** Upstream's client finds the one object whatever it is asked for. */
function find<T>(kind: 'ConfigMap' | 'Secret', written: unknown, name: string): Result<T, string> {
  if (!isRecord(written)) return failure(`${kind} ${name} not found`)
  return success({ ...Object(plain(written)), kind, apiVersion: 'v1' } as T)
}

/** Upstream's test has a node without Services, and one that has not heard of them yet. */
function servicesOf(row: Row, namespace: string, links: boolean): ReadonlyMap<string, string> | undefined {
  if (row['unsyncedServices'] === true) return undefined
  return row['nilLister'] === true ? new Map() : serviceVariables(SERVICES, namespace, links)
}

function compareEnvironment(row: Row): string | undefined {
  const links = row['enableServiceLinks'] === true
  const namespace = String(row['ns'])
  const pod = {
    metadata: {
      namespace,
      name: 'dapi-test-pod-name',
      annotations: row['staticPod'] === true ? { 'kubernetes.io/config.source': 'file' } : row['podAnnotations'],
    },
    spec: {
      containers: [],
      serviceAccountName: 'special',
      nodeName: 'node-name',
      enableServiceLinks: row['enableServiceLinks'] ?? undefined,
    },
  } as unknown as Pod
  const made = makeEnvironment({
    pod,
    container: (isRecord(row['container']) ? row['container'] : {}) as unknown as Container,
    place: { podIP: '1.2.3.4', hostIP: '', nodeName: 'node-name' },
    configuration: {
      configMap: (_, name) => find<ConfigMap>('ConfigMap', row['configMap'], name),
      secret: (_, name) => find<Secret>('Secret', row['secret'], name),
    },
    services: servicesOf(row, namespace, links),
    volumes: { root: () => undefined, path: () => '' },
  })
  if (row['expectedError'] === true) return made.ok ? 'no error' : undefined
  if (!made.ok) return made.problem
  const sorted = (pairs: readonly (readonly [string, string])[]) => JSON.stringify([...pairs].sort(([a], [b]) => (a < b ? -1 : 1)))
  const got = sorted(made.value.map(({ name, value }) => [name, value] as const))
  const wanted = sorted(rowsOf(row, 'expectedEnvs').map((each) => [String(each['name']), textOf(each['value']) ?? ''] as const))
  return got === wanted ? undefined : got
}
