// What must hold, or we have a bug. Never caught inside the simulator; one boundary in the page shows it with the run to replay.

class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/** Ends a closed `switch`; the compiler proves it is never reached. */
export function unreachable(value: never): never {
  throw new InvariantError(`unexpected value ${JSON.stringify(value)}`)
}
