// The simulator's only clock: milliseconds since the simulated cluster started. An integer >= 0, never wall-clock time.

export type SimTimeMs = number

export const SECOND_MS = 1000
export const MINUTE_MS = 60 * SECOND_MS
