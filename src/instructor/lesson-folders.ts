// The content folder as authors' tools and tests see it: lessons, and the folders and files beside them. Node only.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { describeProblems } from '../authoring/problem.ts'
import type { Files } from '../exercise/files.ts'
import { decodeGlossary } from '../exercise/glossary.ts'
import { readImageLibrary } from '../exercise/image-libraries.ts'
import { BLOCK_FOLDERS } from '../exercise/lesson-blocks.ts'
import type { ImageLibrary } from '../simulator/index.ts'
import type { LessonSurroundings } from './check-lesson.ts'

export const CONTENT = resolve(import.meta.dirname, '../../content')
const RULES = resolve(import.meta.dirname, '../../docs/rules.md')

export type FolderKind = 'exercises' | 'experiments'
export type FileKind = 'quizzes' | 'predictions' | 'transcripts'

/** A folder or file beside a lesson. */
export interface Beside {
  readonly lesson: string
  readonly id: string
  /** For messages: `content/lessons/…`. */
  readonly file: string
}

export function lessonSlugs(content = CONTENT): readonly string[] {
  return foldersIn(join(content, 'lessons'))
}

export function besideFolders(kind: FolderKind, content = CONTENT): readonly (Beside & { readonly texts: Files })[] {
  const main = kind === 'exercises' ? 'exercise.yaml' : 'experiment.yaml'
  return lessonSlugs(content).flatMap((lesson) =>
    foldersIn(join(content, 'lessons', lesson, kind)).map((id) => {
      const folder = join(content, 'lessons', lesson, kind, id)
      return { lesson, id, file: `content/lessons/${lesson}/${kind}/${id}/${main}`, texts: textsBelow(folder) }
    }),
  )
}

export function besideFiles(kind: FileKind, content = CONTENT): readonly (Beside & { readonly text: string })[] {
  return lessonSlugs(content).flatMap((lesson) => {
    const folder = join(content, 'lessons', lesson, kind)
    return yamlIn(folder).map((id) => ({
      lesson,
      id,
      file: `content/lessons/${lesson}/${kind}/${id}.yaml`,
      text: readFileSync(join(folder, `${id}.yaml`), 'utf8'),
    }))
  })
}

/** What the text of a lesson may name. A glossary that cannot be read is told of when it is saved; here it has no words. */
export function surroundingsOf(lesson: string, content = CONTENT): LessonSurroundings {
  const folder = join(content, 'lessons', lesson)
  const { Experiment, Exercise, Quiz, Predict, Transcript } = BLOCK_FOLDERS
  const experiments = foldersIn(join(folder, Experiment))
  const glossary = decodeGlossary(readFileSync(join(content, 'glossary.yaml'), 'utf8'))
  return {
    ids: {
      Experiment: experiments,
      Exercise: foldersIn(join(folder, Exercise)),
      Quiz: yamlIn(join(folder, Quiz)),
      Predict: yamlIn(join(folder, Predict)),
      Transcript: yamlIn(join(folder, Transcript)),
    },
    predicting: experiments.filter((id) => {
      const file = join(folder, Experiment, id, 'experiment.yaml')
      return existsSync(file) && /^predict:/m.test(readFileSync(file, 'utf8'))
    }),
    terms: glossary.ok ? glossary.value : [],
    rules: ruleIds(),
  }
}

/** Every rule that docs/rules.md tells. */
export function ruleIds(): readonly string[] {
  return [...readFileSync(RULES, 'utf8').matchAll(/^- \*\*([A-Z]+-\d+)\*\* /gm)].map(([, id = '']) => id)
}

/** Images of the course. A library that cannot be read stops the tool, with what is wrong. */
export function readImages(content = CONTENT): ImageLibrary {
  const library = readImageLibrary(readFileSync(join(content, 'workloads', 'images.yaml'), 'utf8'))
  if (!library.ok) throw new Error(describeProblems('content/workloads/images.yaml', library.problem))
  return library.value
}

export function textsBelow(folder: string): Files {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const named = files.map((entry) => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(named.map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')]))
}

/** Names without their ending. */
function yamlIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  return names.map((name) => name.replace(/\.yaml$/, ''))
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}
