// Notes that a lesson was opened, and that it was read to its end: when the links to its neighbours come into view.

import { noteProgress } from './progress-store.ts'

const [, lesson] = /\/lessons\/([^/]+)\/?$/.exec(location.pathname) ?? []

if (lesson !== undefined) {
  noteProgress({ kind: 'opened', lesson, atEpochMs: Date.now() })
  const end = document.querySelector('.pagination-links')
  if (end !== null) {
    const observer = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return
      observer.disconnect()
      noteProgress({ kind: 'read', lesson, atEpochMs: Date.now() })
    })
    observer.observe(end)
  }
}
