// Indexes of an Indexed Job, as its status writes them: `0-2,5`.
// @source pkg/controller/job/indexed_job_utils.go

export function parseIndexes(text: string | undefined): ReadonlySet<number> {
  const found = new Set<number>()
  for (const part of (text ?? '').split(',')) {
    const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? []
    if (first === undefined) continue
    for (let index = Number(first); index <= Number(last ?? first); index += 1) found.add(index)
  }
  return found
}

/** Two neighbours are written with a comma, more of them as a range. */
export function formatIndexes(indexes: Iterable<number>): string {
  const sorted = [...new Set(indexes)].sort((a, b) => a - b)
  const parts: string[] = []
  for (let at = 0; at < sorted.length;) {
    let end = at
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1
    const [first, last] = [String(sorted[at]), String(sorted[end])]
    parts.push(end === at ? first : end === at + 1 ? `${first},${last}` : `${first}-${last}`)
    at = end + 1
  }
  return parts.join(',')
}
