// Makes a lesson from content/templates/lesson: prose, an experiment, a quiz and an exercise that is proved already, listed in the course.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describeProblems } from '../authoring/problem.ts'
import { decodeCurriculum } from '../curriculum/decode-curriculum.ts'
import { CONTENT, textsBelow } from './lesson-folders.ts'

export type NewLesson = { readonly ok: true; readonly files: readonly string[] } | { readonly ok: false; readonly problem: string }

/** @param part  The id of a part of content/curriculum.yaml, or its number from 1; the last one, if none is named. */
export function makeLesson(slug: string, part: string | undefined, content = CONTENT): NewLesson {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    return refuse(`A slug is made of small letters, digits and hyphens, like values-are-strings; ${slug || 'nothing'} is not.`)
  const folder = join(content, 'lessons', slug)
  if (existsSync(folder)) return refuse(`content/lessons/${slug} is there already. Take another slug.`)
  const curriculumFile = join(content, 'curriculum.yaml')
  const text = readFileSync(curriculumFile, 'utf8')
  const parts = decodeCurriculum(text)
  if (!parts.ok) return refuse(describeProblems('content/curriculum.yaml', parts.problem))
  const ids = parts.value.map(({ id }) => id)
  const id = part === undefined ? ids.at(-1) : (ids[Number(part) - 1] ?? ids.find((each) => each === part))
  if (id === undefined) return refuse(`content/curriculum.yaml has no part ${part ?? ''}. Its parts: ${ids.join(', ')}.`)
  const curriculum = listed(text, slug, id)
  if (curriculum === undefined) return refuse(`The part ${id} of content/curriculum.yaml has no line "lessons: […]". Write it so.`)
  const texts = Object.entries(textsBelow(join(content, 'templates', 'lesson')))
  for (const [path, text] of texts) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text.replaceAll('{{title}}', titleOf(slug)))
  }
  writeFileSync(curriculumFile, curriculum)
  return { ok: true, files: texts.map(([path]) => `content/lessons/${slug}/${path}`) }
}

function refuse(problem: string): NewLesson {
  return { ok: false, problem }
}

/** The curriculum with the slug at the end of a part; comments stay where they are. */
function listed(text: string, slug: string, part: string): string | undefined {
  const head = new RegExp(`^ *- id: ${part}\\s*\\n(?: +.*\\n)*? +lessons: \\[`, 'm').exec(text)
  const to = head === null ? -1 : text.indexOf(']', head.index + head[0].length)
  if (to === -1) return undefined
  const separator = text[to - 1] === '[' ? '' : ', '
  return `${text.slice(0, to)}${separator}${slug}${text.slice(to)}`
}

/** `values-are-strings` is `Values are strings` until somebody finds a better one. */
function titleOf(slug: string): string {
  const words = slug.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
