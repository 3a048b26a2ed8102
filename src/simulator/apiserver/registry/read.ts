// GET, LIST with label and field selectors, and WATCH.

import type { WatchEvent, WatchRequest } from '../../api/client.ts'
import type { Kind } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import type { PartFinder, PartsInUse } from '../../base/parts.ts'
import type { Result } from '../../base/result.ts'
import { success } from '../../base/result.ts'
import { badRequest, notFound } from '../refusal.ts'
import type { Outcome, RequestContext, RequestOf, ServerParts } from '../server-parts.ts'
import type { ApiServerState } from '../store.ts'
import { StateView, findObject } from '../store.ts'
import { eventsSince } from '../watch-cache.ts'
import { answer, refuse } from './outcomes.ts'
import type { Selectors, Selects } from './selection.ts'

const EVERYTHING: Result<Selects, string> = success(() => true)

export function get(context: RequestContext, { kind, key }: RequestOf<'get'>): Outcome {
  const object = findObject(context.state, kind, key)
  return object === undefined ? refuse(context, notFound(kind, key.name)) : answer(context, object)
}

export function list(context: RequestContext, request: RequestOf<'list'>): Outcome {
  const { kind, namespace } = request
  const selects = selection(kind, request, context.parts)
  if (!selects.ok) return refuse(context, badRequest(selects.problem))
  const objects = new StateView(context.state).list(kind, namespace).filter(selects.value)
  return {
    state: context.state,
    response: { ok: true, code: 200, objects, resourceVersion: String(context.state.resourceVersion), warnings: [] },
    changes: [],
  }
}

/** Without selectors nobody has to read any. */
function selection(
  kind: Kind,
  { labelSelector = '', fieldSelector = '' }: Selectors,
  parts: PartFinder<ServerParts>,
): Result<Selects, string> {
  if (labelSelector === '' && fieldSelector === '') return EVERYTHING
  return parts.find('selectors')?.read(kind, { labelSelector, fieldSelector }) ?? EVERYTHING
}

/**
 * What a watcher hears since a version, oldest first. An object that begins to fit the selectors was added for it, one that fits them
 * no more was deleted, as it last fitted.
 *
 * @returns undefined when that is too long ago, or when its selectors can't be read yet: in both cases the objects are listed again.
 * @source apiserver/pkg/storage/cacher/cache_watcher.go convertToWatchEvent
 */
export function watch(state: ApiServerState, request: WatchRequest, parts: PartsInUse<ServerParts>): readonly WatchEvent[] | undefined {
  const { kind, namespace } = request
  const selects = selection(kind, request, parts)
  if (parts.lacks.length > 0) return undefined
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
