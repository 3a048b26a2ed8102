// What the strip shows of a run, and of the future that was left for it: versions in lanes, what happened as ticks, and frames around
// what happens in one of the two alone.

import type { StoryLine } from '../../board/story.ts'
import type { Ticks } from '../../board/strip-ticks.ts'
import { LEAD_MS } from '../../board/time-strip.ts'
import type { BandLane } from '../../board/version-bands.ts'
import type { VersionBook } from '../../board/versions.ts'
import type { StageState } from './stage-state.svelte.ts'
import type { StageView } from './stage-view.svelte.ts'

/** A run, or a future that was left, as the strip shows it. */
export interface Strip {
  readonly story: readonly StoryLine[]
  readonly lanes: readonly BandLane[]
  readonly ticks: readonly Ticks[]
  /** Another one is beside it: where the two part, and frames around what happens in this one alone. */
  readonly other: { readonly kind: 'left' | 'now'; readonly fromMs: number; readonly path: string } | undefined
}

export class StripView {
  readonly #stage: StageState
  readonly #view: StageView

  readonly #lanes = $derived.by(() => {
    const { versions, props } = this.#stage
    return versions === undefined ? (props.opening?.lanes ?? []) : this.#bands(versions)
  })
  readonly #ticks = $derived.by(() => this.#ticksOf(this.#view.story))
  /** Up to which line of either story the other is known: the same until the clock passes the next one. */
  readonly #comparedMs = $derived.by(() => {
    const { left } = this.#stage
    const knownMs = Math.min(this.#view.knownMs, left?.untilMs ?? 0)
    const stories = [left?.story ?? [], this.#view.story]
    return Math.max(...stories.map((story) => story.findLast(({ atMs }) => atMs <= knownMs)?.atMs ?? 0))
  })
  /** How the run and the future that was left for it differ; undefined where none was left. */
  readonly comparison = $derived.by(() => {
    const { left, lab } = this.#stage
    return left && lab?.compare(left.story, this.#view.story, this.#comparedMs)
  })
  /** The run as a strip. */
  readonly now = $derived.by((): Strip => {
    const { left } = this.#stage
    const { story } = this.#view
    const other = left && this.comparison && { fromMs: left.fromMs, kind: 'now' as const, path: this.#framesOf(story, this.comparison.now) }
    return { story, lanes: this.#lanes, ticks: this.#ticks, other }
  })
  /** The future that was left when another one began. */
  readonly left = $derived.by((): Strip | undefined => {
    const { left } = this.#stage
    if (left === undefined || this.comparison === undefined) return undefined
    const { story, versions, fromMs } = left
    const other = { fromMs, kind: 'left' as const, path: this.#framesOf(story, this.comparison.left) }
    return { story, lanes: this.#bands(versions), ticks: this.#ticksOf(story), other }
  })

  constructor(stage: StageState, view: StageView) {
    this.#stage = stage
    this.#view = view
  }

  #ticksOf(story: readonly StoryLine[]): readonly Ticks[] {
    const { lab, startMs } = this.#stage
    return lab?.ticksOf(story, startMs - LEAD_MS) ?? []
  }

  #framesOf(story: readonly StoryLine[], framed: ReadonlySet<number>): string {
    const { lab, startMs } = this.#stage
    return lab?.framesOf(story, framed, startMs - LEAD_MS) ?? ''
  }

  #bands(versions: VersionBook): readonly BandLane[] {
    const { lab, props, startMs } = this.#stage
    return lab?.bandLanes(versions, props.experiment.focus, startMs - LEAD_MS, this.#view.endMs) ?? []
  }
}
