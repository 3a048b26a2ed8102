// How many slips of the finger lie between two words: a letter too many, too few, wrong, or swapped with its neighbour.

/**
 * Damerau-Levenshtein distance (optimal string alignment), counted up to a limit.
 *
 * @returns At most `limit + 1`, which stands for everything farther away.
 */
export function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1]
      let best = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1)
      current.push(best)
    }
    if (Math.min(...current) > limit) return limit + 1
    beforeLast = last
    last = current
  }
  return Math.min(last[to.length] ?? 0, limit + 1)
}

/** How far a word of this length may be off and still be taken for a slip. */
function slipsAllowed(word: string): number {
  return word.length <= 3 ? 1 : word.length <= 12 ? 2 : 3
}

/** Words that differ only in case, dashes and underscores are one word. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '')
}

/**
 * The one word nearest to what was written, if it is near and no other is as near.
 *
 * @param words  Those that would be right.
 */
export function nearestWord(written: string, words: readonly string[]): string | undefined {
  const same = words.filter((word) => plain(word) === plain(written))
  if (same.length === 1) return same[0]
  const limit = Math.min(slipsAllowed(written), Math.max(written.length - 1, 0))
  const near = words
    .map((word) => ({ word, away: distance(plain(written), plain(word), limit) }))
    .filter(({ away, word }) => away <= limit && away < word.length)
    .sort((a, b) => a.away - b.away)
  const [first, second] = near
  return first !== undefined && first.away !== second?.away ? first.word : undefined
}
