// `client:attended`: an island comes to life when it is in view and somebody is there. Until a reader moves, touches, scrolls or types,
// the page is only looked at, and has its first moments for being drawn; whoever uses it has moved before. Nobody waits for ever: some
// move in ways that a page does not hear of. What they click until then is clicked again when there is somebody to hear it.

import type { ClientDirective } from 'astro'
import { nextTask } from './tasks.ts'

const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'scroll', 'keydown', 'focusin'] as const
const LONGEST_MS = 4000

const attended: ClientDirective = (load, _options, element) => {
  const clicked = new Set<HTMLElement>()
  const remember = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest('button') : null
    if (button !== null) clicked.add(button)
  }
  element.addEventListener('click', remember)
  void Promise.all([isInView(element), somebodyIsThere()]).then(async () => {
    const hydrate = await load()
    // Running the modules was one task; drawing with them is another.
    await nextTask()
    await hydrate()
    element.removeEventListener('click', remember)
    for (const button of clicked) button.click()
  })
}

export default attended

function isInView(element: HTMLElement): Promise<void> {
  return new Promise((done) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      observer.disconnect()
      done()
    })
    // The island's own element has no box.
    for (const child of element.children) observer.observe(child)
  })
}

function somebodyIsThere(): Promise<void> {
  return new Promise((done) => {
    const heard = new AbortController()
    const come = () => {
      heard.abort()
      done()
    }
    for (const sign of SIGNS) addEventListener(sign, come, { signal: heard.signal, passive: true, capture: true })
    setTimeout(come, LONGEST_MS)
  })
}
