// Which fields a write changed, for those who read the log: `data.LOG_LEVEL`, `spec.replicas`, `status.phase`.

import type { ApiObject } from '../api/objects.ts'
import { isDeepEqual } from '../base/deep-equal.ts'

const SILENT: ReadonlySet<string> = new Set(['resourceVersion', 'managedFields', 'generation', 'uid', 'creationTimestamp'])

/** Paths of at most two steps, in the order of the fields. */
export function changedFields(previous: ApiObject | undefined, object: ApiObject): readonly string[] {
  if (previous === undefined) return []
  return changedNames(previous, object).flatMap((name) => {
    const [before, after] = [member(previous, name), member(object, name)]
    if (!isRecord(before) || !isRecord(after)) return [name]
    return changedNames(before, after, name === 'metadata' ? SILENT : undefined).map((inner) => `${name}.${inner}`)
  })
}

/** Names that were there before come first. */
function changedNames(before: object, after: object, silent?: ReadonlySet<string>): readonly string[] {
  const names = Object.keys(before)
  for (const name of Object.keys(after)) if (!Object.hasOwn(before, name)) names.push(name)
  return names.filter((name) => silent?.has(name) !== true && !isDeepEqual(member(before, name), member(after, name)))
}

function member(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
