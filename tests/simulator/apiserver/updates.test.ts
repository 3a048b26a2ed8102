import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../../../src/simulator/base/json.ts'
import { TestServer, objectIn, problemsIn } from './server.ts'

function withConfigMap(): TestServer {
  const server = new TestServer()
  server.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { A: '1' } })
  return server
}

function deploymentServer(): TestServer {
  const server = new TestServer()
  server.create({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx' }] } },
    },
  })
  return server
}

describe('metadata in an update (M-13)', () => {
  test('another time of creation is passed over', () => {
    const response = withConfigMap().patch('ConfigMap', 'settings', { metadata: { creationTimestamp: '2020-01-01T00:00:00Z' } })
    expect(problemsIn(response)).toEqual([])
  })

  test('a time of deletion cannot be set', () => {
    const response = withConfigMap().patch('ConfigMap', 'settings', { metadata: { deletionTimestamp: '2020-01-01T00:00:00Z' } })
    expect(problemsIn(response)).toEqual(['metadata.deletionTimestamp: Invalid value: "2020-01-01T00:00:00Z": field is immutable'])
  })

  test('a patch that takes the namespace away leaves it as it was', () => {
    expect(problemsIn(withConfigMap().patch('ConfigMap', 'settings', { metadata: { namespace: null } }))).toEqual([])
  })

  test('a patch that takes the name away leaves nobody to patch', () => {
    expect(problemsIn(withConfigMap().patch('ConfigMap', 'settings', { metadata: { name: null } }))).toEqual([
      'the name of the object (settings based on URL) was undeterminable: name must be provided',
    ])
  })

  test('a patch to another namespace is refused before one to another name', () => {
    expect(problemsIn(withConfigMap().patch('ConfigMap', 'settings', { metadata: { name: 'x', namespace: 'y' } }))).toEqual([
      'the namespace of the provided object does not match the namespace sent on the request',
    ])
  })

  test('the same owner twice counts once, with a warning', () => {
    const owner = { apiVersion: 'v1', kind: 'Node', name: 'a', uid: 'u' }
    const response = withConfigMap().patch('ConfigMap', 'settings', { metadata: { ownerReferences: [owner, owner] } })
    expect(response.warnings).toEqual([
      '.metadata.ownerReferences contains duplicate entries after mutating admission happens; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: u',
    ])
    expect(response.ok && 'object' in response ? response.object.metadata.ownerReferences?.length : undefined).toBe(1)
  })
})

describe('the version in an update', () => {
  const versioned = (resourceVersion: string) =>
    problemsIn(withConfigMap().patch('ConfigMap', 'settings', { metadata: { resourceVersion }, data: { A: '2' } }))

  test('must be a number, and one that is known', () => {
    expect(versioned('new')).toEqual(['strconv.ParseUint: parsing "new": invalid syntax'])
    expect(versioned('18446744073709551616')).toEqual(['strconv.ParseUint: parsing "18446744073709551616": value out of range'])
    expect(versioned('7')).toEqual([expect.stringMatching(/the object has been modified/)])
  })

  test('0 stands for whatever is stored', () => {
    expect(versioned('0')).toEqual([])
  })
})

describe('managedFields in what somebody sends', () => {
  const sent = (managedFields: JsonValue) =>
    objectIn(withConfigMap().patch('ConfigMap', 'settings', { metadata: { managedFields }, data: { A: '2' } })).metadata.managedFields

  const entry = { manager: 'me', operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: { 'f:data': {} } }

  test('count when all of them can be read', () => {
    expect(sent([entry])).toEqual([entry])
  })

  test.each([
    ['another operation', { ...entry, operation: 'Create' }],
    ['no version', { ...entry, apiVersion: '' }],
    ['fields of another type', { ...entry, fieldsType: 'FieldsV2' }],
    ['a path without its letter', { ...entry, fieldsV1: { data: {} } }],
    ['an item that is no JSON', { ...entry, fieldsV1: { 'f:data': { 'k:{': {} } } }],
  ])('are passed over for one with %s', (_, wrong) => {
    expect(sent([entry, wrong])).toBeUndefined()
  })
})

describe('a Namespace in an update', () => {
  test('is asked what a new one is asked', () => {
    const server = new TestServer()
    server.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } })
    const body = { metadata: { generateName: 'TEAM-' } }
    expect(
      problemsIn(server.ask({ verb: 'patch', kind: 'Namespace', key: { namespace: '', name: 'team' }, body, patchType: 'merge' })),
    ).toEqual([expect.stringMatching(/^metadata.generateName: Invalid value: "TEAM-": a lowercase RFC 1123 label/)])
  })
})

