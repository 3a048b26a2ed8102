// Checks made of checks. What they see is what the part that decides sees.

import type { Shape } from '../../authoring/shape.ts'
import { listOf, required } from '../../authoring/shape.ts'
import type { CheckKind, Look, Verdict } from './check-kind.ts'
import { defineCheck, say } from './check-kind.ts'
import { momentsSince } from './moments.ts'

export interface OneOf<K extends 'not' | 'always' | 'sometime', C> {
  readonly kind: K
  readonly check: C
}

export interface ManyOf<K extends 'all' | 'any', C> {
  readonly kind: K
  readonly checks: readonly C[]
}

type Judge<C> = (check: C, look: Look) => Verdict

export interface Composed<C> {
  readonly not: CheckKind<OneOf<'not', C>>
  readonly all: CheckKind<ManyOf<'all', C>>
  readonly any: CheckKind<ManyOf<'any', C>>
  readonly always: CheckKind<OneOf<'always', C>>
  readonly sometime: CheckKind<OneOf<'sometime', C>>
}

/** @param judge  Judges a part, of whatever kind it is. */
export function composedOf<C>(part: Shape<C>, judge: Judge<C>): Composed<C> {
  const one = { check: required(part, 'A check of any kind.') }
  const many = { checks: required(listOf(part, 1), 'Checks of any kind.') }
  return {
    not: defineCheck<OneOf<'not', C>>({
      kind: 'not',
      says: 'Its part is not met.',
      example: 'kind: not\ncheck: { kind: pod-status, pods: pod/web, status: Running }',
      fields: one,
      judge({ check }, look) {
        const { met, seen } = judge(check, look)
        return say(!met, seen)
      },
    }),
    all: defineCheck<ManyOf<'all', C>>({
      kind: 'all',
      says: 'All parts are met. The first that is not says what was seen.',
      example:
        'kind: all\nchecks:\n  - { kind: object-exists, object: configmap/settings }\n  - { kind: object-exists, object: secret/creds }',
      fields: many,
      judge: ({ checks }, look) => judgeAll(checks, (check) => judge(check, look)),
    }),
    any: defineCheck<ManyOf<'any', C>>({
      kind: 'any',
      says: 'At least one part is met.',
      example:
        'kind: any\nchecks:\n  - { kind: object-exists, object: configmap/settings }\n  - { kind: object-exists, object: secret/settings }',
      fields: many,
      judge: ({ checks }, look) => judgeAny(checks.map((check) => judge(check, look))),
    }),
    always: defineCheck<OneOf<'always', C>>({
      kind: 'always',
      says: 'Its part was met at every moment since the learner came.',
      example: 'kind: always\ncheck: { kind: pods-ready, pods: deployment/web, atLeast: 1 }',
      fields: one,
      judge: ({ check }, look) => judgeAlways(look, (then) => judge(check, then)),
    }),
    sometime: defineCheck<OneOf<'sometime', C>>({
      kind: 'sometime',
      says: 'Its part was met at some moment since the learner came, even if it is not any more.',
      example: 'kind: sometime\ncheck: { kind: environment, pods: deployment/web, name: LOG_LEVEL, expect: { equals: debug } }',
      fields: one,
      judge: ({ check }, look) => judgeSometime(look, (then) => judge(check, then)),
    }),
  }
}

function judgeAll<C>(checks: readonly C[], judge: (check: C) => Verdict): Verdict {
  let last: Verdict = say(true, '')
  for (const check of checks) {
    last = judge(check)
    if (!last.met) return last
  }
  return last
}

function judgeAny(verdicts: readonly Verdict[]): Verdict {
  return verdicts.find(({ met }) => met) ?? say(false, verdicts.map(({ seen }) => seen).join('; '))
}

function judgeAlways(look: Look, judge: (then: Look) => Verdict): Verdict {
  for (const now of momentsSince(look)) {
    const { met, seen } = judge({ ...look, now })
    if (!met) return say(false, `at one moment ${seen}`)
  }
  return say(true, 'it held all the time')
}

function judgeSometime(look: Look, judge: (then: Look) => Verdict): Verdict {
  let last = say(false, '')
  for (const now of momentsSince(look)) {
    last = judge({ ...look, now })
    if (last.met) return last
  }
  return say(false, `never yet: ${last.seen}`)
}
