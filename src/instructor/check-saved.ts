// Checks what an author just saved: the lesson, exercise, experiment, question, transcript, glossary, messages or images that the file belongs to.

import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ContentProblem } from '../authoring/problem.ts'
import { describeProblems, nearest } from '../authoring/problem.ts'
import type { ContentReading } from '../authoring/read-content.ts'
import { readContent } from '../authoring/read-content.ts'
import { decodeCurriculum } from '../curriculum/decode-curriculum.ts'
import { decodeExercise } from '../exercise/decode-exercise.ts'
import { decodeExperiment } from '../exercise/decode-experiment.ts'
import { decodeGlossary } from '../exercise/glossary.ts'
import { readImageLibrary } from '../exercise/image-libraries.ts'
import { BLOCK_FOLDERS } from '../exercise/lesson-blocks.ts'
import { citedRules } from '../exercise/marked-text.ts'
import type { Proof } from '../exercise/proof.ts'
import { proofProblems } from '../exercise/proof.ts'
import { proveExercise } from '../exercise/prove.ts'
import { decodeQuestion, proveQuestion } from '../exercise/question.ts'
import { decodeTranscript } from '../exercise/transcript.ts'
import { messagesShape } from '../messages/decode-messages.ts'
import type { ImageLibrary, Message } from '../simulator/index.ts'
import { lessonProblems } from './check-lesson.ts'
import { CONTENT, lessonSlugs, ruleIds, surroundingsOf, textsBelow } from './lesson-folders.ts'
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
      return describe(content, file, (source) => decodeCurriculum(source, lessonSlugs(content)))
    case 'glossary.yaml':
      return describe(content, file, decodeGlossary)
    case 'messages':
      return describe(content, file, (source) =>
        readContent(source, messagesShape(basename(file, '.yaml')), (messages) => messageProblems(messages, lessonSlugs(content))),
      )
    case 'workloads':
      return describe(content, file, readImageLibrary)
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
  const misnamed = misnamedPart(kind)
  if (misnamed !== undefined) return describeProblems(`content/lessons/${lesson}/${kind}`, [misnamed])
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
    case 'predictions':
      return describe(content, at, decodeQuestion, proveQuestion)
    case 'transcripts':
      return describe(content, at, decodeTranscript)
    default:
      return undefined
  }
}

/** What a lesson's folder holds. */
const PARTS = ['index.mdx', ...Object.values(BLOCK_FOLDERS)]

/** Nothing finds what stands in `exercise/` or `index.md`; anything else there is the author's own. */
function misnamedPart(name: string): ContentProblem | undefined {
  const near = PARTS.includes(name) ? undefined : nearest(name, PARTS)
  return near === undefined
    ? undefined
    : { path: '', expected: `one of ${PARTS.join(', ')}`, received: name, fix: `Did you mean ${near}? Nothing looks for ${name}.` }
}

/** A file that no lesson would find. */
function isMisnamed(kind: string, rest: readonly string[], id: string): boolean {
  return rest.length === 0 && ['quizzes', 'predictions', 'transcripts'].includes(kind) && !id.endsWith('.yaml')
}

function checkExercise(folder: string, id: string, content: string): string {
  const texts = textsBelow(join(content, folder))
  return describe(content, `${folder}/exercise.yaml`, () => decodeExercise(id, texts), proveExercise)
}

function checkExperiment(folder: string, content: string): string {
  const texts = textsBelow(join(content, folder))
  return describe(content, `${folder}/experiment.yaml`, () => decodeExperiment(texts), proveExperiment)
}

/** Rules and lessons that a message names and nobody knows. */
function messageProblems(messages: readonly Message[], lessons: readonly string[]): readonly ContentProblem[] {
  const known = ruleIds()
  return messages.flatMap(({ rules, lesson }, index) => {
    const path = `[${String(index)}]`
    const rule = rules.findIndex((each) => !known.includes(each))
    const near = lesson === undefined || lessons.includes(lesson) ? undefined : nearest(lesson, lessons)
    return [
      ...(rule === -1 ? [] : [unknownRule(`${path}.rules[${String(rule)}]`, rules[rule] ?? '')]),
      ...(lesson === undefined || lessons.includes(lesson)
        ? []
        : [
            {
              path: `${path}.lesson`,
              expected: 'a folder of content/lessons',
              received: lesson,
              fix: near === undefined ? 'Name one that is there, or take the line out.' : `Did you mean ${near}?`,
            },
          ]),
    ]
  })
}

function unknownRule(path: string, received: string): ContentProblem {
  return { path, expected: 'a rule of docs/rules.md', received, fix: 'Find the one that says what you claim, or write its line there.' }
}

/** Rules in brackets, in whatever learners read. */
function citationProblems(source: string): readonly ContentProblem[] {
  const known = ruleIds()
  return citedRules(source)
    .filter(({ rule }) => !known.includes(rule))
    .map(({ rule, at }) => ({ ...unknownRule('', rule), line: source.slice(0, at).split('\n').length }))
}

/**
 * Everything that is wrong with a file, '' when nothing is.
 *
 * @param prove  What must hold beyond its shape; not asked while the images of the course cannot be read.
 */
function describe<T>(
  content: string,
  file: string,
  read: (source: string) => ContentReading<T>,
  prove?: (value: T, images: ImageLibrary) => readonly Proof[],
): string {
  const source = existsSync(join(content, file)) ? readFileSync(join(content, file), 'utf8') : ''
  const reading = read(source)
  if (!reading.ok) return describeProblems(`content/${file}`, reading.problem)
  const cited = citationProblems(source)
  if (prove === undefined) return describeProblems(`content/${file}`, cited)
  const images = readImageLibrary(readFileSync(join(content, IMAGES), 'utf8'))
  if (!images.ok) return describeProblems(`content/${IMAGES}`, images.problem)
  return describeProblems(`content/${file}`, [...cited, ...proofProblems(prove(reading.value, images.value), source)])
}

const IMAGES = 'workloads/images.yaml'
