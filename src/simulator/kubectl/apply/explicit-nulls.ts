// What `apply` leaves out of an object that it makes: members that are null, as a later `apply` of the same manifest would leave them out.

import type { JsonObject, JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'

/**
 * The object without members that are null, at any depth. A null within a list stays.
 * @source kubectl/pkg/cmd/apply/apply.go pruneNullsFromMap
 */
export function withoutNulls(object: JsonObject): JsonObject {
  const kept = Object.entries(object).filter(([, value]) => value !== null)
  return Object.fromEntries(kept.map(([key, value]) => [key, pruned(value)]))
}

function pruned(value: JsonValue | undefined): JsonValue | undefined {
  if (isJsonObject(value)) return withoutNulls(value)
  return isJsonArray(value) ? value.map((item) => pruned(item) ?? null) : value
}
