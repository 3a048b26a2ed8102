// The one place where decoded JSON becomes a typed object: its shape was checked against the same table that the type is derived from.

import type { Kind } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import type { JsonObject } from '../../base/json.ts'
import { copyObject } from '../../base/mutable-json.ts'
import type { Draft } from './decoder.ts'
import type { Empties } from './encoder.ts'
import { encodeStruct } from './encoder.ts'

/** @param draft  Decoded by the table of `kind`. */
export function objectFromDraft(kind: Kind, draft: Draft, empties: Empties = 'dropped'): ApiObject {
  return encodeStruct(TABLE_BY_KIND[kind], draft, empties) as unknown as ApiObject
}

/** A copy that may be changed. */
export function draftFromObject(object: ApiObject): Draft {
  return copyObject(jsonFromObject(object))
}

/** The object as plain JSON; shared, not copied. */
export function jsonFromObject(object: ApiObject): JsonObject {
  return object as unknown as JsonObject
}
