// What the player of a recorded run is given: the boards and pulses of a demonstration, each from its moment on. Plain data.

import type { BoardModel } from '../board/board-model.ts'
import type { Flight, Traffic } from '../board/flights.ts'

export interface Film {
  readonly startMs: number
  readonly endMs: number
  /** How fast it plays. */
  readonly speed: number
  /** What the board shows from a moment on. */
  readonly frames: readonly { readonly atMs: number; readonly board: BoardModel; readonly waiting: Traffic['waiting'] }[]
  readonly flights: readonly Flight[]
  /** What is told from a moment on. */
  readonly lines: readonly { readonly atMs: number; readonly text: string }[]
  /** The name of the file in the editor. */
  readonly file: string
  /** The text in the editor from a moment on. */
  readonly texts: readonly { readonly atMs: number; readonly text: string }[]
}
