// `&name` and `*name`.
//
// @source vendor/go.yaml.in/yaml/v2/scannerc.go yaml_parser_scan_anchor

import { isGap, isWord, unitOf } from './character.ts'
import type { ScanState } from './scan-state.ts'
import type { ReferenceToken } from './token.ts'

const MAY_FOLLOW = new Set([...'?:,]}%@`'].map(unitOf))

export function scanReference(state: ScanState, kind: 'alias' | 'anchor'): ReferenceToken {
  const { cursor } = state
  const start = cursor.mark()
  cursor.skip()
  while (isWord(cursor.peek())) cursor.skip()
  const name = cursor.slice(start.offset + 1)
  if (name === '' || !(isGap(cursor.peek()) || MAY_FOLLOW.has(cursor.peek()))) {
    state.fail('anchor-name-bad', { activity: kind === 'anchor' ? 'while scanning an anchor' : 'while scanning an alias', mark: start })
  }
  return { kind, ...start, end: cursor.offset, name }
}
