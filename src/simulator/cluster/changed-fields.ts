// Which fields a write changed, for those who read the log: `data.LOG_LEVEL`, `spec.replicas`, `status.phase`.

import type { ApiObject } from '../api/objects.ts'
import { isDeepEqual } from '../base/deep-equal.ts'

const SILENT: ReadonlySet<string> = new Set(['resourceVersion', 'managedFields', 'generation', 'uid', 'creationTimestamp'])

/** Paths of at most two steps, in the order of the fields. */
export function changedFields(previous: ApiObject | undefined, object: ApiObject): readonly string[] {
  if (previous === undefined) return []
  const changed: string[] = []
  compare(previous, object, (name, before, after) => {
    if (!isRecord(before) || !isRecord(after)) {
      if (!isDeepEqual(before, after)) changed.push(name)
      return
    }
    compare(before, after, (inner, left, right) => {
      if ((name !== 'metadata' || !SILENT.has(inner)) && !isDeepEqual(left, right)) changed.push(`${name}.${inner}`)
    })
  })
  return changed
}

/** Shows the members that are not the same value; names that were there before come first. */
function compare(before: object, after: object, see: (name: string, before: unknown, after: unknown) => void): void {
  for (const name in before) {
    const [left, right] = [member(before, name), member(after, name)]
    if (left !== right) see(name, left, right)
  }
  for (const name in after) if (!Object.hasOwn(before, name)) see(name, undefined, member(after, name))
}

function member(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
