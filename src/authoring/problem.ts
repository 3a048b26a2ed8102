// What is wrong with something an author wrote: where it is, what was expected, what was found, and how to mend it.

export interface ContentProblem {
  /** Within the file: `tasks[1].check.pods`; '' for the file as a whole. */
  readonly path: string
  /** Counted from 1; undefined when nobody knows, or when it is about the file as a whole. */
  readonly line?: number | undefined
  readonly expected: string
  readonly received: string
  /** An instruction: "Put it in quotes." */
  readonly fix: string
}

/** One paragraph a problem, each beginning with the file and the line, so that an editor can jump to it. */
export function describeProblems(file: string, problems: readonly ContentProblem[]): string {
  return problems
    .map(({ path, line, expected, received, fix }) => {
      const place = [line === undefined ? file : `${file}:${String(line)}`, path].filter((each) => each !== '').join(': ')
      return `${place}\n  expected  ${expected}\n  received  ${received}\n  to fix    ${fix}`
    })
    .join('\n')
}

/** What was received, short enough for a line. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (typeof value === 'string') return `the text ${JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value)}`
  if (Array.isArray(value)) return `a list of ${String(value.length)}`
  if (value instanceof Date) return `the date ${value.toISOString()}`
  if (typeof value === 'object') return `a map with ${Object.keys(value).join(', ') || 'nothing in it'}`
  return `the ${typeof value} ${JSON.stringify(value)}`
}

/** The word of a list that is most like another one, if one is near enough to be a slip of the pen. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known.map((each) => ({ each, distance: distanceBetween(word.toLowerCase(), each.toLowerCase()) }))
  const best = ranked.toSorted((left, right) => left.distance - right.distance)[0]
  return best !== undefined && best.distance <= Math.max(2, Math.floor(word.length / 3)) ? best.each : undefined
}

/** How many letters must be changed, added or taken away. */
function distanceBetween(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let index = 0; index < left.length; index += 1) {
    const next = [index + 1]
    for (let other = 0; other < right.length; other += 1) {
      const replaced = (row[other] ?? 0) + (left[index] === right[other] ? 0 : 1)
      next.push(Math.min(replaced, (row[other + 1] ?? 0) + 1, (next[other] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}
