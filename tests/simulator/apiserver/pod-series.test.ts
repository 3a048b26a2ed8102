import { describe, expect, test } from 'vitest'
import type { ApiResponse } from '../../../src/simulator/api/client.ts'
import type { ApiObject } from '../../../src/simulator/api/objects.ts'
import type { JsonObject } from '../../../src/simulator/base/json.ts'
import { TestServer, objectIn } from './server.ts'

const container = { name: 'app', image: 'busybox:1.36', env: [{ name: 'A', value: 'b' }] }

/** As a controller sends it: the specification is one value, everything else is made anew. */
function podOf(spec: JsonObject, more: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'web-', labels: { app: 'web' }, ...more }, spec }
}

function send(server: TestServer, body: JsonObject): ApiResponse {
  return server.ask({ verb: 'create', kind: 'Pod', namespace: 'default', body, fieldManager: 'kube-controller-manager' })
}

/** Two Pods from the same specification, and two from equal ones: the first pair goes the short way. */
function pairs(first: JsonObject, second: JsonObject): readonly [short: readonly ApiObject[], long: readonly ApiObject[]] {
  const [one, other] = [new TestServer(), new TestServer()]
  const spec = { containers: [container] }
  return [
    [objectIn(send(one, podOf(spec, first))), objectIn(send(one, podOf(spec, second)))],
    [objectIn(send(other, podOf(structuredClone(spec), first))), objectIn(send(other, podOf(structuredClone(spec), second)))],
  ]
}

describe('Pods that a controller makes of one template', () => {
  test('are the ones that it would get one by one', () => {
    const [short, long] = pairs({}, {})
    expect(JSON.stringify(short)).toBe(JSON.stringify(long))
    expect(short[0]?.metadata.name).not.toBe(short[1]?.metadata.name)
  })

  test('carry what their own metadata says', () => {
    const [short, long] = pairs({}, { labels: { app: 'other' }, annotations: { a: 'b' } })
    expect(JSON.stringify(short)).toBe(JSON.stringify(long))
    expect(short[1]?.metadata.labels).toEqual({ app: 'other' })
  })

  test('are refused when their account is gone, like all others', () => {
    const server = new TestServer()
    const spec = { containers: [container] }
    expect(send(server, podOf(spec)).ok).toBe(true)
    server.ask({ verb: 'delete', kind: 'ServiceAccount', key: { namespace: 'default', name: 'default' } })
    expect(send(server, podOf(spec)).ok).toBe(false)
  })
})
