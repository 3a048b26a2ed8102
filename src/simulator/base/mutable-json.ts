// JSON that may be changed in place, for work in progress: drafts of objects, patches being computed.

import type { JsonObject, JsonValue } from './json.ts'
import { isJsonArray } from './json.ts'

export interface MutableObject {
  [field: string]: MutableJson
}
export type MutableJson = null | boolean | number | string | MutableJson[] | MutableObject

export function isMutableObject(value: MutableJson | undefined): value is MutableObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A deep copy; undefined members are left out, and `__proto__` is a key like any other. */
export function copyJson(value: JsonValue | undefined): MutableJson {
  if (typeof value !== 'object' || value === null) return value ?? null
  return isJsonArray(value) ? value.map(copyJson) : copyObject(value)
}

export function copyObject(value: JsonObject): MutableObject {
  const copy: MutableObject = {}
  for (const [key, member] of Object.entries(value)) if (member !== undefined) setMember(copy, key, copyJson(member))
  return copy
}

/** An ordinary member even where the key is `__proto__`. */
export function setMember<T>(object: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  else object[key] = value
}
