// Which flights are on their way: asked with every frame, and on pages that have no cluster.

import type { Flight } from './flights.ts'

export function underWay<T extends Pick<Flight, 'startMs' | 'endMs'>>(flights: readonly T[], atMs: number): readonly T[] {
  return flights.filter(({ startMs, endMs }) => startMs <= atMs && atMs < endMs)
}
