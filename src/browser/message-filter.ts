// The field above the messages: shows those that answer to what is typed, and says how many they are. Without scripts there is no field,
// and all messages.

import type { MessageEntry } from './message-match.ts'
import { matchMessages } from './message-match.ts'

/** So few are opened at once. */
const OPENED_AT_MOST = 3

interface ListedMessage extends MessageEntry {
  readonly element: HTMLDetailsElement
}

class MessageFilter extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input')
    this.hidden = false
    input?.addEventListener('input', () => {
      this.#show(input.value.trim())
    })
    const openNamed = () => {
      document.getElementById(location.hash.slice(1))?.closest('details')?.setAttribute('open', '')
    }
    window.addEventListener('hashchange', openNamed)
    openNamed()
    if (input !== null && input.value !== '') this.#show(input.value.trim())
  }

  #show(asked: string): void {
    const entries = [...document.querySelectorAll<HTMLDetailsElement>('details.message')].map((element): ListedMessage => ({
      element,
      text: element.textContent,
      says: [...element.querySelectorAll('.says code')].map((code) => code.textContent),
    }))
    const found = new Set(matchMessages(entries, asked))
    for (const entry of entries) {
      entry.element.hidden = !found.has(entry)
      entry.element.open = asked !== '' && found.size <= OPENED_AT_MOST && found.has(entry)
    }
    for (const section of document.querySelectorAll<HTMLElement>('section.area')) {
      section.hidden = section.querySelector('details:not([hidden])') === null
    }
    const areas = document.querySelector<HTMLElement>('nav.areas')
    if (areas !== null) areas.hidden = asked !== ''
    const status = this.querySelector('[role=status]')
    if (status === null) return
    status.textContent = asked === '' ? '' : found.size === 0 ? 'None of them.' : `${String(found.size)} of ${String(entries.length)}`
  }
}

customElements.define('third-factor-messages', MessageFilter)
