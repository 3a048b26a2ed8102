// What is drawn of a stage: everything here follows from its session and the moment that is shown, and is made anew only when
// something was written down between two frames. What only grows older (ages, dials) takes the moment itself.

import { untrack } from 'svelte'
import type { BoardModel } from '../../board/board-model.ts'
import type { PodGroup } from '../../board/fold-pods.ts'
import type { InTurn } from '../../board/in-turns.ts'
import type { Story } from '../../board/story.ts'
import { stripLength } from '../../board/time-strip.ts'
import type { StageState } from './stage-state.svelte.ts'

/** How long a change takes from one place to the next, in milliseconds of the page. */
const HOP_MS = 320
/** So many cards are drawn anew at once. */
const FEW_CARDS = 3
const LINES_SHOWN = 80

export class StageView {
  readonly #stage: StageState

  readonly #entries = $derived.by(() => this.#stage.session?.run.entries ?? [])
  readonly #acts = $derived.by(() => this.#stage.session?.acts)
  /** How the clock runs, and since when; anew with everything that the learner does. */
  readonly #pace = $derived.by(() => {
    const { playing, calm, speed } = this.#stage
    return { runs: playing && !calm, speed, after: this.#acts, fromMs: untrack(() => this.#stage.atMs) }
  })
  readonly #boardMs = $derived.by(() => this.momentOf('board'))
  /** The moment of the words, of the clock and of the dials. */
  readonly toldMs = $derived.by(() => this.momentOf('words'))
  /** What was written down when the words had their turn. */
  readonly #toTell = $derived.by(() => {
    const untilMs = this.toldMs
    return { untilMs, entries: this.#pace.runs ? untrack(() => this.#entries) : this.#entries }
  })
  /** The moment for texts that tell an age, but those of Pods. */
  readonly shownMs = $derived.by(() => this.momentOf(0))

  /** The last thing that was written down: until the next one, the board stays as it is. */
  readonly #last = $derived.by(() => this.#entries.findLast(({ atMs }) => atMs <= this.#boardMs))

  readonly board = $derived.by(() => {
    const { lab, revealed, props } = this.#stage
    const versions = this.#stage.versions
    const session = untrack(() => this.#stage.session)
    if (lab === undefined || session === undefined || versions === undefined) return props.opening?.board
    const atMs = this.#last === undefined ? 0 : untrack(() => this.#boardMs)
    this.#drawn = lab.keepParts(this.#drawn, lab.boardOf(props.experiment, session, atMs, revealed))
    return this.#drawn
  })
  /** The board as it was described last, so that what did not change since then is not drawn again. */
  #drawn: BoardModel | undefined
  readonly #pods = $derived.by(() => this.board?.pods ?? [])
  /** What a stage opens with is few Pods; folding many comes with the simulator that makes them. */
  readonly groups = $derived.by(
    (): readonly PodGroup[] => this.#stage.lab?.foldPods(this.#pods) ?? this.#pods.map((pod) => ({ id: pod.id, shown: pod, pods: [pod] })),
  )

  /** The whole run as sentences, what is ahead of the moment too. */
  readonly story = $derived.by(() => {
    const { lab, telling, startMs } = this.#stage
    if (lab === undefined || telling === undefined) return []
    this.#story = lab.goOnTelling(this.#story, this.#toTell.entries, startMs, telling)
    return this.#story.lines
  })
  #story: Story | undefined
  readonly #told = $derived.by(() => this.story.findLastIndex(({ atMs }) => atMs <= this.#toTell.untilMs) + 1)
  /** What was told by the moment, the newest last; only the latest lines. */
  readonly told = $derived.by(() => this.story.slice(Math.max(0, this.#told - LINES_SHOWN), this.#told))

  /** When the last of what the terminal shows by now was printed: until the next, the terminal stays as it is. */
  readonly screenMs = $derived.by(() => this.#stage.screen.findLast(({ atMs }) => atMs <= this.#toTell.untilMs)?.atMs ?? 0)

  /** Whether later moments than this were shown: what is done here begins another future. */
  readonly isPast = $derived.by(() => this.#stage.atMs < this.#stage.seenMs)
  /** Whether the Pod is there that was asked about last. */
  readonly hasAsked = $derived.by(() => {
    const { why } = this.#stage
    return why !== undefined && this.groups.some(({ id }) => why.about.startsWith(id))
  })
  /** How far the run was simulated. */
  readonly knownMs = $derived.by(() => this.#stage.session?.run.nowMs ?? this.#stage.startMs)
  /** How far the strip reaches: over the future that was left, too. */
  readonly endMs = $derived.by(() => {
    const { startMs, left } = this.#stage
    return startMs + stripLength(Math.max(this.knownMs, left?.untilMs ?? 0) - startMs)
  })
  readonly traffic = $derived.by(() => {
    const { lab, speed } = this.#stage
    const board = this.board
    const versions = this.#stage.versions
    if (lab === undefined || board === undefined || versions === undefined) return { flights: [], waiting: [] }
    return lab.planTraffic(this.#entries, board, this.groups, versions, this.#last?.atMs ?? 0, HOP_MS * speed)
  })

  /** What happens next on a node. */
  readonly awaited = $derived.by(() => this.board && this.#stage.lab?.whatIsAwaited(this.board))

  readonly #predictionEndMs = $derived.by(() => {
    const { lab, session, props } = this.#stage
    return session && lab?.predictionEndMs(props.experiment.predict, session)
  })
  readonly #isPredictionOver = $derived.by(() => this.#predictionEndMs !== undefined && this.#boardMs >= this.#predictionEndMs)
  /** Whether it is too late to predict: a line that was refused tells nothing yet. */
  readonly isAnswered = $derived.by(() => {
    const { lab, props } = this.#stage
    const { predict } = props.experiment
    if (lab === undefined || this.#acts === undefined || predict === undefined) return false
    return untrack(() => this.#stage.session !== undefined && lab.isAnswered(predict, this.#stage.session))
  })
  /** How the prediction stands on the board that is shown; after its time it changes only with what is done. */
  readonly judged = $derived.by(() => {
    const { lab, props } = this.#stage
    const endMs = this.#predictionEndMs
    if (lab === undefined || endMs === undefined || this.#acts === undefined) return undefined
    const shown = this.#isPredictionOver ? undefined : this.board
    return untrack(() => {
      const { session, files } = this.#stage
      return session && lab.judgePrediction(props.experiment, session, files, shown ? this.#boardMs : endMs, shown)
    })
  })

  constructor(stage: StageState) {
    this.#stage = stage
  }

  /** The moment of the ages of a card. Few cards show one moment; many take turns, or a frame had too much to draw. */
  ageMs(card: number): number {
    return this.momentOf(this.groups.length > FEW_CARDS ? card : 0)
  }

  /** The moment that something shows: while the clock runs, that of its last turn. */
  momentOf(who: InTurn): number {
    const { lab, atMs } = this.#stage
    return this.#pace.runs && lab !== undefined ? lab.lastTurnMs(who, atMs, this.#pace) : atMs
  }
}
