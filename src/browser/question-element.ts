// Marks the answers of a question: what was chosen and is wrong, what is right, each with its own reason. It can be answered again.

import { markQuestion } from './progress-store.ts'

class QuestionElement extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault()
      this.#mark()
    })
    this.addEventListener('change', () => {
      this.#clear()
    })
  }

  #answers(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.answer')]
  }

  #mark(): void {
    const answers = this.#answers()
    const chosen = answers.filter(isChosen)
    if (chosen.length === 0) {
      this.#say('Choose an answer first.')
      return
    }
    const single = this.dataset['single'] !== undefined
    const wrong = answers.filter((answer) => isChosen(answer) !== isRight(answer))
    // One choice: its own reason only, so that a wrong one can be tried again. Several: all of them.
    for (const answer of single ? chosen : answers) show(answer)
    this.#say(outcomeOf(single, wrong.length, answers.length))
    if (wrong.length === 0) markQuestion(this.dataset['question'] ?? '')
  }

  #clear(): void {
    for (const answer of this.#answers()) {
      delete answer.dataset['shown']
      answer.querySelector('.because')?.setAttribute('hidden', '')
    }
    this.#say('')
  }

  #say(text: string): void {
    const outcome = this.querySelector('.outcome')
    if (outcome !== null) outcome.textContent = text
  }
}

function isChosen(answer: HTMLElement): boolean {
  return answer.querySelector('input')?.checked === true
}

function isRight(answer: HTMLElement): boolean {
  return answer.dataset['right'] !== undefined
}

function show(answer: HTMLElement): void {
  const good = isChosen(answer) === isRight(answer)
  answer.dataset['shown'] = good ? 'good' : 'bad'
  const verdict = answer.querySelector('.verdict')
  if (verdict !== null) verdict.textContent = verdictOf(isChosen(answer), isRight(answer))
  answer.querySelector('.because')?.removeAttribute('hidden')
}

function verdictOf(chosen: boolean, right: boolean): string {
  if (chosen) return right ? '✓ Right. ' : '✗ Wrong. '
  return right ? '✗ Missed, this is right. ' : '✓ Rightly left out. '
}

function outcomeOf(single: boolean, wrong: number, all: number): string {
  if (wrong === 0) return 'That is right.'
  return single ? 'Not this one. Read why, and try another.' : `${String(all - wrong)} of ${String(all)} judged rightly. Read why.`
}

customElements.define('third-factor-question', QuestionElement)
