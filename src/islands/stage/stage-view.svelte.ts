// What is drawn of a stage: everything here follows from its session and the moment that is shown, and is made anew only when
// something was written down between two frames. What only grows older (ages, dials) takes the moment itself.

import { untrack } from 'svelte'
import { foldPods } from '../../board/fold-pods.ts'
import { differences, LEAD_MS, stripLength } from '../../board/time-strip.ts'
import type { StageState } from './stage-state.svelte.ts'

/** How often texts that tell an age change, in milliseconds of the page. */
const AGES_EVERY_MS = 250
/** How long a change takes from one place to the next, in milliseconds of the page. */
const HOP_MS = 320
const LINES_SHOWN = 80

export class StageView {
  readonly #stage: StageState

  readonly #entries = $derived.by(() => this.#stage.session?.run.entries ?? [])
  /** The last thing that was written down: until the next one, the board stays as it is. */
  readonly #last = $derived.by(() => this.#entries.findLast(({ atMs }) => atMs <= this.#stage.atMs))

  readonly board = $derived.by(() => {
    const { lab, revealed, props } = this.#stage
    const versions = this.#stage.versions
    const session = untrack(() => this.#stage.session)
    if (lab === undefined || session === undefined || versions === undefined) return props.opening?.board
    const atMs = this.#last === undefined ? 0 : untrack(() => this.#stage.atMs)
    return lab.boardOf(props.experiment, session, atMs, revealed)
  })
  readonly groups = $derived.by(() => foldPods(this.board?.pods ?? []))

  /** The moment for texts that tell an age: exact when the clock stands, else in steps that can be read. */
  readonly shownMs = $derived.by(() => {
    const { playing, atMs, speed } = this.#stage
    const stepMs = AGES_EVERY_MS * speed
    return playing ? Math.floor(atMs / stepMs) * stepMs : atMs
  })

  /** The whole run as sentences, what is ahead of the moment too. */
  readonly story = $derived.by(() => {
    const { lab, telling, startMs } = this.#stage
    return lab === undefined || telling === undefined ? [] : lab.tellStory(this.#entries, startMs, telling)
  })
  readonly #told = $derived.by(() => this.story.findLastIndex(({ atMs }) => atMs <= this.#stage.atMs) + 1)
  /** What was told by the moment, the newest last; only the latest lines. */
  readonly told = $derived.by(() => this.story.slice(Math.max(0, this.#told - LINES_SHOWN), this.#told))

  /** How far the strip reaches. */
  readonly endMs = $derived.by(() => {
    const { startMs, session } = this.#stage
    return startMs + stripLength((session?.run.nowMs ?? startMs) - startMs)
  })
  readonly lanes = $derived.by(() => {
    const versions = this.#stage.versions
    const { lab, props, startMs } = this.#stage
    if (lab === undefined || versions === undefined) return props.opening?.lanes ?? []
    return lab.bandLanes(versions, props.experiment.focus, startMs - LEAD_MS, this.endMs)
  })
  /** The future that was left when another one began, where the two differ. */
  readonly dropped = $derived.by(() => {
    const { dropped } = this.#stage
    return dropped && { ...dropped, different: differences(dropped.story, this.story) }
  })
  readonly different = $derived.by(() => {
    const { dropped } = this.#stage
    return differences(this.story, dropped === undefined ? this.story : dropped.story)
  })

  readonly traffic = $derived.by(() => {
    const { lab, atMs, speed } = this.#stage
    const board = this.board
    const versions = this.#stage.versions
    if (lab === undefined || board === undefined || versions === undefined) return { flights: [], waiting: [] }
    return lab.trafficAt(this.#entries, board, this.groups, versions, atMs, HOP_MS * speed)
  })

  /** What happens next on the node: the dial that runs out first. */
  readonly nextLook = $derived.by(() => {
    const dials = this.board?.nodes.flatMap((node) => node.dials) ?? []
    return dials.filter(({ untilMs }) => untilMs !== undefined).toSorted((a, b) => (a.untilMs ?? 0) - (b.untilMs ?? 0))[0]
  })

  readonly #predictionEndMs = $derived.by(() => {
    const { lab, session, props } = this.#stage
    const { predict } = props.experiment
    const begunAtMs =
      lab === undefined || session === undefined || predict === undefined ? undefined : lab.firstRunAtMs(session, predict.after)
    return begunAtMs === undefined || predict === undefined ? undefined : begunAtMs + predict.withinMs
  })
  readonly #isPredictionOver = $derived.by(() => this.#predictionEndMs !== undefined && this.#stage.atMs >= this.#predictionEndMs)
  /** How the prediction stands; given anew when something happened and when its time is over. */
  readonly judged = $derived.by(() => {
    const { lab, props } = this.#stage
    if (lab === undefined || this.#last === undefined || this.#predictionEndMs === undefined) return undefined
    const endMs = this.#isPredictionOver ? this.#predictionEndMs : undefined
    return untrack(() => {
      const { session, files, atMs } = this.#stage
      return session && lab.judgePrediction(props.experiment, session, files, endMs === undefined ? atMs : Math.max(atMs, endMs))
    })
  })

  constructor(stage: StageState) {
    this.#stage = stage
  }
}
