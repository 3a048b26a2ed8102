// Whether two JSON values say the same. Keys in any order; absent and undefined are one.

/** Members by name. What a name without a member gives may be inherited: `memberOf` tells. */
export type Members = Readonly<Record<string, unknown>>

export function isDeepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (hasMembers(a)) return hasMembers(b) && saysTheSame(a, b)
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  return a.every((item, index) => isDeepEqual(item, b[index]))
}

export function hasMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function memberOf(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined
}

/** What JSON says is never the very same value as something inherited, so only what differs is asked whose it is. */
function saysTheSame(a: Members, b: Members): boolean {
  let more = 0
  for (const name in a) {
    const value = a[name]
    if (value === undefined) continue
    if (value !== b[name] && !(Object.hasOwn(b, name) && isDeepEqual(value, b[name]))) return false
    more += 1
  }
  for (const name in b) if (b[name] !== undefined) more -= 1
  return more === 0
}
