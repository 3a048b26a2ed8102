// The button of the theme: from each to the next.

import type { ThemeChoice } from './kept-theme.ts'
import { loadTheme, saveTheme } from './kept-theme.ts'

const NEXT: Readonly<Record<ThemeChoice, ThemeChoice>> = { auto: 'light', light: 'dark', dark: 'auto' }
const NAMES: Readonly<Record<ThemeChoice, string>> = { auto: 'Auto', light: 'Light', dark: 'Dark' }

class ThemeElement extends HTMLElement {
  #choice: ThemeChoice = 'auto'

  connectedCallback(): void {
    const button = this.querySelector('button')
    if (button === null) return
    button.disabled = false
    button.addEventListener('click', () => {
      this.#choice = NEXT[this.#choice]
      saveTheme(this.#choice)
      this.#show()
    })
    matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => {
      this.#show()
    })
    this.#choice = loadTheme()
    this.#show()
  }

  #show(): void {
    const choice = this.#choice
    const ofSystem = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
    document.documentElement.dataset['theme'] = choice === 'auto' ? ofSystem : choice
    this.querySelector('button')?.setAttribute('aria-label', `Theme: ${NAMES[choice]}`)
    const word = this.querySelector('span')
    if (word !== null) word.textContent = NAMES[choice]
  }
}

customElements.define('third-factor-theme', ThemeElement)
