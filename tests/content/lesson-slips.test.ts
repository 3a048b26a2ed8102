// Slips of an author's pen in index.mdx: each is told with its line, what was expected, and how to mend it.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeProblems } from '../../src/authoring/problem.ts'
import { lessonProblems } from '../../src/instructor/check-lesson.ts'
import { CONTENT, surroundingsOf } from '../../src/instructor/lesson-folders.ts'

const lesson = readFileSync(join(CONTENT, 'lessons/three-truths/index.mdx'), 'utf8')
const surroundings = surroundingsOf('three-truths')

/** What is said of the lesson when a text in it is another. */
function said(from: string, to: string): string {
  if (!lesson.includes(from)) throw new Error(`The lesson does not hold ${from}.`)
  return describeProblems('index.mdx', lessonProblems(lesson.replace(from, to), surroundings))
}

function lineWith(text: string): string {
  return String(lesson.slice(0, lesson.indexOf(text)).split('\n').length)
}

const EXPERIMENT = '<Experiment id="five-readers" />'
const TERM = /<Term>[^<]+<\/Term>/.exec(lesson)?.[0] ?? ''
const MIDDLE = '\n## In short'

describe('a slip in a lesson', () => {
  test('an experiment that is not there is told with the id that is', () => {
    expect(said(EXPERIMENT, '<Experiment id="five-reader" />')).toBe(
      `index.mdx:${lineWith(EXPERIMENT)}: <Experiment>\n  expected  an id of experiments/: five-readers\n  received  id="five-reader"\n  to fix    Did you mean five-readers?`,
    )
  })

  test('a block without an id is told so', () => {
    expect(said(EXPERIMENT, '<Experiment />')).toContain('received  no id\n')
  })

  test('a block that does not exist is told with the one that does', () => {
    expect(said(EXPERIMENT, '<Experimnet id="five-readers" />')).toContain('received  <Experimnet>\n  to fix    Did you mean Experiment?')
  })

  test.each([
    ['a tag that nothing closes', TERM, TERM.replace('</Term>', ''), 'expected  an end of <Term>'],
    ['an end without its stroke', TERM, TERM.replace('</Term>', '<Term>'), 'expected  an end of <Term>\n  received  another <Term>'],
    ['an end that nothing opens', TERM, TERM.replace('<Term>', ''), 'expected  an opening <Term> before it'],
    ['a block that is not ended', EXPERIMENT, '<Experiment id="five-readers">', 'or end it at once: <Experiment id="…" />.'],
    ['a value without quotes', EXPERIMENT, '<Experiment id=five-readers />', 'the value in double quotes'],
    ['a sign for less', MIDDLE, '\nIf x <5, it fits.\n## In short', 'Write &lt; for the sign'],
    ['a brace', MIDDLE, '\nThe map {a: b} is one.\n## In short', 'Put what it belongs to between backticks'],
  ])('%s is told in our words', (_slip, from, to, words) => {
    expect(said(from, to)).toContain(words)
  })

  test('code and comments hold what they want', () => {
    expect(
      said(MIDDLE, '\nRead `{a: <b}`, or `` `x` {y} ``. {/* later: <Thing> */}\n\n```yaml\nkey: {simply: <nothing}\n```\n## In short'),
    ).toBe('')
  })

  test('a word that the glossary lacks is told with the nearest one', () => {
    expect(said(TERM, '<Term>kublet</Term>')).toContain('received  kublet\n  to fix    Did you mean kubelet? If not, add kublet there.')
  })

  test('a word that is explained twice is told so', () => {
    expect(said(MIDDLE, `\n${TERM}\n## In short`)).toContain('expected  a term once, where it is first used')
  })

  test('a lesson with too few explained words is told how many there must be', () => {
    expect(describeProblems('index.mdx', lessonProblems(lesson.replaceAll(/<\/?Term[^>]*>/g, ''), surroundings))).toContain(
      'expected  at least 3 words that explain themselves\n  received  0',
    )
  })

  test('a rule that the front matter does not list is told by line', () => {
    expect(said('[ENV-1]', '[ENV-1, EVN-2]')).toContain(
      `index.mdx:${lineWith('[ENV-1]')}\n  expected  a rule that the front matter lists\n  received  EVN-2`,
    )
  })

  test('a word that calls a thing simple is told by line', () => {
    expect(said(MIDDLE, '\nThat is just so.\n## In short')).toContain('expected  nothing called simple\n  received  just')
  })

  test.each([
    ['minutes: ', 'minutes: about ', 'minutes\n  expected  a whole number'],
    ['minutes: ', 'minutes: 9', 'minutes\n  expected  5 to 12'],
    ['rules: [', 'rules: [EVN-1, ', 'rules[0]\n  expected  a rule of docs/rules.md\n  received  EVN-1'],
    ['summary: ', 'sumary: ', 'sumary\n  expected  only title, minutes, summary'],
    ['summary: ', 'summary: a: ', 'expected  YAML'],
    ['    url: https://', '    url: ', 'links[0].url\n  expected  an address'],
  ])('the front matter with %j for %j is told by line', (from, to, words) => {
    expect(said(from, to)).toMatch(new RegExp(`^index\\.mdx:${lineWith(from)}(: |\\n)`))
    expect(said(from, to)).toContain(words)
  })

  test('a lesson without front matter is told how to begin', () => {
    expect(said('---\n', '')).toContain('expected  front matter between two lines ---')
  })

  test('an end without its headings or its three lines is told so', () => {
    expect(said('## In short', '## Briefly')).toContain('## In short\n  expected  this heading near the end')
    expect(said('## In short\n', '## In short\n\n- One more.\n')).toContain('received  4')
    expect(said('## What is simplified here', '## Simplified')).toContain('## What is simplified here\n  expected  this heading')
  })

  test('a lesson that shows and asks nothing is told what it lacks', () => {
    const bare = lesson.replaceAll(/^<(Experiment|Exercise|Quiz|Predict) .*$/gm, '')
    const words = describeProblems('index.mdx', lessonProblems(bare, surroundings))
    expect(words).toContain('expected  an experiment')
    expect(words).toContain('expected  an exercise')
    expect(words).toContain('expected  a quiz or a prediction')
  })
})
