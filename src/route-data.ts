// Pages have the whole width to themselves: no sidebar. Lessons have neighbours in the order of the course; behind the last is the playground.
import { defineRouteMiddleware } from '@astrojs/starlight/route-data'
import { lessonLink, readCourse, siteLink } from './components/course.ts'
import { neighboursOf } from './curriculum/curriculum.ts'

export const onRequest = defineRouteMiddleware(async (context) => {
  const route = context.locals.starlightRoute
  route.hasSidebar = false
  if (!route.id.startsWith('lessons/')) return
  const { previous, next } = neighboursOf(await readCourse(), route.id.replace('lessons/', ''))
  route.pagination = { prev: previous && link(previous), next: next ? link(next) : linkTo('Playground', siteLink('playground/')) }
})

function link(lesson: { slug: string; title: string }) {
  return linkTo(lesson.title, lessonLink(lesson.slug))
}

function linkTo(label: string, href: string) {
  return { type: 'link' as const, label, href, isCurrent: false, badge: undefined, attrs: {} }
}
