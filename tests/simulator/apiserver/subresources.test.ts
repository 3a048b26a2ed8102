// The parts of objects that are written by themselves: `status` and `scale`.
// k8s.io/kubernetes pkg/apis/{apps,batch,core}/validation, pkg/registry/apps/deployment/storage/storage.go

import { describe, expect, test } from 'vitest'
import type { ApiResponse } from '../../../src/simulator/api/client.ts'
import type { Kind } from '../../../src/simulator/api/kinds.ts'
import type { JsonValue } from '../../../src/simulator/base/json.ts'
import { TestServer, objectIn, podWith, problemsIn } from './server.ts'

const TEMPLATE = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx' }] } }
const KEY = { namespace: 'default', name: 'web' }

function serverWith(object: object): TestServer {
  const server = new TestServer()
  objectIn(server.create(object))
  return server
}

function deployment(): TestServer {
  return serverWith({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: TEMPLATE },
  })
}

function patchStatus(server: TestServer, kind: Kind, body: JsonValue): ApiResponse {
  return server.ask({ verb: 'patch', kind, key: KEY, subresource: 'status', patchType: 'merge', body })
}

function patchScale(server: TestServer, body: JsonValue, patchType: 'strategic' | 'merge' = 'merge'): ApiResponse {
  return server.ask({ verb: 'patch', kind: 'Deployment', key: KEY, subresource: 'scale', patchType, body })
}

function replaceScale(server: TestServer, body: JsonValue): ApiResponse {
  return server.ask({ verb: 'update', kind: 'Deployment', key: KEY, subresource: 'scale', body })
}

function messageOf(response: ApiResponse): string {
  return response.ok ? '' : response.status.message
}

describe('scale', () => {
  test('a number below zero is refused as one of a Scale', () => {
    expect(messageOf(patchScale(deployment(), { spec: { replicas: -1 } }))).toBe(
      'Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    )
  })

  test('nothing but the number goes into the object, and unknown fields are warned of', () => {
    const server = deployment()
    const response = patchScale(server, { metadata: { labels: { a: 'b' } }, spec: { replicas: 5, paused: true } })
    expect(response.warnings).toEqual(['unknown field "spec.paused"'])
    expect(objectIn(response)).toMatchObject({ spec: { replicas: 5 } })
    expect(objectIn(response).metadata.labels).toBeUndefined()
    expect(objectIn(response)).not.toHaveProperty('spec.paused')
  })

  test('a number that is taken away is none', () => {
    expect(objectIn(patchScale(deployment(), { spec: null }))).toMatchObject({ spec: { replicas: 0 } })
  })

  test('another Scale replaces it, and no other kind does', () => {
    const server = deployment()
    const scale = { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: 'web' }, spec: { replicas: 3 } }
    expect(objectIn(replaceScale(server, scale))).toMatchObject({ kind: 'Deployment', spec: { replicas: 3 } })
    expect(messageOf(replaceScale(server, { ...scale, apiVersion: 'apps/v1', kind: 'Deployment' }))).toBe(
      'Deployment in version "v1" cannot be handled as a Scale: converting (v1.Deployment) to (autoscaling.Scale): unknown conversion',
    )
    expect(messageOf(replaceScale(server, { ...scale, spec: { replicas: 'x' } }))).toBe(
      'Scale in version "v1" cannot be handled as a Scale: json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32',
    )
    expect(messageOf(replaceScale(server, { ...scale, metadata: { name: 'web', resourceVersion: '1' } }))).toContain(
      'Operation cannot be fulfilled on deployments.apps "web": the object has been modified',
    )
  })

  test('a patch of another object than the one that is there is a conflict', () => {
    expect(messageOf(patchScale(deployment(), { metadata: { uid: 'x' } }))).toContain(
      'Operation cannot be fulfilled on deployments/scale.apps "web": Precondition failed: UID in precondition: x',
    )
  })
})

