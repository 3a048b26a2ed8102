// The course as the pages see it: content/curriculum.yaml joined with the lessons of the content collection.
import { getCollection } from 'astro:content'
import curriculumText from '../../content/curriculum.yaml?raw'
import type { PlacedLesson } from '../curriculum/curriculum.ts'
import { orderLessons } from '../curriculum/curriculum.ts'
import { decodeCurriculum } from '../curriculum/decode-curriculum.ts'
import { valueOrFail } from './content-texts.ts'

const CURRICULUM = 'content/curriculum.yaml'

export const parts = valueOrFail(CURRICULUM, decodeCurriculum(curriculumText))

/** All lessons in reading order. Fails the build with what to mend when folders and curriculum disagree. */
export async function readCourse(): Promise<readonly PlacedLesson[]> {
  const entries = await getCollection('docs', (entry) => entry.id.startsWith('lessons/'))
  const { lessons, problems } = orderLessons(
    parts,
    entries.map((entry) => ({
      slug: entry.id.replace('lessons/', ''),
      title: entry.data.title,
      summary: entry.data.summary ?? '',
      minutes: entry.data.minutes ?? 0,
    })),
  )
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return lessons
}

/** A link inside the site, under whatever path the site is served. */
export function siteLink(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`
}

export function lessonLink(slug: string): string {
  return siteLink(`lessons/${slug}/`)
}

const descriptions = import.meta.glob('../../content/lessons/*/exercises/*/exercise.yaml', { query: '?url' })

/** Ids of a lesson's exercises, as progress is stored under them. */
export function exercisesOf(slug: string): readonly string[] {
  return Object.keys(descriptions).flatMap((path) => {
    const [, lesson, id] = /lessons\/([^/]+)\/exercises\/([^/]+)\//.exec(path) ?? []
    return lesson === slug && id !== undefined ? [`${slug}/${id}`] : []
  })
}
