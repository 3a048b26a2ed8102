// What a page keeps between visits. A storage that is full, forbidden or spoilt never breaks a page: it then keeps nothing.

const PREFIX = 'third-factor/1/'

/** The stored value, if it is what `check` says it must be. */
export function load<T>(key: string, check: (value: unknown) => value is T): T | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key)
    const value: unknown = text === null ? undefined : JSON.parse(text)
    return check(value) ? value : undefined
  } catch {
    // Forbidden or spoilt: as if nothing had been kept.
    return undefined
  }
}

/** Whether it was kept. */
export function save(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value))
    return true
  } catch {
    // Full or forbidden.
    return false
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key)
  } catch {
    // Forbidden: then nothing was kept either.
  }
}

/** Names of everything kept whose name ends so. */
export function keysEnding(end: string): readonly string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX) && key.endsWith(end))
      .map((key) => key.slice(PREFIX.length))
  } catch {
    // Forbidden: then nothing was kept.
    return []
  }
}