describe('a patch that names another kind', () => {
  test('is not looked at where the patch is strategic', () => {
    expect(objectIn(patchScale(deployment(), { kind: 'Foo', apiVersion: 'a/b/c' }, 'strategic'))).toMatchObject({ kind: 'Deployment' })
    expect(objectIn(deployment().patch('Deployment', 'web', { kind: 'ReplicaSet' }, 'strategic'))).toMatchObject({ kind: 'Deployment' })
  })

  test.each([
    [{ kind: 'ReplicaSet' }, 'converting (v1.ReplicaSet) to (apps.Deployment): unknown conversion'],
    [{ kind: 'Foo' }, 'no kind "Foo" is registered for version "apps/v1" in scheme'],
    [{ apiVersion: 'v1' }, 'no kind "Deployment" is registered for version "v1" in scheme'],
    [{ apiVersion: 'a/b/c' }, 'unexpected GroupVersion string: a/b/c'],
    [{ kind: 5 }, "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string"],
  ])('makes an object of that kind otherwise: %j', (body, why) => {
    expect(problemsIn(deployment().patch('Deployment', 'web', body)).join('')).toContain(why)
  })
})

describe('status', () => {
  test('numbers are not negative and no part is more than all', () => {
    expect(
      problemsIn(patchStatus(deployment(), 'Deployment', { status: { replicas: 1, readyReplicas: 2, availableReplicas: 3 } })),
    ).toEqual([
      'status.readyReplicas: Invalid value: 2: cannot be greater than status.replicas',
      'status.availableReplicas: Invalid value: 3: cannot be greater than status.replicas',
      'status.availableReplicas: Invalid value: 3: cannot be greater than readyReplicas',
    ])
    expect(problemsIn(patchStatus(deployment(), 'Deployment', { status: { collisionCount: -1 } }))).toEqual([
      'status.collisionCount: Invalid value: -1: must be greater than or equal to 0',
    ])
  })

  test('spec and labels of a Deployment stay as they are', () => {
    const written = objectIn(patchStatus(deployment(), 'Deployment', { metadata: { labels: { a: 'b' } }, spec: { replicas: 9 } }))
    expect(written).toMatchObject({ spec: { replicas: 2 } })
    expect(written.metadata.labels).toBeUndefined()
  })

  test('the class of a Pod is never another, and its addresses are addresses', () => {
    const server = serverWith(podWith({}, { name: 'web' }))
    const refused = patchStatus(server, 'Pod', {
      status: { qosClass: 'Guaranteed', podIP: 'x', conditions: [{ type: 'a b', status: 'True' }], observedGeneration: -1 },
    })
    expect(problemsIn(refused).map((problem) => problem.slice(0, problem.indexOf(': ')))).toEqual([
      'status.conditions[0].Type',
      'status.observedGeneration',
      'status.qosClass',
      'status.podIPs[0]',
    ])
    expect(objectIn(patchStatus(server, 'Pod', { status: null }))).toMatchObject({ status: { qosClass: 'BestEffort' } })
    expect(objectIn(patchStatus(server, 'Pod', { status: { podIP: '10.0.0.1' } }))).toMatchObject({
      status: { podIPs: [{ ip: '10.0.0.1' }] },
    })
  })

  test('a Job is not complete and failed at once', () => {
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'web' } }
    const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'web', image: 'nginx' }] } }
    const server = serverWith({ ...job, spec: { template } })
    const conditions = ['Complete', 'Failed'].map((type) => ({ type, status: 'True' }))
    expect(problemsIn(patchStatus(server, 'Job', { status: { conditions } }))).toEqual([
      'status.conditions: Invalid value: cannot set Complete=True and Failed=true conditions',
      'status.completionTime: Required value: completionTime is required for Complete jobs',
      'status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition',
      'status.conditions: Invalid value: cannot set Complete=True condition without the SuccessCriteriaMet=true condition',
      'status.startTime: Required value: startTime is required for finished job',
    ])
  })

  test('only a Service for load balancers has an address of one', () => {
    const server = serverWith({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } })
    expect(problemsIn(patchStatus(server, 'Service', { status: { loadBalancer: { ingress: [{ ip: '10.0.0.1' }] } } }))).toEqual([
      "status.loadBalancer.ingress: Forbidden: may only be used when `spec.type` is 'LoadBalancer'",
    ])
  })
})
