// How a stage comes to life: the simulator and the late panels are fetched, what was done in an earlier visit is brought back, and what
// a learner asks for before that is done as soon as it can be.

import { nextTask } from '../../browser/tasks.ts'
import type * as LatePanels from '../late-panels.ts'
import type { Controls } from './controls.ts'
import { restorePrediction } from './kept-prediction.ts'
import type { LearnerTexts } from './learner-texts.ts'
import type { StageState } from './stage-state.svelte.ts'
import type { StageView } from './stage-view.svelte.ts'

/** What was asked for before the cluster that it needs is there. */
type Asked = (controls: Controls) => void

export class Arrival {
  readonly #on: { readonly stage: StageState; readonly view: StageView; readonly texts: LearnerTexts }
  /** undefined until the simulator was loaded. */
  controls = $state.raw<Controls>()
  /** undefined until they were loaded. */
  late = $state.raw<typeof LatePanels>()
  /** What was asked for before the cluster was there. */
  awaiting = $state.raw<readonly Asked[]>([])
  /** Some of that was pressed beside the editor, where it is told that it waits. */
  #pressed = $state(false)

  constructor(on: { readonly stage: StageState; readonly view: StageView; readonly texts: LearnerTexts }) {
    this.#on = on
  }

  /** Whether there is a cluster. */
  get ready(): boolean {
    return this.#on.stage.session !== undefined
  }

  /** Whether what was pressed beside the editor waits for what it needs, or for that to be tried again. */
  get wait(): 'coming' | 'lost' | undefined {
    const { stage } = this.#on
    const awaited = stage.awaited.filter(({ where }) => where === 'editor')
    if (this.#pressed ? stage.failed : awaited.some(({ isLost }) => isLost)) return 'lost'
    return this.#pressed || awaited.length > 0 ? 'coming' : undefined
  }

  /** Loads the simulator and makes again what the learner did before. Where something could not be loaded, it can be called again. */
  async start(): Promise<void> {
    const { stage, texts } = this.#on
    stage.failed = false
    // Before anything is waited for: what is typed from now on must not be lost to what was typed before.
    texts.restore()
    restorePrediction(stage)
    const loading = import('../late-panels.ts').catch(() => undefined)
    try {
      const lab = await import('../laboratory.ts')
      // Running the simulator's modules was one task; what it is used for are others.
      await nextTask()
      stage.lab = lab
      this.controls ??= lab.createControls(this.#on)
      await this.controls.begin()
      this.awaiting.forEach(this.whenThere)
      this.awaiting = []
      this.#pressed = false
    } catch {
      // The page stays readable, and the stage says what happened.
      stage.failed = true
    }
    const panels = await loading
    await nextTask()
    this.late = panels
    stage.failed ||= panels === undefined
  }

  /** Does it now, or when the cluster is there. */
  readonly whenThere = (asked: Asked): void => {
    if (this.ready && this.controls !== undefined) asked(this.controls)
    else this.awaiting = [...this.awaiting, asked]
  }

  /** The same for what is pressed beside the editor. */
  readonly press = (asked: Asked): void => {
    this.#pressed = !this.ready
    this.whenThere(asked)
  }

  /** Tries what could not be loaded: the whole, or what a line needs. */
  readonly tryAgain = (): void => {
    if (this.#on.stage.failed) void this.start()
    else this.controls?.retry()
  }
}
