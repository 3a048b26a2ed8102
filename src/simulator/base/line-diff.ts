// The difference of two texts by lines, in the unified format, with the choices that Python's difflib makes: long matching runs first,
// and lines that occur too often do not count as anchors. The API server shows changes of a Pod this way.
// @source Python difflib SequenceMatcher, unified_diff (as github.com/pmezard/go-difflib carries it over)

interface Match {
  readonly a: number
  readonly b: number
  readonly size: number
}

interface Change {
  readonly isEqual: boolean
  readonly a: readonly [from: number, to: number]
  readonly b: readonly [from: number, to: number]
}

/** From this many lines on, a line that makes up more than a hundredth of them is no anchor. */
const POPULAR_FROM = 200

/** Groups of changes with `context` lines around each; empty when the texts are equal. Every line ends in a line break. */
export function unifiedDiff(before: string, after: string, context = 3): string {
  const a = before.split('\n')
  const b = after.split('\n')
  return groups(changes(a, b), context)
    .map((group) => printGroup(group, a, b))
    .join('')
}

function printGroup(group: readonly Change[], a: readonly string[], b: readonly string[]): string {
  const first = group[0]
  const last = group.at(-1)
  if (first === undefined || last === undefined) return ''
  const lines = group.flatMap((change) => {
    const old = a.slice(...change.a)
    if (change.isEqual) return old.map((line) => ` ${line}`)
    return [...old.map((line) => `-${line}`), ...b.slice(...change.b).map((line) => `+${line}`)]
  })
  const header = `@@ -${printRange(first.a[0], last.a[1])} +${printRange(first.b[0], last.b[1])} @@`
  return [header, ...lines].map((line) => `${line}\n`).join('')
}

function printRange(from: number, to: number): string {
  const length = to - from
  if (length === 1) return String(from + 1)
  return `${String(length === 0 ? from : from + 1)},${String(length)}`
}

function groups(all: readonly Change[], context: number): readonly (readonly Change[])[] {
  const result: Change[][] = []
  let group: Change[] = []
  for (const [index, change] of all.entries()) {
    if (!change.isEqual) {
      group.push(change)
      continue
    }
    const [a, end] = change.a
    const length = end - a
    const head = equalRun(change, 0, Math.min(context, length))
    const tail = equalRun(change, Math.max(0, length - context), length)
    if (index === 0) group = [tail]
    else if (index === all.length - 1) group.push(head)
    else if (length > 2 * context) {
      result.push([...group, head])
      group = [tail]
    } else group.push(change)
  }
  if (group.some(({ isEqual }) => !isEqual)) result.push(group)
  return result
}

function equalRun({ a, b }: Change, from: number, to: number): Change {
  return { isEqual: true, a: [a[0] + from, a[0] + to], b: [b[0] + from, b[0] + to] }
}

function changes(a: readonly string[], b: readonly string[]): readonly Change[] {
  const result: Change[] = []
  let atA = 0
  let atB = 0
  for (const match of [...matches(a, b), { a: a.length, b: b.length, size: 0 }]) {
    if (match.a > atA || match.b > atB) result.push({ isEqual: false, a: [atA, match.a], b: [atB, match.b] })
    atA = match.a + match.size
    atB = match.b + match.size
    if (match.size > 0) result.push({ isEqual: true, a: [match.a, atA], b: [match.b, atB] })
  }
  return result
}

/** Maximal runs that are equal, in order, none beside another. */
function matches(a: readonly string[], b: readonly string[]): readonly Match[] {
  const places = anchors(b)
  const open: (readonly [number, number, number, number])[] = [[0, a.length, 0, b.length]]
  const found: Match[] = []
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const [fromA, toA, fromB, toB] = part
    const match = longestMatch(a, b, places, part)
    if (match.size === 0) continue
    found.push(match)
    open.push([fromA, match.a, fromB, match.b], [match.a + match.size, toA, match.b + match.size, toB])
  }
  found.sort((left, right) => left.a - right.a || left.b - right.b)
  const joined: Match[] = []
  for (const match of found) {
    const last = joined.at(-1)
    if (last !== undefined && last.a + last.size === match.a && last.b + last.size === match.b) {
      joined[joined.length - 1] = { ...last, size: last.size + match.size }
    } else joined.push(match)
  }
  return joined
}

function anchors(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [index, line] of lines.entries()) {
    const list = places.get(line)
    if (list === undefined) places.set(line, [index])
    else list.push(index)
  }
  if (lines.length < POPULAR_FROM) return places
  const limit = Math.floor(lines.length / 100) + 1
  return new Map([...places].filter(([, indexes]) => indexes.length <= limit))
}

function longestMatch(
  a: readonly string[],
  b: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  [fromA, toA, fromB, toB]: readonly [number, number, number, number],
): Match {
  let best: Match = { a: fromA, b: fromB, size: 0 }
  let lengths = new Map<number, number>()
  for (let i = fromA; i < toA; i += 1) {
    const next = new Map<number, number>()
    for (const j of places.get(a[i] ?? '') ?? []) {
      if (j < fromB) continue
      if (j >= toB) break
      const size = (lengths.get(j - 1) ?? 0) + 1
      next.set(j, size)
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size }
    }
    lengths = next
  }
  let { a: startA, b: startB, size } = best
  // Lines that are no anchors still belong to the run that they touch.
  while (startA > fromA && startB > fromB && a[startA - 1] === b[startB - 1]) {
    startA -= 1
    startB -= 1
    size += 1
  }
  while (startA + size < toA && startB + size < toB && a[startA + size] === b[startB + size]) size += 1
  return { a: startA, b: startB, size }
}
