// What a command hears of the objects it watches: every write since it last looked, also when several happened at one instant.
// If it looked too long ago for that, it lists them again, and hears only what became of them.
// @source client-go tools/watch/until.go; tools/cache/reflector.go ListAndWatchWithContext

import type { WatchEvent, WatchRequest } from '../../api/client.ts'
import type { ApiObject } from '../../api/objects.ts'
import type { Runtime } from '../runtime.ts'

export interface Watched {
  readonly request: WatchRequest
  /** As they were at the last look, by namespace and name. */
  readonly known: ReadonlyMap<string, ApiObject>
}

/** @param objects  Those that are there already: nothing is heard of what they are now. */
export function watchFrom(runtime: Runtime, request: Omit<WatchRequest, 'resourceVersion'>, objects: readonly ApiObject[]): Watched {
  return {
    request: { ...request, resourceVersion: runtime.cluster.resourceVersion() },
    known: new Map(objects.map((object) => [nameOf(object), object])),
  }
}

export function newsOf(
  runtime: Runtime,
  { request, known }: Watched,
): { readonly events: readonly WatchEvent[]; readonly watched: Watched } {
  const events = runtime.cluster.watch(request) ?? changesOf(known, listed(runtime, request))
  const after = new Map(known)
  for (const { type, object } of events) {
    if (type === 'DELETED') after.delete(nameOf(object))
    else after.set(nameOf(object), object)
  }
  return { events, watched: { request: { ...request, resourceVersion: runtime.cluster.resourceVersion() }, known: after } }
}

function listed(runtime: Runtime, { kind, namespace, labelSelector = '', fieldSelector = '' }: WatchRequest): readonly ApiObject[] {
  const response = runtime.request({ verb: 'list', kind, namespace, labelSelector, fieldSelector })
  return response.ok && 'objects' in response ? response.objects : []
}

function changesOf(known: Watched['known'], objects: readonly ApiObject[]): readonly WatchEvent[] {
  const events: WatchEvent[] = []
  for (const object of objects) {
    const previous = known.get(nameOf(object))
    if (previous?.metadata.resourceVersion === object.metadata.resourceVersion) continue
    events.push({ type: previous === undefined ? 'ADDED' : 'MODIFIED', object, previous })
  }
  const present = new Set(objects.map(nameOf))
  // An object that is gone is shown once more, as it was.
  for (const [name, object] of known) if (!present.has(name)) events.push({ type: 'DELETED', object, previous: object })
  return events.sort((a, b) => Number(a.object.metadata.resourceVersion) - Number(b.object.metadata.resourceVersion))
}

function nameOf({ metadata }: ApiObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name ?? ''}`
}
