// The choice of a theme. It is kept where Starlight looks for it before a page is drawn.

import { loadShared, saveShared } from './storage.ts'

type Choice = 'auto' | 'light' | 'dark'

const KEPT_AS = 'starlight-theme'
const NEXT: Readonly<Record<Choice, Choice>> = { auto: 'light', light: 'dark', dark: 'auto' }
const NAMES: Readonly<Record<Choice, string>> = { auto: 'Auto', light: 'Light', dark: 'Dark' }

class ThemeElement extends HTMLElement {
  #choice: Choice = 'auto'

  connectedCallback(): void {
    const button = this.querySelector('button')
    if (button === null) return
    button.disabled = false
    button.addEventListener('click', () => {
      this.#choice = NEXT[this.#choice]
      saveShared(KEPT_AS, this.#choice === 'auto' ? '' : this.#choice)
      this.#show()
    })
    matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => {
      this.#show()
    })
    this.#choice = kept()
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

function kept(): Choice {
  const value = loadShared(KEPT_AS)
  return value === 'light' || value === 'dark' ? value : 'auto'
}

customElements.define('third-factor-theme', ThemeElement)
