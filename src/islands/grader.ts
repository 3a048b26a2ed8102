// Asks the grading worker, one question at a time: what comes in between is answered by the newest. Where workers are not to be had it says so.

import type { Files } from '../exercise/files.ts'
import type { FromGrader, GradedStage, ToGrader } from './grading-contract.ts'
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
  static start(stage: GradedStage, onanswer: (answer: FromGrader) => void, onfail: () => void): Grader | undefined {
    try {
      return new Grader(new Worker(new URL('./grading-worker.ts', import.meta.url), { type: 'module' }), stage, onanswer, onfail)
    } catch {
      // No workers in this browser, or not from here.
      onfail()
      return undefined
    }
  }

  private constructor(worker: Worker, stage: GradedStage, onanswer: (answer: FromGrader) => void, onfail: () => void) {
    this.#worker = worker
    worker.addEventListener('message', ({ data }: MessageEvent<FromGrader>) => {
      this.#busy = false
      onanswer(data)
      const next = this.#next
      this.#next = undefined
      if (next !== undefined) this.ask(next)
    })
    worker.addEventListener('error', onfail)
    this.#tell({ kind: 'begin', stage })
  }

  ask(question: Question): void {
    if (this.#busy) {
      this.#next = question
      return
    }
    this.#busy = true
    this.#tell({ kind: 'grade', ...question })
  }

  #tell(words: ToGrader): void {
    this.#worker.postMessage(words)
  }

  close(): void {
    this.#worker.terminate()
  }
}
