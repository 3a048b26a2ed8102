// Pages have the whole width to themselves: no sidebar. Lessons have neighbours in the order of the course.
import { defineRouteMiddleware } from '@astrojs/starlight/route-data'
import { lessonLink, readCourse } from './components/course.ts'
import { neighboursOf } from './curriculum/curriculum.ts'

export const onRequest = defineRouteMiddleware(async (context) => {
  const route = context.locals.starlightRoute
  route.hasSidebar = false
  if (!route.id.startsWith('lessons/')) return
  const { previous, next } = neighboursOf(await readCourse(), route.id.replace('lessons/', ''))
  route.pagination = { prev: previous && link(previous), next: next && link(next) }
})

function link(lesson: { slug: string; title: string }) {
  return { type: 'link' as const, label: lesson.title, href: lessonLink(lesson.slug), isCurrent: false, badge: undefined, attrs: {} }
}
