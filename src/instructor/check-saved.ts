// Checks what an author just saved: the exercise, experiment, question, transcript, glossary, messages or images that the file belongs to.

import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ContentProblem } from '../authoring/problem.ts'
import { describeProblems } from '../authoring/problem.ts'
import { readContent } from '../authoring/read-content.ts'
import { decodeExercise } from '../exercise/decode-exercise.ts'
import { decodeExperiment } from '../exercise/decode-experiment.ts'
import { decodeGlossary } from '../exercise/glossary.ts'
import type { Proof } from '../exercise/prove.ts'
import { proveExercise } from '../exercise/prove.ts'
import { decodeQuestion, proveQuestion } from '../exercise/question.ts'
import { decodeTranscript } from '../exercise/transcript.ts'
import { messagesShape } from '../messages/decode-messages.ts'
import type { Result } from '../simulator/index.ts'
import { CONTENT, readImages, textsBelow } from './lesson-folders.ts'

/**
 * @param path  From the root of the project: `content/lessons/three-truths/exercises/all-replicas/files/web.yaml`.
 * @returns What is wrong, '' when all is well, undefined when the file is none of these.
 */
export function checkSaved(path: string, content = CONTENT): string | undefined {
  const [root, ...parts] = path.split(/[\\/]/)
  if (root !== 'content') return undefined
  const [top = '', ...below] = parts
  const file = parts.join('/')
  switch (top) {
    case 'glossary.yaml':
      return told(file, decodeGlossary(readFileSync(join(content, file), 'utf8')))
    case 'messages':
      return told(file, readContent(readFileSync(join(content, file), 'utf8'), messagesShape(basename(file, '.yaml'))))
    case 'workloads':
      return unreadable(() => readImages(content))
    case 'playground':
      return told('playground/experiment.yaml', decodeExperiment(textsBelow(join(content, 'playground'))))
    case 'home':
      return told(`home/${below[0] ?? ''}/experiment.yaml`, decodeExperiment(textsBelow(join(content, 'home', below[0] ?? ''))))
    case 'lessons':
      return checkLesson(below, content)
    default:
      return undefined
  }
}

function checkLesson([lesson = '', kind = '', id, ...rest]: readonly string[], content: string): string | undefined {
  if (id === undefined) return undefined
  const at = `lessons/${lesson}/${kind}/${id}`
  const folder = join(content, at)
  switch (rest.length === 0 ? kind : `${kind}/`) {
    case 'exercises/':
      return told(`${at}/exercise.yaml`, decodeExercise(`${lesson}/${id}`, textsBelow(folder)), (exercise) =>
        proveExercise(exercise, readImages(content)),
      )
    case 'experiments/':
      return told(`${at}/experiment.yaml`, decodeExperiment(textsBelow(folder)))
    case 'quizzes':
    case 'predictions':
      return told(at, decodeQuestion(readFileSync(folder, 'utf8')), (question) => proveQuestion(question, readImages(content)))
    case 'transcripts':
      return told(at, decodeTranscript(readFileSync(folder, 'utf8')))
    default:
      return undefined
  }
}

function told<T>(file: string, read: Result<T, readonly ContentProblem[]>, prove: (value: T) => readonly Proof[] = () => []): string {
  if (!read.ok) return describeProblems(`content/${file}`, read.problem)
  return prove(read.value)
    .flatMap(({ fact, problem }) => (problem === undefined ? [] : [`content/${file}: it does not hold that ${fact}\n  ${problem}`]))
    .join('\n')
}

/** What a reader throws about a file, '' when it does not. */
function unreadable(read: () => unknown): string {
  try {
    read()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