describe('what is frozen', () => {
  test('none is not the same as nothing in it', () => {
    const server = new TestServer()
    server.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'frozen' }, data: { A: '1' }, immutable: true })
    expect(problemsIn(server.patch('ConfigMap', 'frozen', { binaryData: {} }))).toEqual([
      'binaryData: Forbidden: field is immutable when `immutable` is set',
    ])
  })

  test('a claim for storage is shown what would change, and does not shrink', () => {
    const server = new TestServer()
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }
    server.create({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'disk' }, spec })
    const [problem = ''] = problemsIn(
      server.patch('PersistentVolumeClaim', 'disk', { spec: { resources: { requests: { storage: '2Gi' } } } }),
    )
    expect(problem).toMatch(
      /^spec: Forbidden: spec is immutable after creation except .*\n@@ .*\n[^]*- {3}"storage": "1Gi"\n\+ {3}"storage": "2Gi"\n/,
    )
  })
})

describe('a JSON patch', () => {
  const patched = (operations: JsonValue) => problemsIn(withConfigMap().patch('ConfigMap', 'settings', operations, 'json'))

  test('an operation that is nothing is of no kind', () => {
    expect(patched([null])).toEqual(['the server rejected our request due to an error in our request'])
  })

  test('of more than ten thousand operations is too much', () => {
    const operation = { op: 'test', path: '/data/A', value: '1' }
    expect(patched(Array.from({ length: 10_001 }, () => operation))).toEqual([
      'Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001',
    ])
  })

  test('that makes another thing of the object is shown it: sorted where a path went, as stored elsewhere', () => {
    const [problem = ''] = patched([{ op: 'add', path: '/data/B', value: { b: 1, a: 1 } }])
    expect(problem).toMatch(
      /^patch: Invalid value: "\{\\"apiVersion\\":\\"v1\\",\\"data\\":\{\\"A\\":\\"1\\",\\"B\\":\{\\"b\\":1,\\"a\\":1\}\},\\"kind\\":\\"ConfigMap\\",\\"metadata\\":\{\\"name\\"/,
    )
  })
})

describe('a merge patch', () => {
  test('what is new to the object brings no nulls', () => {
    const labels = { a: 'b', c: null }
    const stored = objectIn(withConfigMap().patch('ConfigMap', 'settings', { metadata: { labels } }))
    expect(stored.metadata.labels).toEqual({ a: 'b' })
  })
})

describe('a strategic merge patch (D-12)', () => {
  test('that keeps other keys than it sets has a bad format', () => {
    const response = withConfigMap().patch('ConfigMap', 'settings', { data: { A: '2', $retainKeys: ['B'] } }, 'strategic')
    expect(problemsIn(response)).toEqual(['invalid patch format of retainKeys'])
  })

  test('a directive that is no text is shown as Go shows it', () => {
    const response = withConfigMap().patch('ConfigMap', 'settings', { $patch: 1 }, 'strategic')
    expect(problemsIn(response)).toEqual(['unknown patch type: %!s(int64=1) in map: map[$patch:1]'])
  })

  test('an integer beyond 64 bits is no integer', () => {
    const response = withConfigMap().patch('ConfigMap', 'settings', { data: { A: 12345678901234567000 } }, 'strategic')
    expect(problemsIn(response)).toEqual(['patch: Invalid value: "map[data:map[A:1.2345678901234567e+19]]": unrecognized type: string'])
  })

  test('an integer beyond 32 bits loses its upper half', () => {
    const response = deploymentServer().patch('Deployment', 'web', { spec: { replicas: 99999999999 } }, 'strategic')
    expect(response.ok && 'object' in response && response.object.kind === 'Deployment' ? response.object.spec.replicas : undefined).toBe(
      1215752191,
    )
  })
})

describe('what is set once', () => {
  const claim = (spec: object) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  })

  test('a claim that was made without a class gets one, and then no other', () => {
    const server = new TestServer()
    server.create(claim({}))
    expect(problemsIn(server.patch('PersistentVolumeClaim', 'data', { spec: { storageClassName: 'fast' } }))).toEqual([])
    expect(problemsIn(server.patch('PersistentVolumeClaim', 'data', { spec: { storageClassName: 'slow' } })).join('')).toContain(
      'spec: Forbidden: spec is immutable after creation',
    )
  })

  test('a Job gets no policy later, not even one without rules', () => {
    const server = new TestServer()
    const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'busybox' }] } }
    server.create({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'once' }, spec: { template } })
    expect(problemsIn(server.patch('Job', 'once', { spec: { podFailurePolicy: { rules: [] } } }))).toContain(
      'spec.podFailurePolicy: Invalid value: {"Rules":[]}: field is immutable',
    )
  })
})

test('a share that is no percentage is shown as JSON', () => {
  const response = deploymentServer().patch('Deployment', 'web', { spec: { strategy: { rollingUpdate: { maxSurge: 'a\u0000&' } } } })
  expect(problemsIn(response).join('')).toContain('Invalid value: "a\\u0000\\u0026": a valid percent string')
})
