// What is due when: an immutable queue ordered by (dueAtMs, sequence), so equal times run in the order in which they were asked for.
// A pairing heap: adding makes two nodes, taking links what was added since; all else is shared with the queue they came from, hence
// forks are free.

import type { SimTimeMs } from './sim-time.ts'

export interface Timer<T> {
  readonly dueAtMs: SimTimeMs
  /** Order of asking; unique within a queue. */
  readonly sequence: number
  readonly task: T
}

/** A timer and those after it; of a root nobody asks for siblings. */
interface Heap<T> {
  readonly timer: Timer<T>
  readonly child: Heap<T> | undefined
  readonly sibling: Heap<T> | undefined
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
  const added = { timer, child: undefined, sibling: undefined }
  return {
    size: queue.size + 1,
    nextSequence: queue.nextSequence + 1,
    heap: queue.heap === undefined ? added : link(queue.heap, added),
  }
}

/** The timer that comes next, or undefined when nothing is due any more. */
export function peekTimer<T>(queue: TimerQueue<T>): Timer<T> | undefined {
  return queue.heap?.timer
}

/** The queue without its next timer; the same queue when empty. */
export function dropNextTimer<T>(queue: TimerQueue<T>): TimerQueue<T> {
  if (queue.heap === undefined) return queue
  return { size: queue.size - 1, nextSequence: queue.nextSequence, heap: merged(queue.heap.child) }
}

function isBefore<T>(a: Timer<T>, b: Timer<T>): boolean {
  return a.dueAtMs < b.dueAtMs || (a.dueAtMs === b.dueAtMs && a.sequence < b.sequence)
}

/** The later one becomes the first child of the earlier one. */
function link<T>(a: Heap<T>, b: Heap<T>, sibling?: Heap<T>): Heap<T> {
  return isBefore(a.timer, b.timer)
    ? { timer: a.timer, child: { timer: b.timer, child: b.child, sibling: a.child }, sibling }
    : { timer: b.timer, child: { timer: a.timer, child: a.child, sibling: b.child }, sibling }
}

/** Siblings as one heap: linked in pairs first, which is what keeps the next takings short. */
function merged<T>(first: Heap<T> | undefined): Heap<T> | undefined {
  // The last pair comes first.
  let pairs: Heap<T> | undefined
  for (let heap = first; heap !== undefined;) {
    const { timer, child, sibling } = heap
    pairs = sibling === undefined ? { timer, child, sibling: pairs } : link(heap, sibling, pairs)
    heap = sibling?.sibling
  }
  let whole = pairs
  for (let pair = pairs?.sibling; pair !== undefined && whole !== undefined; pair = pair.sibling) whole = link(pair, whole)
  return whole
}
