// The learner's texts: opened, typed, added and renamed from the first moment on, also before there is a cluster, and kept by the browser.

import { load, save } from '../../browser/storage.ts'
import type { Files } from '../workspace/file-list.ts'
import { isTexts } from '../workspace/file-list.ts'
import type { StageState } from './stage-state.svelte.ts'

export class LearnerTexts {
  readonly #stage: StageState

  constructor(stage: StageState) {
    this.#stage = stage
  }

  /** Brings back what was typed in an earlier visit. */
  restore(): void {
    const kept = load(this.#key, isTexts)
    this.show(kept === undefined || Object.keys(kept).length === 0 ? this.#stage.files : kept)
  }

  /** Puts a file into the editor. */
  open(name: string): void {
    this.#stage.active = name
    this.#stage.text.look()
  }

  /** The learner's new text of the file in the editor. */
  type(text: string): void {
    this.#stage.script = undefined
    this.put(this.#stage.active, text)
  }

  put(name: string, text: string): void {
    this.#stage.files = { ...this.#stage.files, [name]: text }
    this.keep()
    this.#stage.text.lookSoon()
  }

  /** Files were added, renamed or deleted. */
  change(files: Files, active: string): void {
    this.#stage.files = files
    this.keep()
    this.open(active)
  }

  /** Other texts take the place of all that were there. */
  show(files: Files): void {
    const stage = this.#stage
    const { open } = stage.props.experiment
    stage.files = files
    if (!(stage.active in files)) stage.active = open in files ? open : (Object.keys(files)[0] ?? '')
  }

  keep(): void {
    this.#stage.isKept = save(this.#key, this.#stage.files)
  }

  get #key(): string {
    return `${this.#stage.props.id}/files`
  }
}
