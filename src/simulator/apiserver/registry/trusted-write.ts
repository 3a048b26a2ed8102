// Writes of the cluster's own components: in stored form already, so neither decoded nor validated, but counted and watched like all others.

import { timestampOf } from '../../api/component.ts'
import type { ApiObject } from '../../api/objects.ts'
import { isKind } from '../../api/objects.ts'
import { drawUuid } from '../../base/random.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { conflict, notFound } from '../refusal.ts'
import type { Outcome, RequestOf, StoreContext } from '../server-parts.ts'
import { findObject, keyOf } from '../store.ts'
import { isFinished } from './delete.ts'
import { answer, refuse, removeStored, storeNew, storeNext } from './outcomes.ts'

export function write(context: StoreContext, { object: written, subresource }: RequestOf<'write'>): Outcome {
  const old = findObject(context.state, written.kind, keyOf(written))
  const name = written.metadata.name ?? ''
  const object = old === undefined ? written : withBirth(written, old)
  if (old === undefined) {
    if (subresource !== undefined) return refuse(context, notFound(object.kind, name))
    const uid = object.metadata.uid ?? drawUuid({ seed: context.moment.seed, stream: 'api-server' }, context.state.draws)
    const made = withMetadata(object, { uid, creationTimestamp: timestampOf(context.moment) })
    return storeNew(context, made, [])
  }
  if (object.metadata.uid !== undefined && object.metadata.uid !== old.metadata.uid) {
    return refuse(
      context,
      conflict(
        object.kind,
        name,
        `Precondition failed: UID in precondition: ${object.metadata.uid}, UID in object meta: ${old.metadata.uid ?? ''}`,
      ),
    )
  }
  if (isFinished(object)) return removeStored(context, object)
  if (saysNothingNew(object, old)) return answer(context, old)
  const generation = object.metadata.generation
  const counts =
    subresource === undefined && generation !== undefined && !isKind(object, 'Namespace') && !isDeepEqual(specOf(object), specOf(old))
  return storeNext(context, counts ? withMetadata(object, { generation: (old.metadata.generation ?? 0) + 1 }) : object, old)
}

/** The version in the object says what its author had seen, which does not matter between components that see everything. */
function saysNothingNew(object: ApiObject, old: ApiObject): boolean {
  for (const name in object) if (name !== 'metadata' && !isDeepEqual(Reflect.get(object, name), Reflect.get(old, name))) return false
  for (const name in old) if (!Object.hasOwn(object, name)) return false
  if (object.metadata === old.metadata) return true
  return isDeepEqual({ ...object.metadata, resourceVersion: old.metadata.resourceVersion }, old.metadata)
}

/** Who wrote an object before it was stored does not know when it came to be. */
function withBirth(object: ApiObject, { metadata }: ApiObject): ApiObject {
  if (object.metadata.uid !== undefined && object.metadata.creationTimestamp !== undefined) return object
  const uid = object.metadata.uid ?? metadata.uid
  const creationTimestamp = object.metadata.creationTimestamp ?? metadata.creationTimestamp
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(uid === undefined ? {} : { uid }),
      ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    },
  }
}

function withMetadata<T extends ApiObject>(
  object: T,
  fields: Partial<{ uid: string; creationTimestamp: string; resourceVersion: string | undefined; generation: number }>,
): T {
  return { ...object, metadata: { ...object.metadata, ...fields } }
}

function specOf(object: ApiObject): unknown {
  return 'spec' in object ? object.spec : undefined
}
