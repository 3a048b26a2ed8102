// The difference of two texts, line by line: what stays, what goes, what comes. The longest common lines stay.

export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

export function diffLines(before: string, after: string): readonly DiffLine[] {
  const old = linesOf(before)
  const now = linesOf(after)
  const longest = commonLengths(old, now)
  const lines: DiffLine[] = []
  let left = 0
  let right = 0
  while (left < old.length || right < now.length) {
    const here = old[left]
    const there = now[right]
    if (here !== undefined && here === there) {
      lines.push({ kind: 'same', text: here })
      left += 1
      right += 1
    } else if (there === undefined || (here !== undefined && (longest[left + 1]?.[right] ?? 0) >= (longest[left]?.[right + 1] ?? 0))) {
      lines.push({ kind: 'gone', text: here ?? '' })
      left += 1
    } else {
      lines.push({ kind: 'new', text: there })
      right += 1
    }
  }
  return lines
}

/** How many lines the rests that begin at [left][right] have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0))
  for (let left = old.length - 1; left >= 0; left -= 1)
    for (let right = now.length - 1; right >= 0; right -= 1) {
      const row = table[left]
      const below = table[left + 1]
      if (row !== undefined && below !== undefined)
        row[right] = old[left] === now[right] ? (below[right + 1] ?? 0) + 1 : Math.max(below[right] ?? 0, row[right + 1] ?? 0)
    }
  return table
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}
