// A question with answers that explain themselves: a quiz, or a prediction whose answers the simulator proves.

import type { ContentProblem } from '../authoring/problem.ts'
import type { Fields, Shape } from '../authoring/shape.ts'
import { defaulted, duration, flag, identifier, listOf, optional, record, required, text } from '../authoring/shape.ts'
import { readContent } from '../authoring/read-content.ts'
import type { ImageLibrary, Result } from '../simulator/index.ts'
import { advanceRun, snapshotAt } from '../simulator/index.ts'
import { ALL_TOOLS } from '../simulator/kubectl/tools/all.ts'
import type { Act } from './acts.ts'
import { actProblems, actShape } from './acts.ts'
import type { Check } from './checks/index.ts'
import { checkShape, judge } from './checks/index.ts'
import { play, startCluster } from './play.ts'
import type { Proof } from './proof.ts'
import type { SmallStart } from './small-start.ts'
import { clusterOf, smallStartFields } from './small-start.ts'

export interface Answer {
  readonly id: string
  readonly says: string
  readonly right: boolean
  readonly because: string
  /** Holds at the end of the proof exactly when the answer is right. */
  readonly check?: Check
}

export interface Question {
  readonly question: string
  readonly answers: readonly Answer[]
  readonly proof?: SmallStart & { readonly acts: readonly Act[]; readonly after: number }
}

export const answerFields: Fields<Answer> = {
  id: required(identifier, 'Its name.'),
  says: required(text, 'What the learner can choose.'),
  right: required(flag, 'Whether it is right. With one right answer the learner chooses one, else any number.'),
  because: required(text, 'Why it is right, or why not. Its own for every answer: it is read by those who chose wrongly.'),
  check: optional(checkShape, 'With a proof: what holds at its end exactly when the answer is right.'),
}

export const questionFields: Fields<Question> = {
  question: required(text, 'What is asked.'),
  answers: required(listOf(record('an answer', answerFields), 2), 'What can be chosen.'),
  proof: optional(
    record('a proof', {
      ...smallStartFields,
      acts: required(listOf(actShape), 'What happens, as in a solution.'),
      after: defaulted(duration, 0, 'How much simulated time passes then.'),
    }),
    'A run that shows which answers are right, played by the tests.',
  ),
}

const questionShape: Shape<Question> = record('a question', questionFields)

export function decodeQuestion(source: string): Result<Question, readonly ContentProblem[]> {
  return readContent(source, questionShape, (question) => [
    ...answerProblems(question),
    ...(question.proof === undefined ? [] : actProblems(question.proof.acts, question.proof.files, 'proof.acts')),
  ])
}

function answerProblems({ answers, proof }: Question): readonly ContentProblem[] {
  const problems: ContentProblem[] = []
  answers.forEach(({ id, because, check }, index) => {
    const path = `answers[${String(index)}]`
    const twin = answers.findIndex((other) => other.because === because)
    if (twin < index)
      problems.push({
        path: `${path}.because`,
        expected: 'an explanation of its own',
        received: `that of answers[${String(twin)}]`,
        fix: 'Say what is wrong or right about this very answer.',
      })
    if (answers.findIndex((other) => other.id === id) < index)
      problems.push({ path: `${path}.id`, expected: 'an id that no other has', received: id, fix: 'Give it another name.' })
    if (check !== undefined && proof === undefined)
      problems.push({
        path: `${path}.check`,
        expected: 'a proof beside the answers',
        received: 'none',
        fix: 'Write proof: with a cluster and acts, or take the check out.',
      })
    if (check === undefined && proof !== undefined)
      problems.push({
        path: `${path}.check`,
        expected: 'a check, since there is a proof',
        received: 'nothing',
        fix: 'Say what holds at the end of the proof if this answer is right.',
      })
  })
  if (!answers.some(({ right }) => right))
    problems.push({ path: 'answers', expected: 'at least one right answer', received: 'none', fix: 'Mark one with right: true.' })
  return problems
}

/** Whether the simulator agrees with the author. */
export function proveQuestion({ answers, proof }: Question, images: ImageLibrary): readonly Proof[] {
  if (proof === undefined) return []
  const start = startCluster(clusterOf(proof), proof.files, images, ALL_TOOLS)
  const end = play(start, proof.acts)
  const run = advanceRun(end.run, end.run.nowMs + proof.after)
  return answers.flatMap(({ id, right, check }, index) => {
    if (check === undefined) return []
    const { met, seen } = judge(check, { run, now: snapshotAt(run, run.nowMs), sinceMs: start.run.nowMs, files: end.files })
    return [
      {
        fact: `answer ${id} is ${right ? 'right' : 'wrong'}`,
        problem: met === right ? undefined : `the simulator disagrees: ${seen}`,
        path: `answers[${String(index)}]`,
        fix: 'Mend right:, the check, or the acts of the proof.',
      },
    ]
  })
}
