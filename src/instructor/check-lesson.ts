// What every lesson must have, told to its author by line: front matter, blocks that are there, words that are explained, and how it ends.

import type { ContentProblem } from '../authoring/problem.ts'
import { nearest } from '../authoring/problem.ts'
import type { GlossaryTerm } from '../exercise/glossary.ts'
import { findTerm } from '../exercise/glossary.ts'
import type { Block } from '../exercise/lesson-blocks.ts'
import { BLOCK_FOLDERS, missingBlock } from '../exercise/lesson-blocks.ts'
import { citedRules } from '../exercise/marked-text.ts'
import { readFront } from './lesson-front.ts'
import type { Slip, Tag } from './mdx-tags.ts'
import { readTags, withoutCode } from './mdx-tags.ts'

/** What stands beside a lesson, by id. */
export interface LessonSurroundings {
  readonly ids: Readonly<Record<Block, readonly string[]>>
  /** Experiments that ask for a prediction. */
  readonly predicting: readonly string[]
  readonly terms: readonly GlossaryTerm[]
  /** Ids that docs/rules.md tells. */
  readonly rules: readonly string[]
}

const LEAST_TERMS = 3
const LINES_TO_KEEP = 3
/** What reads as "you should know that already". */
const BELITTLING = /\b(simply|just|obviously|easily|of course)\b/gi

const BLOCKS = Object.keys(BLOCK_FOLDERS).filter((name): name is Block => name in BLOCK_FOLDERS)

/** @param written  All of index.mdx. */
export function lessonProblems(written: string, surroundings: LessonSurroundings): readonly ContentProblem[] {
  const text = written.replaceAll('\r\n', '\n')
  const parts = /^---\n([\s\S]*?\n)---\n/.exec(text)
  if (parts === null)
    return [
      {
        path: '',
        line: 1,
        expected: 'front matter between two lines ---',
        received: 'none',
        fix: 'Begin as content/templates/lesson/index.mdx does.',
      },
    ]
  const [head, source = ''] = parts
  const front = readFront(source, surroundings.rules)
  const prose = text.slice(head.length)
  const { tags, problems } = readTags(prose, [...BLOCKS, 'Term'])
  const words = withoutCode(prose)
  const blocks = blockProblems(tags, surroundings)
  const placed = [
    ...problems,
    ...blocks,
    ...termProblems(tags, surroundings.terms),
    ...(front.ok ? citationProblems(words, front.value.rules) : []),
    ...wordProblems(words),
  ].toSorted((left, right) => left.at - right.at)
  return [
    ...(front.ok ? [] : front.problem.map((each) => ({ ...each, line: each.line === undefined ? undefined : each.line + 1 }))),
    ...placed.map(({ at, ...each }) => ({ ...each, line: text.slice(0, head.length + at).split('\n').length })),
    // A block that is misspelt is told of already.
    ...(problems.length > 0 || blocks.length > 0 ? [] : lackProblems(tags, surroundings)),
    ...endProblems(prose),
  ]
}

function blockProblems(tags: readonly Tag[], { ids }: LessonSurroundings): readonly Slip[] {
  return tags.flatMap(({ name, attributes, at }) => {
    const block = BLOCKS.find((each) => each === name)
    const id = attributes['id']
    if (block === undefined || (id !== undefined && ids[block].includes(id))) return []
    return [{ at, ...missingBlock(block, id, ids[block]) }]
  })
}

function termProblems(tags: readonly Tag[], terms: readonly GlossaryTerm[]): readonly Slip[] {
  const used = tags.filter(({ name }) => name === 'Term').map(({ attributes, inner, at }) => ({ word: attributes['of'] ?? inner, at }))
  return used.flatMap(({ word, at }, index) => {
    const path = '<Term>'
    if (findTerm(terms, word) === undefined) {
      const near = nearest(
        word,
        terms.map(({ term }) => term),
      )
      const fix =
        near === undefined
          ? 'Add it there, or name another word of it: <Term of="kubelet">it</Term>.'
          : `Did you mean ${near}? If not, add ${word} there.`
      return [{ at, path, expected: 'a word of content/glossary.yaml', received: word, fix }]
    }
    const twice = used.findIndex((other) => other.word === word) < index
    return twice
      ? [{ at, path, expected: 'a term once, where it is first used', received: `${word} again`, fix: 'Write the word without <Term>.' }]
      : []
  })
}

function citationProblems(prose: string, rules: readonly string[]): readonly Slip[] {
  return citedRules(prose)
    .filter(({ rule }) => !rules.includes(rule))
    .map(({ rule, at }) => ({
      at,
      path: '',
      expected: 'a rule that the front matter lists',
      received: rule,
      fix: `Mend it, or add ${rule} to rules: at the top.`,
    }))
}

function wordProblems(prose: string): readonly Slip[] {
  return [...prose.matchAll(BELITTLING)].map(({ 0: word, index: at }) => ({
    at,
    path: '',
    expected: 'nothing called simple',
    received: word,
    fix: 'Take the word out; it tells nobody how.',
  }))
}

function lackProblems(tags: readonly Tag[], { predicting }: LessonSurroundings): readonly ContentProblem[] {
  const has = (...names: readonly string[]) => tags.some(({ name }) => names.includes(name))
  const asks =
    has('Quiz', 'Predict') || tags.some(({ name, attributes }) => name === 'Experiment' && predicting.includes(attributes['id'] ?? ''))
  const explained = tags.filter(({ name }) => name === 'Term').length
  const lack = (expected: string, received: string, fix: string) => ({ path: '', expected, received, fix })
  return [
    ...(has('Experiment') ? [] : [lack('an experiment', 'none', 'Write <Experiment id="…" />.')]),
    ...(has('Exercise') ? [] : [lack('an exercise', 'none', 'Write <Exercise id="…" />.')]),
    ...(asks ? [] : [lack('a quiz or a prediction', 'none', 'Write <Quiz id="…" />, or predict: in the experiment.')]),
    ...(explained >= LEAST_TERMS
      ? []
      : [
          lack(
            `at least ${String(LEAST_TERMS)} words that explain themselves`,
            String(explained),
            'Write words of content/glossary.yaml as <Term>kubelet</Term>, where they are first used.',
          ),
        ]),
  ]
}

function endProblems(prose: string): readonly ContentProblem[] {
  const kept = /^## In short\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(prose)?.[1]
  const lines = kept?.match(/^- /gm)?.length ?? 0
  return [
    ...(kept === undefined
      ? [
          {
            path: '## In short',
            expected: 'this heading near the end',
            received: 'none',
            fix: 'Write it, and three lines to keep below it.',
          },
        ]
      : lines === LINES_TO_KEEP
        ? []
        : [
            {
              path: '## In short',
              expected: 'three lines to keep, each with a hyphen',
              received: String(lines),
              fix: 'Keep what a reader should know in a year.',
            },
          ]),
    ...(/^## What is simplified here$/m.test(prose)
      ? []
      : [
          {
            path: '## What is simplified here',
            expected: 'this heading at the end',
            received: 'none',
            fix: 'Write what the cluster of the page leaves out.',
          },
        ]),
  ]
}
