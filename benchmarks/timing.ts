// Times of many short runs, and what of them is printed.

/** So that small sets of inputs are measured as warm as large ones: compilers of Node need about a thousand runs. */
const WARM_UP_RUNS = 3000
const ROUNDS = 15

/** The middle one of several times, in milliseconds, for each of the inputs, after a warm-up over all of them. */
export function medianTimes<T>(inputs: readonly T[], work: (input: T) => unknown): readonly number[] {
  for (let runs = 0; runs < WARM_UP_RUNS; runs += inputs.length) for (const input of inputs) work(input)
  return inputs.map((input) => middle(Array.from({ length: ROUNDS }, () => timeOf(() => work(input)))))
}

export async function medianTimesAsync<T>(inputs: readonly T[], work: (input: T) => Promise<unknown>): Promise<readonly number[]> {
  for (const input of inputs) await work(input)
  const medians: number[] = []
  for (const input of inputs) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const startedAt = performance.now()
      await work(input)
      times.push(performance.now() - startedAt)
    }
    medians.push(middle(times))
  }
  return medians
}

export function timeOf(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

/** Milliseconds of CPU, those of the garbage collector's threads included. */
export function cpuTimeOf(work: () => unknown): number {
  const started = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

/** The most memory that the process has had so far, in megabytes. */
export function peakMemoryMB(): number {
  return process.resourceUsage().maxRSS / 1024
}

export function middle(times: readonly number[]): number {
  return quantile(times, 0.5)
}

export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
