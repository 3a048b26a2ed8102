// Which fields a write changed, for those who read the log: `data.LOG_LEVEL`, `spec.replicas`, `status.phase`.

import type { ApiObject } from '../api/objects.ts'
import type { Members } from '../base/deep-equal.ts'
import { hasMembers, isDeepEqual, memberOf } from '../base/deep-equal.ts'

const SILENT: ReadonlySet<string> = new Set(['resourceVersion', 'managedFields', 'generation', 'uid', 'creationTimestamp'])

/** Paths of at most two steps, in the order of the fields. */
export function changedFields(previous: ApiObject | undefined, object: ApiObject): readonly string[] {
  const changed: string[] = []
  if (!hasMembers(previous) || !hasMembers(object)) return changed
  for (const name of replacedIn(previous, object)) {
    const [before, after] = [memberOf(previous, name), memberOf(object, name)]
    if (!hasMembers(before) || !hasMembers(after)) {
      if (!isDeepEqual(before, after)) changed.push(name)
      continue
    }
    for (const inner of replacedIn(before, after)) {
      if (name === 'metadata' && SILENT.has(inner)) continue
      if (!isDeepEqual(memberOf(before, inner), memberOf(after, inner))) changed.push(`${name}.${inner}`)
    }
  }
  return changed
}

/** Names of the members that are not the very same value; names that were there before come first. */
function replacedIn(before: Members, after: Members): readonly string[] {
  const names: string[] = []
  for (const name in before) if (before[name] !== after[name]) names.push(name)
  for (const name in after) if (!Object.hasOwn(before, name)) names.push(name)
  return names
}
