// The search of the header: opens its dialog, and fetches the library and the index (Pagefind's, made with the site) when that is first done.

import type { Found, SearchIndex } from './search-index.ts'
import { isSearchIndex, markedParts, readFound } from './search-index.ts'

const PAGES_SHOWN = 8
const SECTIONS_SHOWN = 3

class SearchElement extends HTMLElement {
  #index: Promise<SearchIndex> | undefined
  /** The number of the last question: an answer to an older one comes too late. */
  #asked = 0
  /** Kept when what was asked last is answered. */
  #answered: Promise<void> = Promise.resolve()

  connectedCallback(): void {
    const open = this.querySelector<HTMLButtonElement>('.open')
    const input = this.querySelector('input')
    if (open === null || input === null) return
    open.disabled = false
    open.addEventListener('click', () => {
      this.#open()
    })
    input.addEventListener('input', () => {
      this.#answered = this.#ask(input.value)
    })
    // Enter goes to the first page that was found, as soon as it is.
    input.form?.addEventListener('submit', (event) => {
      if (event.submitter?.matches(':focus') === true) return
      event.preventDefault()
      void this.#answered.then(() => this.querySelector<HTMLAnchorElement>('ol a')?.click())
    })
    this.#dialog?.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step === undefined) return
      event.preventDefault()
      this.#go(step)
    })
    this.#dialog?.addEventListener('click', (event) => {
      // The dialog itself is hit only beside what it holds: on its backdrop. A link may lead to a place of this very page.
      if (event.target === this.#dialog || (event.target instanceof Element && event.target.closest('a') !== null)) this.#dialog?.close()
    })
    window.addEventListener('keydown', (event) => {
      const isOfBoth = event.ctrlKey || event.metaKey
      if (!(event.key === 'k' && isOfBoth) && !(event.key === '/' && !isOfBoth && !event.altKey && !isTypedInto(event))) return
      event.preventDefault()
      if (this.#dialog?.open === true) this.#dialog.close()
      else this.#open()
    })
  }

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog')
  }

  /** From what is typed to the pages that were found, from one to the next, and back. */
  #go(step: number): void {
    const stops = [...this.querySelectorAll<HTMLElement>('input, ol a')]
    stops[stops.findIndex((stop) => stop === document.activeElement) + step]?.focus()
  }

  #open(): void {
    this.#dialog?.showModal()
    this.querySelector('input')?.select()
    void this.#load().catch(() => undefined)
  }

  #load(): Promise<SearchIndex> {
    const address = new URL(this.dataset['index'] ?? '', location.href).href
    this.#index ??= import(/* @vite-ignore */ address).then(async (library: unknown) => {
      if (!isSearchIndex(library)) throw new TypeError(`${address} is no search index.`)
      await library.options({ baseUrl: this.dataset['base'] ?? '/' })
      await library.init()
      return library
    })
    // The next attempt may do better.
    this.#index.catch(() => (this.#index = undefined))
    return this.#index
  }

  async #ask(text: string): Promise<void> {
    const asked = (this.#asked += 1)
    const words = text.trim()
    if (words === '') {
      this.#show('', [])
      return
    }
    if (this.querySelector('ol a') === null) this.#show('Looking …', [])
    try {
      const index = await this.#load()
      const answer = await index.search(words)
      const pages = await Promise.all(answer.results.slice(0, PAGES_SHOWN).map((result) => result.data()))
      if (asked !== this.#asked) return
      const count = answer.results.length
      this.#show(
        count === 0 ? `Nothing says “${words}”. Fewer words find more.` : `${String(count)} ${count === 1 ? 'page' : 'pages'}`,
        pages.map(readFound),
      )
    } catch {
      if (asked === this.#asked) this.#show('The search could not be loaded.', [])
    }
  }

  #show(says: string, found: readonly Found[]): void {
    const status = this.querySelector('[role=status]')
    if (status !== null) status.textContent = says
    this.querySelector('ol')?.replaceChildren(
      ...found.map((page) => {
        const item = document.createElement('li')
        item.append(linkTo(page), ...page.sections.slice(0, SECTIONS_SHOWN).map(linkTo))
        return item
      }),
    )
  }
}

/** The editor and the terminal are among them: what is typed there arrives at a textarea or at a part that can be edited. */
function isTypedInto({ defaultPrevented, target }: KeyboardEvent): boolean {
  if (defaultPrevented || !(target instanceof HTMLElement)) return defaultPrevented
  return target.isContentEditable || target.matches('input, textarea, select, [role=textbox]') || target.closest('dialog') !== null
}

function linkTo({ url, title, excerpt }: Pick<Found, 'url' | 'title' | 'excerpt'>): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = url
  const name = document.createElement('b')
  name.textContent = title
  link.append(name)
  for (const { text, isMarked } of markedParts(excerpt)) {
    const part = document.createElement(isMarked ? 'mark' : 'span')
    part.textContent = text
    link.append(part)
  }
  return link
}

customElements.define('third-factor-search', SearchElement)
