// How a request ends: refused, answered, or with something stored or taken out, of which watchers hear.

import type { ApiResponse, WatchEvent } from '../../api/client.ts'
import type { ApiObject } from '../../api/objects.ts'
import type { ApiStatus } from '../../api/status.ts'
import type { Outcome, StoreContext } from '../server-parts.ts'
import { withChange } from '../store.ts'

export function refuse(context: StoreContext, status: ApiStatus, warnings: readonly string[] = []): Outcome {
  return { state: context.state, response: { ok: false, status, warnings }, changes: [] }
}

/** Answers with an object without storing anything. */
export function answer(context: StoreContext, object: ApiObject, code: 200 | 201 = 200, warnings: readonly string[] = []): Outcome {
  return { state: context.state, response: { ok: true, code, object, warnings }, changes: [] }
}

/** Stores an object that is new. */
export function storeNew(context: StoreContext, object: ApiObject, warnings: readonly string[]): Outcome {
  return store(context, object, undefined, warnings)
}

/** Stores an object in place of the one before it. */
export function storeNext(context: StoreContext, object: ApiObject, previous: ApiObject, warnings: readonly string[] = []): Outcome {
  return store(context, object, previous, warnings)
}

/** Under the next resourceVersion, and watchers hear of it. */
function store({ state }: StoreContext, object: ApiObject, previous: ApiObject | undefined, warnings: readonly string[]): Outcome {
  const resourceVersion = state.resourceVersion + 1
  const stored = withResourceVersion(object, resourceVersion)
  const isNew = previous === undefined
  const change: WatchEvent = { type: isNew ? 'ADDED' : 'MODIFIED', object: stored, previous }
  const response: ApiResponse = { ok: true, code: isNew ? 201 : 200, object: stored, warnings }
  return { state: withChange(state, change, resourceVersion), response, changes: [change] }
}

/** Takes the object out; watchers hear of it under the next resourceVersion. */
export function removeStored(context: StoreContext, object: ApiObject): Outcome {
  const resourceVersion = context.state.resourceVersion + 1
  const gone = withResourceVersion(object, resourceVersion)
  const change: WatchEvent = { type: 'DELETED', object: gone, previous: object }
  const response: ApiResponse = { ok: true, code: 200, object: gone, warnings: [] }
  return { state: withChange(context.state, change, resourceVersion), response, changes: [change] }
}

function withResourceVersion<T extends ApiObject>(object: T, resourceVersion: number): T {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(resourceVersion) } }
}
