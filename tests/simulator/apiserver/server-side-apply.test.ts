// Server-side apply: what a manifest may look like, who owns what, and what goes when it is left out.
// @source sigs.k8s.io/structured-merge-diff typed, merge, fieldpath

import { describe, expect, test } from 'vitest'
import type { ApiResponse } from '../../../src/simulator/api/client.ts'
import type { Kind } from '../../../src/simulator/api/kinds.ts'
import { asJson } from '../../conformance/api-answer.ts'
import { TestServer, objectIn } from './server.ts'

interface Manifest {
  readonly kind: Kind
  readonly metadata: { readonly name: string }
}

function apply(server: TestServer, manifest: Manifest, manager = 'kubectl', force = false): ApiResponse {
  const key = { namespace: 'default', name: manifest.metadata.name }
  const request = { verb: 'patch', patchType: 'apply', fieldManager: manager, fieldValidation: 'Strict', force } as const
  return server.ask({ ...request, kind: manifest.kind, key, body: asJson(manifest) })
}

function messageOf(response: ApiResponse): string {
  return response.ok ? 'taken' : response.status.message
}

const pod = (spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec }) as const
const deployment = (spec: object, rest: object = {}) =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec }, ...rest },
  }) as const

describe('the key of an item', () => {
  test('that the type always has is empty where nobody wrote it', () => {
    expect(messageOf(apply(new TestServer(), pod({ containers: [{ image: 'nginx' }] })))).toBe(
      'Pod "web" is invalid: spec.containers[0].name: Required value',
    )
  })

  test('that the type may lack must be written', () => {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' }, secrets: [{}] } as const
    expect(messageOf(apply(new TestServer(), account))).toBe(
      'failed to create typed patch object (/web; /v1, Kind=ServiceAccount): .secrets: element 0: associative list with keys has an element that omits all key fields ["name"] (and doesn\'t have default values for any key fields)',
    )
  })
})

describe('what holds other fields', () => {
  const settings = (fields: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, ...fields }) as const

  test('is contested when somebody applied it empty, for it is stored no more', () => {
    const server = new TestServer()
    apply(server, settings({ data: {} }), 'alice')
    expect(messageOf(apply(server, settings({ data: { A: '1' } }), 'bob'))).toBe(
      'Apply failed with 1 conflict: conflict with "alice": .data',
    )
    expect(messageOf(apply(server, settings({ data: { A: '1' } }), 'bob', true))).toBe('taken')
  })
})

describe('what a manifest may look like', () => {
  const start = 'failed to create typed patch object (/web; /v1, Kind=Pod): '
  const wrong: readonly (readonly [object, string])[] = [
    [
      { containers: [{ name: 'web', image: 1.5 }] },
      '.spec.containers[name="web"].image: expected string, got &value.valueUnstructured{Value:1.5}',
    ],
    [
      { containers: [{ name: 'web', image: { a: 'b' } }] },
      '.spec.containers[name="web"].image: expected string, got &value.valueUnstructured{Value:map[string]interface {}{"a":"b"}}',
    ],
    [{ hostNetwork: 'yes' }, '.spec.hostNetwork: expected boolean, got &{yes}'],
    [{ priority: true }, '.spec.priority: expected numeric (int or float), got bool'],
    [{ containers: { name: 'web' } }, '.spec.containers: expected list, got &{map[name:web]}'],
    [{ nodeSelector: ['a'] }, '.spec.nodeSelector: expected map, got &{[a]}'],
    [{ overhead: { cpu: {} } }, '.spec.overhead.cpu: expected any scalar, got &{map[]}'],
    [
      { containers: [{ name: 'web', ports: [{ containerPort: 80 }, { containerPort: 80 }] }] },
      '.spec.containers[name="web"].ports: duplicate entries for key [containerPort=80,protocol="TCP"]',
    ],
    [
      { hostIPC: 1, hostPID: 1e6 },
      'errors:\n  .spec.hostIPC: expected boolean, got &{1}\n  .spec.hostPID: expected boolean, got &{1000000}',
    ],
  ]
  test.each(wrong)('%j', (spec, problem) => {
    expect(messageOf(apply(new TestServer(), pod(spec)))).toBe(start + problem)
  })

  test('nobody writes managedFields', () => {
    const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', managedFields: [] } } as const
    expect(messageOf(apply(new TestServer(), manifest))).toBe('metadata.managedFields must be nil')
  })
})

describe('lists of known items', () => {
  const web = { name: 'web', image: 'nginx:1.29' }
  const side = { name: 'side', image: 'busybox:1.37' }

  test('an item that is left out goes as a whole, with what was filled in', () => {
    const server = new TestServer()
    apply(server, deployment({ containers: [{ ...web, ports: [{ containerPort: 80 }] }, side] }))
    const answer = objectIn(apply(server, deployment({ containers: [web] })))
    expect(answer).toMatchObject({ spec: { template: { spec: { containers: [{ name: 'web' }] } } } })
    expect(answer).not.toHaveProperty('spec.template.spec.containers[1]')
    expect(answer).not.toHaveProperty('spec.template.spec.containers[0].ports')
  })

  test('one that somebody else added stays, and the order of the manifest counts', () => {
    const server = new TestServer()
    apply(server, deployment({ containers: [web] }))
    apply(server, deployment({ containers: [side] }), 'mesh')
    const last = { name: 'last', image: 'busybox:1.37' }
    const answer = objectIn(apply(server, deployment({ containers: [last, web] })))
    expect(answer).toMatchObject({ spec: { template: { spec: { containers: [{ name: 'last' }, { name: 'web' }, { name: 'side' }] } } } })
  })

  test('what is in one place is named before what is further down', () => {
    const server = new TestServer()
    apply(server, deployment({ containers: [{ ...web, env: [{ name: 'A', value: '1' }] }] }, { replicas: 1 }), 'alice')
    const other = deployment({ containers: [{ name: 'web', image: 'nginx:1.30', env: [{ name: 'A', value: '2' }] }] }, { replicas: 2 })
    expect(messageOf(apply(server, other, 'bob'))).toBe(
      [
        'Apply failed with 3 conflicts: conflicts with "alice":',
        '- .spec.replicas',
        '- .spec.template.spec.containers[name="web"].image',
        '- .spec.template.spec.containers[name="web"].env[name="A"].value',
      ].join('\n'),
    )
    expect(messageOf(apply(server, other, 'bob', true))).toBe('taken')
  })
})

const configMap = (data: Readonly<Record<string, string>>) =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data }) as const

test('an apply that changes nothing is not stored', () => {
  const server = new TestServer()
  const first = objectIn(apply(server, configMap({ A: '1' })))
  expect(objectIn(apply(server, configMap({ A: '1' })))).toEqual(first)
  server.patch('ConfigMap', 'web', { data: { B: '2' } })
  expect(objectIn(apply(server, configMap({ A: '1', B: '2' })))).not.toEqual(first)
})

test("managedFields that nobody can read are nobody's", () => {
  const server = new TestServer()
  apply(server, configMap({ A: '1' }))
  const entry = { apiVersion: 'v1', fieldsType: 'FieldsV1', manager: 'kubectl', operation: 'Apply', time: '2026-11-24T00:00:00Z' }
  const fieldsV1 = { 'k:{': {}, 'k:1': {}, data: {}, 'f:data': { 'v:[': {}, 'f:A': {} } }
  server.patch('ConfigMap', 'web', { metadata: { managedFields: [{ ...entry, fieldsV1 }] } })
  expect(objectIn(apply(server, configMap({ B: '1' })))).toMatchObject({ data: { B: '1' } })
})
