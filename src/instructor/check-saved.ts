// Checks what an author just saved: the exercise, experiment, question, transcript or glossary that the file belongs to.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ContentProblem } from '../authoring/problem.ts'
import { describeProblems } from '../authoring/problem.ts'
import { decodeExercise } from '../exercise/decode-exercise.ts'
import { decodeExperiment } from '../exercise/decode-experiment.ts'
import { decodeGlossary } from '../exercise/glossary.ts'
import type { Proof } from '../exercise/prove.ts'
import { proveExercise } from '../exercise/prove.ts'
import { decodeQuestion, proveQuestion } from '../exercise/question.ts'
import { decodeTranscript } from '../exercise/transcript.ts'
import type { Result } from '../simulator/index.ts'
import { CONTENT, readImages, textsBelow } from './lesson-folders.ts'

/**
 * @param path  From the root of the project: `content/lessons/three-truths/exercises/all-replicas/files/web.yaml`.
 * @returns What is wrong, '' when all is well, undefined when the file is none of these.
 */
export function checkSaved(path: string, content = CONTENT): string | undefined {
  const below = path.split('\\').join('/')
  if (below === 'content/glossary.yaml') return told(below, decodeGlossary(readFileSync(join(content, 'glossary.yaml'), 'utf8')))
  const [, lesson, kind, rest] = /^content\/lessons\/([^/]+)\/([a-z]+)\/(.+)$/.exec(below) ?? []
  if (lesson === undefined || kind === undefined || rest === undefined) return undefined
  const id = rest.split('/')[0] ?? ''
  const folder = join(content, 'lessons', lesson, kind, id)
  const file = `content/lessons/${lesson}/${kind}/${id}`
  switch (kind) {
    case 'exercises':
      return told(`${file}/exercise.yaml`, decodeExercise(`${lesson}/${id}`, textsBelow(folder)), (exercise) =>
        proveExercise(exercise, readImages(content)),
      )
    case 'experiments':
      return told(`${file}/experiment.yaml`, decodeExperiment(textsBelow(folder)))
    case 'quizzes':
    case 'predictions':
      return told(file, decodeQuestion(readFileSync(folder, 'utf8')), (question) => proveQuestion(question, readImages(content)))
    case 'transcripts':
      return told(file, decodeTranscript(readFileSync(folder, 'utf8')))
    default:
      return undefined
  }
}

function told<T>(file: string, read: Result<T, readonly ContentProblem[]>, prove: (value: T) => readonly Proof[] = () => []): string {
  if (!read.ok) return describeProblems(file, read.problem)
  return prove(read.value)
    .flatMap(({ fact, problem }) => (problem === undefined ? [] : [`${file}: it does not hold that ${fact}\n  ${problem}`]))
    .join('\n')
}
