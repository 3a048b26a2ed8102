// Which fields a write changed, for those who read the log: `data.LOG_LEVEL`, `spec.replicas`, `status.phase`.

import type { ApiObject } from '../api/objects.ts'
import type { Members } from '../base/deep-equal.ts'
import { hasMembers, isDeepEqual, memberOf } from '../base/deep-equal.ts'

const SILENT: ReadonlySet<string> = new Set(['resourceVersion', 'managedFields', 'generation', 'uid', 'creationTimestamp'])

/** Paths of at most two steps, in the order of the fields; fields that were there before come first. */
export function changedFields(previous: ApiObject | undefined, object: ApiObject): readonly string[] {
  const changed: string[] = []
  if (hasMembers(previous) && hasMembers(object)) addChanges(changed, previous, object, '')
  return shared(changed)
}

/** Few different lists are ever made, and every entry of the log keeps one. */
const KNOWN = new Map<string, readonly string[]>()
const MOST_KNOWN = 500

function shared(list: readonly string[]): readonly string[] {
  const text = list.join('\n')
  const known = KNOWN.get(text)
  if (known !== undefined) return known
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear()
  KNOWN.set(text, list)
  return list
}

function addChanges(changed: string[], before: Members, after: Members, under: string): void {
  for (const name in before) addChange(changed, before[name], memberOf(after, name), name, under)
  for (const name in after) if (!Object.hasOwn(before, name)) addChange(changed, undefined, after[name], name, under)
}

function addChange(changed: string[], before: unknown, after: unknown, name: string, under: string): void {
  if (before === after || (under === 'metadata.' && SILENT.has(name))) return
  if (under === '' && hasMembers(before) && hasMembers(after)) addChanges(changed, before, after, `${name}.`)
  else if (!isDeepEqual(before, after)) changed.push(under + name)
}
