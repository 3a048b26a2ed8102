// An API server for tests: an empty cluster, and what it says to one request after another.

import type { ApiRequest, ApiResponse } from '../../../src/simulator/api/client.ts'
import type { Kind } from '../../../src/simulator/api/kinds.ts'
import type { ApiObject } from '../../../src/simulator/api/objects.ts'
import { apiServer } from '../../../src/simulator/apiserver/parts/all.ts'
import type { JsonValue } from '../../../src/simulator/base/json.ts'
import { MOMENT, asJson, emptyCluster, kindOf } from '../../conformance/api-answer.ts'

const EMPTY = emptyCluster()

export class TestServer {
  state = EMPTY

  ask(request: ApiRequest): ApiResponse {
    const { state, response } = apiServer.handle(this.state, request, MOMENT)
    this.state = state
    return response
  }

  create(object: object): ApiResponse {
    const info = kindOf(object)
    if (info === undefined) throw new Error(`not a kind that is served: ${JSON.stringify(object)}`)
    const namespace = info.namespaced ? 'default' : ''
    return this.ask({ verb: 'create', kind: info.kind, namespace, body: asJson(object), fieldValidation: 'Strict' })
  }

  patch(kind: Kind, name: string, body: JsonValue, patchType: 'strategic' | 'merge' | 'json' = 'merge'): ApiResponse {
    return this.ask({ verb: 'patch', kind, key: { namespace: 'default', name }, body, patchType, fieldValidation: 'Strict' })
  }
}

/** What was stored or sent back; a refusal fails the test. */
export function objectIn(response: ApiResponse): ApiObject {
  if (!response.ok || !('object' in response)) throw new Error(response.ok ? 'no single object was asked for' : response.status.message)
  return response.object
}

/** Each thing that is wrong with a new object, as `field: message`; none when it is taken. */
export function problemsOf(object: object): readonly string[] {
  return problemsIn(new TestServer().create(object))
}

export function problemsIn(response: ApiResponse): readonly string[] {
  if (response.ok) return []
  const causes = response.status.details?.causes ?? []
  // Metadata is looked at twice in an update; the same complaint counts once here.
  return causes.length === 0 ? [response.status.message] : [...new Set(causes.map(({ field, message }) => `${field ?? ''}: ${message}`))]
}

/** What the author of a new object is warned of. */
export function warningsFor(object: object): readonly string[] {
  return new TestServer().create(object).warnings
}

/** A Pod with one good container; `spec` goes over it. */
export function podWith(spec: object, metadata: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', ...metadata },
    spec: { containers: [{ name: 'web', image: 'nginx:1.29' }], ...spec },
  }
}

/** A Pod whose one container says this besides. */
export function podWithContainer(container: object, spec: object = {}): object {
  return podWith({ containers: [{ name: 'web', image: 'nginx:1.29', ...container }], ...spec })
}

/** A Job whose template has one good container; `spec` goes over it. */
export function jobWith(spec: object): object {
  const template = { spec: { containers: [{ name: 'app', image: 'busybox:1.36' }], restartPolicy: 'Never' } }
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'work' }, spec: { template, ...spec } }
}
