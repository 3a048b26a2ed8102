// Whether two JSON values say the same. Keys in any order; absent and undefined are one.

export function isDeepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((item, index) => isDeepEqual(item, b[index]))
  }
  return holdsAll(a, b) && holdsAll(b, a, true)
}

/** Whether every key that `a` has is in `b` with the same value, or, where values are compared already, in `b` at all. */
function holdsAll(a: object, b: object, onlyKeys = false): boolean {
  for (const key in a) {
    const value: unknown = Reflect.get(a, key)
    if (value === undefined || !Object.hasOwn(a, key)) continue
    const other: unknown = Object.hasOwn(b, key) ? Reflect.get(b, key) : undefined
    if (other === undefined || (!onlyKeys && !isDeepEqual(value, other))) return false
  }
  return true
}
