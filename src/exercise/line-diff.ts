// The difference of two texts, line by line: what stays, what goes, what comes. The longest common lines stay.

export interface DiffLine {
  /** `left-out`: lines that both have, far from any difference; the text says how many. */
  readonly kind: 'same' | 'gone' | 'new' | 'left-out'
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

/** Leaves out what is the same, except for some lines around each difference. */
export function foldSame(lines: readonly DiffLine[], around: number): readonly DiffLine[] {
  const isNear = (index: number) => lines.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same')
  const folded: DiffLine[] = []
  let hidden = 0
  lines.forEach((line, index) => {
    if (isNear(index)) {
      if (hidden > 0) folded.push({ kind: 'left-out', text: countText(hidden) })
      hidden = 0
      folded.push(line)
    } else hidden += 1
  })
  return hidden > 0 ? [...folded, { kind: 'left-out', text: countText(hidden) }] : folded
}

function countText(lines: number): string {
  return lines === 1 ? '1 line that is the same' : `${String(lines)} lines that are the same`
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
