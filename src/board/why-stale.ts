// What keeps a row behind what is stored: asked why, a value that did not follow is explained by this, and by nothing that happened.

import type { ConsumerRow } from './consumer-row.ts'

/** Why a value did not follow: it is read once at the start, put there once at the start, not written again yet, not read again yet. */
export type Hindrance = 'frozen' | 'pinned' | 'unwritten' | 'unread'

/** undefined for a row that shows what is stored, and for one that comes from no object. */
export function hindranceOf({ isStale, hold, has, stored }: ConsumerRow): Hindrance | undefined {
  if (!isStale) return undefined
  return hold ?? (has.version === stored?.version ? 'unread' : 'unwritten')
}
