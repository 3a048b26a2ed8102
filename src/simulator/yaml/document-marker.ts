// `---` and `...` at the start of a line.

import { isGap, unitOf } from './character.ts'
import type { Cursor } from './cursor.ts'

const DASH = unitOf('-')
const DOT = unitOf('.')

export function atDocumentMarker(cursor: Cursor): boolean {
  if (cursor.column !== 0) return false
  const unit = cursor.peek()
  return (unit === DASH || unit === DOT) && cursor.peek(1) === unit && cursor.peek(2) === unit && isGap(cursor.peek(3))
}
