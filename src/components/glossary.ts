// The glossary as pages see it.
import glossaryText from '../../content/glossary.yaml?raw'
import type { GlossaryTerm } from '../exercise/glossary.ts'
import { decodeGlossary, findTerm } from '../exercise/glossary.ts'
import { valueOrFail } from './content-texts.ts'

export function readGlossary(): readonly GlossaryTerm[] {
  return valueOrFail('content/glossary.yaml', decodeGlossary(glossaryText))
}

/** The term, or the build fails and says how to mend it. */
export function readTerm(word: string, page: string): GlossaryTerm {
  const terms = readGlossary()
  const found = findTerm(terms, word)
  if (found !== undefined) return found
  const received = `the term "${word}"`
  const expected = `one of ${terms.map(({ term }) => term).join(', ')}`
  return valueOrFail(page, {
    ok: false,
    problem: [
      { path: '<Term>', expected, received, fix: 'Add it to content/glossary.yaml, or name another: <Term of="kubelet">it</Term>.' },
    ],
  })
}
