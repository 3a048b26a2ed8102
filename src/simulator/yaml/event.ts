// What the parser tells, in document order: one scalar or alias, or the start and end of a collection.

import type { SourceRange } from '../base/source-range.ts'
import type { ScalarStyle } from './token.ts'

/** Anchor and tag before a node; both may be missing. `!!` is already replaced by `tag:yaml.org,2002:`. */
export interface NodeProperties {
  readonly anchor: string | undefined
  readonly tag: string
}

export interface AliasEvent {
  readonly kind: 'alias'
  readonly name: string
  readonly range: SourceRange
}

export interface ScalarEvent extends NodeProperties {
  readonly kind: 'scalar'
  readonly style: ScalarStyle
  readonly value: string
  /** Plain or tagged `!`: the value decides the type. A tag decides before it. */
  readonly implicit: boolean
  /** From the properties to the end of the value. */
  readonly range: SourceRange
  /** Where the value itself starts, behind anchor and tag. */
  readonly valueStart: number
}

export interface CollectionStartEvent extends NodeProperties {
  readonly kind: 'sequence-start' | 'mapping-start'
  readonly start: number
}

export interface CollectionEndEvent {
  readonly kind: 'sequence-end' | 'mapping-end'
  /** Behind the closing bracket; undefined for a block, which ends where its last child ends. */
  readonly end: number | undefined
}

export type NodeEvent = AliasEvent | ScalarEvent | CollectionStartEvent | CollectionEndEvent

/** Where a node may stand and none does. */
export function emptyScalar(offset: number): ScalarEvent {
  return {
    kind: 'scalar',
    anchor: undefined,
    tag: '',
    style: 'plain',
    value: '',
    implicit: true,
    range: { start: offset, end: offset },
    valueStart: offset,
  }
}
