// Words with their meaning, for the glossary page and for the cards that <Term> shows.

import type { ContentProblem } from '../authoring/problem.ts'
import type { Fields, Shape } from '../authoring/shape.ts'
import { listOf, optional, record, required, text } from '../authoring/shape.ts'
import { readContent } from '../authoring/read-content.ts'
import type { Result } from '../simulator/index.ts'
import { success } from '../simulator/index.ts'

export interface GlossaryTerm {
  readonly term: string
  readonly means: string
  /** Other ways of saying it, plurals included. */
  readonly also?: readonly string[]
  /** The lesson that teaches it. */
  readonly lesson?: string
}

export const termFields: Fields<GlossaryTerm> = {
  term: required(text, 'The word.'),
  means: required(text, 'What it means here, in a sentence or two.'),
  also: optional(listOf(text, 1), 'Other words that mean the same, plurals included.'),
  lesson: optional(text, 'The slug of the lesson that teaches it.'),
}

const glossaryShape: Shape<{ readonly terms: readonly GlossaryTerm[] }> = record('a glossary', {
  terms: required(listOf(record('a term', termFields), 1), 'The words.'),
})

/** In the order of the alphabet. */
export function decodeGlossary(source: string): Result<readonly GlossaryTerm[], readonly ContentProblem[]> {
  const glossary = readContent(source, glossaryShape)
  if (!glossary.ok) return glossary
  const key = ({ term }: GlossaryTerm) => term.toLowerCase()
  return success(glossary.value.terms.toSorted((left, right) => (key(left) < key(right) ? -1 : 1)))
}

export function findTerm(terms: readonly GlossaryTerm[], word: string): GlossaryTerm | undefined {
  const sought = word.trim().toLowerCase()
  return terms.find(({ term, also = [] }) => [term, ...also].some((each) => each.toLowerCase() === sought))
}

/** The part of an address after #. */
export function anchorOf({ term }: GlossaryTerm): string {
  return term.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}
