// What the scanner makes of characters, and the parser of YAML's grammar. Block structure is made explicit: indentation becomes
// `block-mapping-start`, `block-sequence-start` and `block-end`.

import type { Mark } from './syntax-problem.ts'

export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded'

export type StructureKind =
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'

/** `offset` and `line` say where the token starts, `end` is the offset behind it. */
interface Placed extends Mark {
  readonly end: number
}

export interface StructureToken extends Placed {
  readonly kind: StructureKind
}

export interface ScalarToken extends Placed {
  readonly kind: 'scalar'
  readonly style: ScalarStyle
  /** The value after folding and unescaping. */
  readonly value: string
}

export interface ReferenceToken extends Placed {
  readonly kind: 'alias' | 'anchor'
  readonly name: string
}

/** `!suffix` has the handle `!`, `!!suffix` the handle `!!`, `!<uri>` and the lone `!` an empty handle. */
export interface TagToken extends Placed {
  readonly kind: 'tag'
  readonly handle: string
  readonly suffix: string
}

export interface VersionDirectiveToken extends Placed {
  readonly kind: 'version-directive'
  readonly major: number
  readonly minor: number
}

export interface TagDirectiveToken extends Placed {
  readonly kind: 'tag-directive'
  readonly handle: string
  readonly prefix: string
}

export type Token = StructureToken | ScalarToken | ReferenceToken | TagToken | VersionDirectiveToken | TagDirectiveToken

/** Whether a document ends, or has not begun, where the token stands. */
export function isDocumentBoundary({ kind }: Token): boolean {
  return (
    kind === 'version-directive' ||
    kind === 'tag-directive' ||
    kind === 'document-start' ||
    kind === 'document-end' ||
    kind === 'stream-end'
  )
}
