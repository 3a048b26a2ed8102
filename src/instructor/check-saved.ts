// Checks what an author just saved: the lesson, exercise, experiment, question, transcript, glossary, messages or images that the file belongs to.

import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ContentProblem } from '../authoring/problem.ts'
import { describeProblems } from '../authoring/problem.ts'
import { readContent } from '../authoring/read-content.ts'
import { decodeCurriculum } from '../curriculum/decode-curriculum.ts'
import { decodeExercise } from '../exercise/decode-exercise.ts'
import { decodeExperiment } from '../exercise/decode-experiment.ts'
import { decodeGlossary } from '../exercise/glossary.ts'
import type { Proof } from '../exercise/prove.ts'
import { proofProblems, proveExercise } from '../exercise/prove.ts'
import { decodeQuestion, proveQuestion } from '../exercise/question.ts'
import { decodeTranscript } from '../exercise/transcript.ts'
import { messagesShape } from '../messages/decode-messages.ts'
import type { Result } from '../simulator/index.ts'
import { lessonProblems } from './check-lesson.ts'
import { CONTENT, lessonSlugs, readImages, surroundingsOf, textsBelow } from './lesson-folders.ts'
import { proveExperiment } from './prove-experiment.ts'

/**
 * @param path  From the root of the project: `content/lessons/three-truths/exercises/all-replicas/files/web.yaml`.
 * @returns What is wrong, '' when all is well, undefined when the file is none of these, or is there no more.
 */
export function checkSaved(path: string, content = CONTENT): string | undefined {
  const [root, ...parts] = path.split(/[\\/]/)
  if (root !== 'content') return undefined
  const [top = '', ...below] = parts
  const file = parts.join('/')
  if (!existsSync(join(content, file))) return undefined
  switch (top) {
    case 'curriculum.yaml':
      return describe(file, decodeCurriculum(readFileSync(join(content, file), 'utf8'), lessonSlugs(content)))
    case 'glossary.yaml':
      return describe(file, decodeGlossary(readFileSync(join(content, file), 'utf8')))
    case 'messages':
      return describe(file, readContent(readFileSync(join(content, file), 'utf8'), messagesShape(basename(file, '.yaml'))))
    case 'workloads':
      return unreadable(() => readImages(content))
    case 'playground':
      return checkExperiment('playground', content)
    case 'home':
      return checkExperiment(`home/${below[0] ?? ''}`, content)
    case 'lessons':
      return checkLesson(below, content)
    default:
      return undefined
  }
}

function checkLesson([lesson = '', kind = '', id, ...rest]: readonly string[], content: string): string | undefined {
  if (kind === 'index.mdx') {
    const file = `lessons/${lesson}/index.mdx`
    return describeProblems(`content/${file}`, lessonProblems(readFileSync(join(content, file), 'utf8'), surroundingsOf(lesson, content)))
  }
  if (id === undefined) return undefined
  const at = `lessons/${lesson}/${kind}/${id}`
  if (isMisnamed(kind, rest, id)) {
    const fix = `Call it ${id.replace(/\.\w*$/, '')}.yaml, or take it away.`
    return describeProblems(`content/${at}`, [{ path: '', expected: 'a name that ends with .yaml', received: id, fix }])
  }
  switch (rest.length === 0 ? kind : `${kind}/`) {
    case 'exercises/':
      return checkExercise(at, `${lesson}/${id}`, content)
    case 'experiments/':
      return checkExperiment(at, content)
    case 'quizzes':
    case 'predictions': {
      const source = readFileSync(join(content, at), 'utf8')
      return describe(at, decodeQuestion(source), source, (question) => proveQuestion(question, readImages(content)))
    }
    case 'transcripts':
      return describe(at, decodeTranscript(readFileSync(join(content, at), 'utf8')))
    default:
      return undefined
  }
}

/** A file that no lesson would find. */
function isMisnamed(kind: string, rest: readonly string[], id: string): boolean {
  return rest.length === 0 && ['quizzes', 'predictions', 'transcripts'].includes(kind) && !id.endsWith('.yaml')
}

function checkExercise(folder: string, id: string, content: string): string {
  const texts = textsBelow(join(content, folder))
  const source = texts['exercise.yaml'] ?? ''
  return describe(`${folder}/exercise.yaml`, decodeExercise(id, texts), source, (exercise) => proveExercise(exercise, readImages(content)))
}

function checkExperiment(folder: string, content: string): string {
  const texts = textsBelow(join(content, folder))
  const source = texts['experiment.yaml'] ?? ''
  return describe(`${folder}/experiment.yaml`, decodeExperiment(texts), source, (experiment) =>
    proveExperiment(experiment, readImages(content)),
  )
}

/** @param source  The file's own text, so that a proof that fails is told with its line. */
function describe<T>(
  file: string,
  read: Result<T, readonly ContentProblem[]>,
  source = '',
  prove: (value: T) => readonly Proof[] = () => [],
): string {
  return describeProblems(`content/${file}`, read.ok ? proofProblems(prove(read.value), source) : read.problem)
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
