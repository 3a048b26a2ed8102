// Which fields a write changed, for those who read the log: `data.LOG_LEVEL`, `spec.replicas`, `status.phase`.

import type { ApiObject } from '../api/objects.ts'
import { isDeepEqual } from '../base/deep-equal.ts'

const SILENT: ReadonlySet<string> = new Set(['resourceVersion', 'managedFields', 'generation', 'uid', 'creationTimestamp'])

/** Paths of at most two steps, in the order of the fields. */
export function changedFields(previous: ApiObject | undefined, object: ApiObject): readonly string[] {
  if (previous === undefined) return []
  return differences(previous, object).flatMap(([name, before, after]) => {
    const inner =
      isRecord(before) && isRecord(after)
        ? differences(before, after).filter(([member]) => name !== 'metadata' || !SILENT.has(member))
        : undefined
    return inner === undefined ? [name] : inner.map(([member]) => `${name}.${member}`)
  })
}

function differences(before: object, after: object): readonly (readonly [string, unknown, unknown])[] {
  const left = new Map<string, unknown>(Object.entries(before))
  const right = new Map<string, unknown>(Object.entries(after))
  const names = new Set([...left.keys(), ...right.keys()])
  return [...names]
    .filter((name) => left.get(name) !== right.get(name) && !isDeepEqual(left.get(name), right.get(name)))
    .map((name) => [name, left.get(name), right.get(name)] as const)
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
