// GET, LIST with label and field selectors, and WATCH.

import type { WatchEvent, WatchRequest } from '../../api/client.ts'
import type { ApiObject } from '../../api/objects.ts'
import { badRequest, notFound } from '../refusal.ts'
import type { ApiServerState } from '../store.ts'
import { findObject, viewState } from '../store.ts'
import { eventsSince } from '../watch-cache.ts'
import type { Outcome, RequestContext, RequestOf } from './request-context.ts'
import { answer, refuse } from './request-context.ts'
import { readSelectors } from './selection.ts'

export function get(context: RequestContext, { kind, key }: RequestOf<'get'>): Outcome {
  const object = findObject(context.state, kind, key)
  return object === undefined ? refuse(context, notFound(kind, key.name)) : answer(context, object)
}

export function list(context: RequestContext, request: RequestOf<'list'>): Outcome {
  const { kind, namespace } = request
  const selects = readSelectors(kind, request)
  if (!selects.ok) return refuse(context, badRequest(selects.problem))
  const objects = viewState(context.state).list(kind, namespace).filter(selects.value)
  return {
    state: context.state,
    response: { ok: true, code: 200, objects, resourceVersion: String(context.state.resourceVersion), warnings: [] },
    changes: [],
  }
}

/**
 * What a watcher hears since a version, oldest first. An object that begins to fit the selectors was added for it, one that fits them
 * no more was deleted, as it last fitted.
 *
 * @returns undefined when that is too long ago.
 * @source apiserver/pkg/storage/cacher/cache_watcher.go convertToWatchEvent
 */
export function watch(state: ApiServerState, request: WatchRequest): readonly WatchEvent[] | undefined {
  const { kind, namespace } = request
  const selects = readSelectors(kind, request)
  if (!selects.ok) return []
  const fits = (object: ApiObject | undefined): boolean => object !== undefined && selects.value(object)
  return eventsSince(state.recent, request.resourceVersion)?.flatMap(({ type, object, previous }): readonly WatchEvent[] => {
    if (object.kind !== kind || (namespace !== '' && object.metadata.namespace !== namespace)) return []
    const isIn = type !== 'DELETED' && fits(object)
    const wasIn = fits(previous)
    if (!isIn && !wasIn) return []
    if (isIn) return [{ type: wasIn ? 'MODIFIED' : 'ADDED', object, previous }]
    const last = previous ?? object
    const { resourceVersion } = object.metadata
    return [{ type: 'DELETED', object: { ...last, metadata: { ...last.metadata, ...(resourceVersion && { resourceVersion }) } }, previous }]
  })
}
