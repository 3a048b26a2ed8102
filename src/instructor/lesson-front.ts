// What a lesson says of itself above its text.

import type { ContentProblem } from '../authoring/problem.ts'
import type { ContentReading } from '../authoring/read-content.ts'
import { readContent } from '../authoring/read-content.ts'
import type { Fields } from '../authoring/shape.ts'
import { integer, listOf, record, required, text } from '../authoring/shape.ts'

interface LessonFront {
  readonly title: string
  readonly minutes: number
  readonly summary: string
  readonly kubernetes: string
  readonly objectives: readonly string[]
  readonly rules: readonly string[]
  readonly links: readonly { readonly title: string; readonly url: string }[]
}

const MINUTES = { least: 5, most: 12 }
const OBJECTIVES = { least: 2, most: 4 }
const SUMMARY_CHARACTERS = 160
const MINUTES_SAID = `${String(MINUTES.least)} to ${String(MINUTES.most)}`
const SUMMARY_SAID = `at most ${String(SUMMARY_CHARACTERS)} characters`

export const frontFields: Fields<LessonFront> = {
  title: required(text, 'A few words.'),
  minutes: required(integer, `How long it takes, ${MINUTES_SAID}.`),
  summary: required(text, `One line for the course map, ${SUMMARY_SAID}.`),
  kubernetes: required(text, 'The version that it was checked on, in quotes: "1.36".'),
  objectives: required(
    listOf(text, OBJECTIVES.least),
    `What the reader will be able to do, ${String(OBJECTIVES.least)} to ${String(OBJECTIVES.most)} lines.`,
  ),
  rules: required(listOf(text, 1), 'Every rule that the text cites, by its id. [rules.md](rules.md) tells them.'),
  links: required(
    listOf(record('a link', { title: required(text, 'What it is called.'), url: required(text, 'Its address.') })),
    'Official pages for those who want to read on, each with `title` and `url`.',
  ),
}

const frontShape = record<LessonFront>('front matter', frontFields)

/**
 * @param source  The lines between the two `---`.
 * @param known   The rules that there are.
 */
export function readFront(source: string, known: readonly string[]): ContentReading<LessonFront> {
  return readContent(source, frontShape, (front) => [...measureProblems(front), ...ruleProblems(front, known)])
}

function ruleProblems({ rules }: LessonFront, known: readonly string[]): readonly ContentProblem[] {
  return rules.flatMap((rule, index) =>
    known.includes(rule)
      ? []
      : [
          {
            path: `rules[${String(index)}]`,
            expected: 'a rule of docs/rules.md',
            received: rule,
            fix: 'Find the one that says what you claim, or write its line there.',
          },
        ],
  )
}

function measureProblems({ minutes, summary, objectives, links }: LessonFront): readonly ContentProblem[] {
  const problems: ContentProblem[] = []
  if (minutes < MINUTES.least || minutes > MINUTES.most)
    problems.push({ path: 'minutes', expected: MINUTES_SAID, received: String(minutes), fix: 'Make the lesson longer, or two of it.' })
  if (summary.length > SUMMARY_CHARACTERS)
    problems.push({ path: 'summary', expected: SUMMARY_SAID, received: String(summary.length), fix: 'Say less.' })
  if (objectives.length > OBJECTIVES.most)
    problems.push({
      path: 'objectives',
      expected: `at most ${String(OBJECTIVES.most)}`,
      received: String(objectives.length),
      fix: 'Keep what the exercise asks for.',
    })
  links.forEach(({ url }, index) => {
    if (!URL.canParse(url))
      problems.push({ path: `links[${String(index)}].url`, expected: 'an address', received: url, fix: 'Write all of it: https://…' })
  })
  return problems
}
