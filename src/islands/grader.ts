// Asks the grading worker, one question at a time: what comes in between is answered by the newest. Where workers are not to be had it says so.

import type { Files } from '../exercise/files.ts'
import type { FromGrader } from './grading-contract.ts'
import type { StageProps } from './experiment.ts'
import type { Act } from './session.ts'

export interface Question {
  readonly acts: readonly Act[]
  readonly nowMs: number
  readonly files: Files
}

export class Grader {
  readonly #worker: Worker
  #busy = false
  #next: Question | undefined

  /** @param onfail  Called when no worker can grade here; nothing is answered then. */
  static start(props: StageProps, onanswer: (answer: FromGrader) => void, onfail: () => void): Grader | undefined {
    try {
      return new Grader(new Worker(new URL('./grading-worker.ts', import.meta.url), { type: 'module' }), props, onanswer, onfail)
    } catch {
      // No workers in this browser, or not from here.
      onfail()
      return undefined
    }
  }

  private constructor(worker: Worker, props: StageProps, onanswer: (answer: FromGrader) => void, onfail: () => void) {
    this.#worker = worker
    worker.addEventListener('message', ({ data }: MessageEvent<FromGrader>) => {
      this.#busy = false
      onanswer(data)
      const next = this.#next
      this.#next = undefined
      if (next !== undefined) this.ask(next)
    })
    worker.addEventListener('error', onfail)
    worker.postMessage({ kind: 'begin', props })
  }

  ask(question: Question): void {
    if (this.#busy) {
      this.#next = question
      return
    }
    this.#busy = true
    this.#worker.postMessage({ kind: 'grade', ...question })
  }

  close(): void {
    this.#worker.terminate()
  }
}
