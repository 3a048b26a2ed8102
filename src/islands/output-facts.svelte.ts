// What the last command printed, in plain words, as far as there is something to explain. Explanations are loaded when there first is.

import type { Catalogue, ScreenPiece } from '../simulator/index.ts'
import type * as Instruments from './instruments.ts'

/** The stage as far as its terminal is concerned. */
export interface OutputSurroundings {
  /** undefined until the simulator was loaded. */
  readonly lab: typeof Instruments | undefined
  readonly screen: readonly ScreenPiece[]
  readonly atMs: number
}

/** What a printed text holds when there is something to explain in it. */
const TROUBLE = /error|invalid|warning|Err[A-Z]|BackOff|Fail/i

export class OutputFacts {
  readonly #stage: OutputSurroundings
  #catalogue = $state.raw<Catalogue>()
  readonly #output = $derived.by(() => this.#stage.lab?.lastOutput(this.#stage.screen, this.#stage.atMs) ?? '')
  readonly meanings = $derived.by(() => {
    const { lab } = this.#stage
    return lab === undefined || this.#catalogue === undefined ? [] : lab.explainPrinted(this.#catalogue, this.#output)
  })

  constructor(stage: OutputSurroundings) {
    this.#stage = stage
  }

  /** A command has printed. Without explanations its words stand alone. */
  async explain(printed: string): Promise<void> {
    if (this.#catalogue !== undefined || !TROUBLE.test(printed)) return
    this.#catalogue = await import('../messages/index.ts').then(
      ({ loadCatalogue }) => loadCatalogue(),
      () => undefined,
    )
  }
}
