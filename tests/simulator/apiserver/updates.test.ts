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

describe('a strategic merge patch (D-12)', () => {
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
