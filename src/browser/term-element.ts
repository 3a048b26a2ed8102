// Shows the card of a term while it is pointed at or has the focus; Escape hides it. The card stays within the window.

const MARGIN_PX = 16

class TermElement extends HTMLElement {
  connectedCallback(): void {
    const card = this.#card()
    if (card !== null) {
      card.id = `term-card-${String([...document.querySelectorAll('third-factor-term')].indexOf(this))}`
      this.querySelector('a')?.setAttribute('aria-describedby', card.id)
    }
    const show = () => {
      this.#show()
    }
    const hide = () => {
      this.#hide()
    }
    this.addEventListener('pointerenter', show)
    this.addEventListener('pointerleave', hide)
    this.addEventListener('focusin', show)
    this.addEventListener('focusout', hide)
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') hide()
    })
  }

  #card(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.card')
  }

  #show(): void {
    const card = this.#card()
    if (card === null) return
    card.style.setProperty('--shift', '0px')
    card.hidden = false
    const { left, right } = card.getBoundingClientRect()
    const shift = Math.min(0, document.documentElement.clientWidth - MARGIN_PX - right) - Math.min(0, left - MARGIN_PX)
    card.style.setProperty('--shift', `${String(shift)}px`)
  }

  #hide(): void {
    const card = this.#card()
    if (card !== null) card.hidden = true
  }
}

customElements.define('third-factor-term', TermElement)
