// Fills the course map with what this reader has done, says where to go on, and saves progress as a file or adds one.

import { lessonState } from '../exercise/progress.ts'
import type { LessonState, Progress } from '../exercise/progress.ts'
import { exportProgress, importProgress, PROGRESS_CHANGED, readProgress } from './progress-store.ts'

const WORDS: Readonly<Record<LessonState, string>> = { untouched: '', begun: 'begun', done: 'done' }

class CourseMapElement extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener(PROGRESS_CHANGED, () => {
      this.#show(readProgress())
    })
    this.querySelector('.export')?.addEventListener('click', exportProgress)
    const input = this.querySelector<HTMLInputElement>('.import input')
    input?.addEventListener('change', () => {
      const file = input.files?.[0]
      if (file !== undefined)
        void importProgress(file).then((said) => {
          this.#say(said)
        })
      input.value = ''
    })
    this.#show(readProgress())
  }

  #show(progress: Progress): void {
    for (const item of this.querySelectorAll<HTMLElement>('[data-lesson]')) {
      const exercises = (item.dataset['exercises'] ?? '').split(' ').filter((id) => id !== '')
      const state = lessonState(progress, item.dataset['lesson'] ?? '', exercises)
      item.dataset['state'] = state
      const solved = exercises.filter((id) => id in progress.solved).length
      const word = state === 'begun' && exercises.length > 1 ? `${String(solved)} of ${String(exercises.length)} solved` : WORDS[state]
      const text = item.querySelector('.state')
      if (text !== null) text.textContent = word
      const mark = item.querySelector('.mark')
      if (mark !== null && state === 'done') mark.textContent = '✓'
    }
    this.#resume(progress.last)
  }

  /** Points to the lesson that was open last. */
  #resume(lesson: string | undefined): void {
    const last = lesson === undefined ? null : this.querySelector<HTMLAnchorElement>(`[data-lesson="${CSS.escape(lesson)}"] a`)
    const line = this.querySelector<HTMLElement>('.resume')
    const link = line?.querySelector('a')
    const title = line?.querySelector('b')
    if (last === null || line === null || link === null || link === undefined || title === null || title === undefined) return
    link.href = last.href
    title.textContent = last.textContent
    line.hidden = false
  }

  #say(text: string): void {
    const said = this.querySelector('.said')
    if (said !== null) said.textContent = text
  }
}

customElements.define('third-factor-course-map', CourseMapElement)
