// What a board is asked for: which values it follows, which versions it knows, which secrets it shows.

import type { ConfigurationKind, VersionBook } from './versions.ts'

/** What the board follows: a key, or all keys of an object. */
export interface Focus {
  readonly kind: ConfigurationKind
  readonly name: string
  readonly key?: string | undefined
  /** `default`, if none is given. */
  readonly namespace?: string | undefined
}

export interface BoardOptions {
  /** None: everything that containers consume. */
  readonly focus: readonly Focus[]
  readonly versions: VersionBook
  /** Ids of the Secrets whose values the learner asked for. */
  readonly revealed: readonly string[]
}

export function isFollowed(focus: readonly Focus[], kind: string, namespace: string, name: string, key: string): boolean {
  return (
    focus.length === 0 ||
    focus.some(
      (each) =>
        each.kind === kind &&
        each.name === name &&
        (each.namespace ?? 'default') === namespace &&
        (each.key === undefined || each.key === key),
    )
  )
}
