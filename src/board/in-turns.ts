// While the clock runs, what a stage shows is drawn in turns: the board in one frame, words and the ages of some cards two frames later.
// In the frames between, things move and nothing is drawn anew. Each of them shows one moment, a round ago at most; when the clock stands,
// all of them show the moment itself.

/** A round of turns, in milliseconds of the page: four frames of most screens. */
const ROUND_MS = 66
/** How many rounds pass until an age is told anew. */
const AGE_ROUNDS = 5

/** A number is a card that tells ages: each has its turn in the round after that of the card before it. */
export type InTurn = 'board' | 'words' | number

/** How a clock runs. */
export interface Pace {
  /** Milliseconds of the cluster in one of the page. */
  readonly speed: number
  /** Since when, or when somebody did something last: that moment was shown, and nothing shows an earlier one. */
  readonly fromMs: number
}

/** @returns The moment at which something had its last turn. */
export function lastTurnMs(who: InTurn, atMs: number, { speed, fromMs }: Pace): number {
  const isAge = typeof who === 'number'
  const everyMs = speed * ROUND_MS * (isAge ? AGE_ROUNDS : 1)
  const firstMs = speed * ROUND_MS * (isAge ? 1 / 2 + (who % AGE_ROUNDS) : who === 'words' ? 1 / 2 : 0)
  const turns = Math.floor((atMs - fromMs - firstMs) / everyMs)
  return turns < 0 ? fromMs : fromMs + firstMs + turns * everyMs
}
