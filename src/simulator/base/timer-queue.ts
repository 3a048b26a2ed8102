// What is due when: an immutable queue ordered by (dueAtMs, sequence), so equal times run in the order in which they were asked for.
// A leftist heap: adding and taking share all but a logarithmic part with the queue they came from, hence forks are free.

import type { SimTimeMs } from './sim-time.ts'

export interface Timer<T> {
  readonly dueAtMs: SimTimeMs
  /** Order of asking; unique within a queue. */
  readonly sequence: number
  readonly task: T
}

interface Heap<T> {
  readonly timer: Timer<T>
  readonly rank: number
  readonly left: Heap<T> | undefined
  readonly right: Heap<T> | undefined
}

export interface TimerQueue<T> {
  readonly size: number
  readonly nextSequence: number
  readonly heap: Heap<T> | undefined
}

export function emptyTimerQueue<T>(): TimerQueue<T> {
  return { size: 0, nextSequence: 0, heap: undefined }
}

export function schedule<T>(queue: TimerQueue<T>, dueAtMs: SimTimeMs, task: T): TimerQueue<T> {
  const timer = { dueAtMs, sequence: queue.nextSequence, task }
  return {
    size: queue.size + 1,
    nextSequence: queue.nextSequence + 1,
    heap: merge(queue.heap, { timer, rank: 1, left: undefined, right: undefined }),
  }
}

/** The timer that comes next, or undefined when nothing is due any more. */
export function peekTimer<T>(queue: TimerQueue<T>): Timer<T> | undefined {
  return queue.heap?.timer
}

/** The queue without its next timer; the same queue when empty. */
export function dropNextTimer<T>(queue: TimerQueue<T>): TimerQueue<T> {
  if (queue.heap === undefined) return queue
  return { size: queue.size - 1, nextSequence: queue.nextSequence, heap: merge(queue.heap.left, queue.heap.right) }
}

function isBefore<T>(a: Timer<T>, b: Timer<T>): boolean {
  return a.dueAtMs < b.dueAtMs || (a.dueAtMs === b.dueAtMs && a.sequence < b.sequence)
}

// The right spine is logarithmic in length, so the recursion is shallow.
function merge<T>(a: Heap<T> | undefined, b: Heap<T> | undefined): Heap<T> | undefined {
  if (a === undefined) return b
  if (b === undefined) return a
  const [first, second] = isBefore(a.timer, b.timer) ? [a, b] : [b, a]
  const merged = merge(first.right, second)
  const [left, right] = rankOf(first.left) < rankOf(merged) ? [merged, first.left] : [first.left, merged]
  return { timer: first.timer, rank: rankOf(right) + 1, left, right }
}

function rankOf<T>(heap: Heap<T> | undefined): number {
  return heap?.rank ?? 0
}
