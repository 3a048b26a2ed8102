// The course as an ordered list of parts and lessons, made from content/curriculum.yaml and the lessons' front matter.

export interface LessonFacts {
  /** The folder's name; the page is /lessons/<slug>/. */
  readonly slug: string
  readonly title: string
  readonly summary: string
  readonly minutes: number
}

export interface Part {
  readonly id: string
  readonly title: string
  readonly lessons: readonly string[]
}

export interface PlacedLesson extends LessonFacts {
  readonly part: Part
  /** From 1. */
  readonly partNumber: number
  /** From 1, within the part. */
  readonly numberInPart: number
  /** From 1, within the course. */
  readonly number: number
}

/**
 * Lessons in reading order.
 *
 * @returns the lessons, and in `problems` what an author must mend: a listed lesson that has no folder, a folder that no part lists.
 */
export function orderLessons(
  parts: readonly Part[],
  lessons: readonly LessonFacts[],
): { readonly lessons: readonly PlacedLesson[]; readonly problems: readonly string[] } {
  const bySlug = new Map(lessons.map((lesson) => [lesson.slug, lesson]))
  const problems: string[] = []
  const placed: PlacedLesson[] = []
  const seen = new Set<string>()
  parts.forEach((part, partIndex) => {
    part.lessons.forEach((slug, lessonIndex) => {
      const lesson = bySlug.get(slug)
      if (seen.has(slug)) problems.push(`content/curriculum.yaml lists ${slug} twice. Keep one.`)
      else if (lesson === undefined)
        problems.push(
          `content/curriculum.yaml lists ${slug}, but there is no content/lessons/${slug}/index.mdx. Add it, or take the line out.`,
        )
      else placed.push({ ...lesson, part, partNumber: partIndex + 1, numberInPart: lessonIndex + 1, number: placed.length + 1 })
      seen.add(slug)
    })
  })
  for (const lesson of lessons) {
    if (!seen.has(lesson.slug)) problems.push(`content/lessons/${lesson.slug} is in no part. Add it to content/curriculum.yaml.`)
  }
  return { lessons: placed, problems }
}

/** The neighbours of a lesson in reading order. */
export function neighboursOf(
  lessons: readonly PlacedLesson[],
  slug: string,
): { readonly previous: PlacedLesson | undefined; readonly next: PlacedLesson | undefined } {
  const index = lessons.findIndex((lesson) => lesson.slug === slug)
  return index === -1 ? { previous: undefined, next: undefined } : { previous: lessons[index - 1], next: lessons[index + 1] }
}
