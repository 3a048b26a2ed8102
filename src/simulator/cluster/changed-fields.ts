// Which fields a write changed, for those who read the log: `data.LOG_LEVEL`, `spec.replicas`, `status.phase`.

import type { ApiObject } from '../api/objects.ts'
import type { Members } from '../base/deep-equal.ts'
import { hasMembers, isDeepEqual, memberOf } from '../base/deep-equal.ts'

const SILENT: ReadonlySet<string> = new Set(['resourceVersion', 'managedFields', 'generation', 'uid', 'creationTimestamp'])

/** Paths of at most two steps, in the order of the fields; fields that were there before come first. */
export function changedFields(previous: ApiObject | undefined, object: ApiObject): readonly string[] {
  const changed: string[] = []
  if (!hasMembers(previous) || !hasMembers(object)) return changed
  eachReplaced(previous, object, (name, before, after) => {
    if (!hasMembers(before) || !hasMembers(after)) {
      if (!isDeepEqual(before, after)) changed.push(name)
      return
    }
    eachReplaced(before, after, (inner, was, is) => {
      if (name === 'metadata' && SILENT.has(inner)) return
      if (!isDeepEqual(was, is)) changed.push(`${name}.${inner}`)
    })
  })
  return changed
}

/** Members that are not the very same value. */
function eachReplaced(before: Members, after: Members, see: (name: string, before: unknown, after: unknown) => void): void {
  for (const name in before) if (before[name] !== after[name]) see(name, before[name], memberOf(after, name))
  for (const name in after) if (!Object.hasOwn(before, name)) see(name, undefined, after[name])
}
