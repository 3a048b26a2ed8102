// What is due when, ordered by (dueAtMs, sequence), so equal times run in the order in which they were asked for.
// As a value it is a heap in an array that nobody changes. Whoever works with it opens it, which copies the array, and changes the copy in
// place: what is added and taken between two moments that are kept leaves nothing behind.

import type { SimTimeMs } from './sim-time.ts'

export interface Timer<T> {
  readonly dueAtMs: SimTimeMs
  /** Order of asking; unique within a queue. */
  readonly sequence: number
  readonly task: T
}

export interface TimerQueue<T> {
  readonly nextSequence: number
  /** None is due before the one at half its place. */
  readonly timers: readonly Timer<T>[]
}

/** A queue in the hands of one who works with it. When that is done it is a value like any other. */
export interface OpenTimerQueue<T> extends TimerQueue<T> {
  nextSequence: number
  readonly timers: Timer<T>[]
}

export function emptyTimerQueue<T>(): TimerQueue<T> {
  return { nextSequence: 0, timers: [] }
}

export function openTimerQueue<T>({ nextSequence, timers }: TimerQueue<T>): OpenTimerQueue<T> {
  return { nextSequence, timers: [...timers] }
}

/** The timer that comes next, or undefined when nothing is due any more. */
export function peekTimer<T>({ timers }: TimerQueue<T>): Timer<T> | undefined {
  return timers[0]
}

export function schedule<T>(queue: OpenTimerQueue<T>, dueAtMs: SimTimeMs, task: T): void {
  const { timers } = queue
  const timer = { dueAtMs, sequence: queue.nextSequence, task }
  queue.nextSequence += 1
  let place = timers.length
  timers.push(timer)
  while (place > 0) {
    const above = (place - 1) >> 1
    const other = timers[above]
    if (other === undefined || isBefore(other, timer)) break
    timers[place] = other
    place = above
  }
  timers[place] = timer
}

/** Takes out the timer that comes next, if there is one. */
export function dropNextTimer<T>({ timers }: OpenTimerQueue<T>): void {
  const last = timers.pop()
  if (last === undefined || timers.length === 0) return
  let place = 0
  for (;;) {
    const below = 2 * place + 1
    const left = timers[below]
    const right = timers[below + 1]
    if (left === undefined) break
    const other = right !== undefined && isBefore(right, left) ? right : left
    if (isBefore(last, other)) break
    timers[place] = other
    place = other === left ? below : below + 1
  }
  timers[place] = last
}

function isBefore<T>(a: Timer<T>, b: Timer<T>): boolean {
  return a.dueAtMs < b.dueAtMs || (a.dueAtMs === b.dueAtMs && a.sequence < b.sequence)
}
