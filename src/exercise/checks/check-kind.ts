// What a kind of check is: how an author writes it, what it looks at, and what it says it saw. One file a kind; index.ts lists them.

import type { FieldPage, Fields, Shape } from '../../authoring/shape.ts'
import { pagesOf, tagged } from '../../authoring/shape.ts'
import type { Run, Snapshot } from '../../simulator/index.ts'
import type { Files } from '../files.ts'

export interface Verdict {
  readonly met: boolean
  /** What was seen, in a sentence without a full stop, for the learner. */
  readonly seen: string
}

/** What a check may look at. */
export interface Look {
  readonly run: Run
  /** The moment that is judged. */
  readonly now: Snapshot
  /** When the learner came: checks about a whole time look back to this moment. */
  readonly sinceMs: number
  /** The learner's files as they are. */
  readonly files: Files
}

export interface CheckKind<C extends { readonly kind: string }> {
  readonly kind: C['kind']
  /** For the reference: when it is met. */
  readonly says: string
  /** A whole check as an author writes it. */
  readonly example: string
  readonly fields: readonly FieldPage[]
  readonly shape: Shape<C>
  judge(check: C, look: Look): Verdict
}

interface Definition<C extends { readonly kind: string }> {
  readonly kind: C['kind']
  readonly says: string
  readonly example: string
  readonly fields: Fields<Omit<C, 'kind'>>
  judge(check: C, look: Look): Verdict
}

export function defineCheck<C extends { readonly kind: string }>({ kind, says, example, fields, judge }: Definition<C>): CheckKind<C> {
  return { kind, says, example, fields: pagesOf(fields), shape: tagged<C>(kind, fields), judge }
}

export function say(met: boolean, seen: string): Verdict {
  return { met, seen }
}
