// What must hold, or we have a bug. Never caught inside the simulator; one boundary in the page shows it with the run to replay.

export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/** @param fact  A positive sentence: "the newest ReplicaSet is counted in the total". */
export function invariant(condition: boolean, fact: string): asserts condition {
  if (!condition) throw new InvariantError(`does not hold: ${fact}`)
}

/** Ends a closed `switch`; the compiler proves it is never reached. */
export function unreachable(value: never): never {
  throw new InvariantError(`unexpected value ${JSON.stringify(value)}`)
}
