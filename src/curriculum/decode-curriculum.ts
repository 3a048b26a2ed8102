// Reads content/curriculum.yaml: the parts of the course and the lessons of each, in order.

import type { ContentProblem } from '../authoring/problem.ts'
import { nearest } from '../authoring/problem.ts'
import type { ContentReading } from '../authoring/read-content.ts'
import { readContent } from '../authoring/read-content.ts'
import { identifier, listOf, record, required, text } from '../authoring/shape.ts'
import type { Part } from './curriculum.ts'

export const partFields = {
  id: required(identifier, 'Its name for `npm run new lesson <slug> -- --part <id>`.'),
  title: required(text, 'The heading on the course map.'),
  lessons: required(listOf(identifier), 'Slugs of its lessons in order.'),
}

const curriculumShape = record<{ readonly parts: readonly Part[] }>('a curriculum', {
  parts: required(listOf(record<Part>('a part', partFields), 1), 'The parts of the course, in order.'),
})

/** @param slugs  The lessons that there are, when that is known: each must be listed once, and no other. */
export function decodeCurriculum(source: string, slugs?: readonly string[]): ContentReading<readonly Part[]> {
  const read = readContent(source, curriculumShape, ({ parts }) => (slugs === undefined ? [] : listProblems(parts, slugs)))
  return read.ok ? { ok: true, value: read.value.parts } : read
}

function listProblems(parts: readonly Part[], slugs: readonly string[]): readonly ContentProblem[] {
  const listed = parts.flatMap(({ lessons }, part) =>
    lessons.map((slug, index) => ({ slug, path: `parts[${String(part)}].lessons[${String(index)}]` })),
  )
  const absent = new Set(slugs.filter((slug) => !listed.some((each) => each.slug === slug)))
  const problems: ContentProblem[] = []
  listed.forEach(({ slug, path }, index) => {
    if (listed.findIndex((each) => each.slug === slug) < index)
      problems.push({ path, expected: 'a lesson that is listed once', received: slug, fix: 'Keep one of them.' })
    else if (!slugs.includes(slug)) {
      const near = nearest(slug, [...absent])
      if (near !== undefined) absent.delete(near)
      const fix = near === undefined ? `Write content/lessons/${slug}/index.mdx, or take it out.` : `Did you mean ${near}?`
      problems.push({ path, expected: 'a folder of content/lessons', received: slug, fix })
    }
  })
  for (const slug of absent) {
    const fix = `Write ${slug} between the brackets of lessons: in the part that it belongs to.`
    problems.push({ path: 'parts', expected: 'every lesson in a part', received: `content/lessons/${slug} in none`, fix })
  }
  return problems
}
