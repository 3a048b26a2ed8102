// Columns that are as wide as their widest cell, over as many lines as follow one another with that column.
// @source Go text/tabwriter, with padding 2 and no minimal width

const PADDING = 2

/** Cells end at tabs; what stands behind the last tab of a line belongs to no column. */
export function layOutTabs(text: string): string {
  const lines = text.split('\n').map((line) => line.split('\t'))
  const widths: number[] = []
  const out: string[] = []
  format(lines, 0, lines.length, widths, out)
  return out.join('\n')
}

function format(lines: readonly (readonly string[])[], from: number, to: number, widths: number[], out: string[]): void {
  const column = widths.length
  let at = from
  while (at < to) {
    if ((lines[at]?.length ?? 0) - 1 <= column) {
      out.push(writeLine(lines[at] ?? [], widths))
      at += 1
      continue
    }
    let end = at
    let width = 0
    for (; end < to && (lines[end]?.length ?? 0) - 1 > column; end += 1)
      width = Math.max(width, lengthOf(lines[end]?.[column] ?? '') + PADDING)
    widths.push(width)
    format(lines, at, end, widths, out)
    widths.pop()
    at = end
  }
}

function writeLine(cells: readonly string[], widths: readonly number[]): string {
  return cells.map((cell, index) => (index < cells.length - 1 ? cell + ' '.repeat((widths[index] ?? 0) - lengthOf(cell)) : cell)).join('')
}

/** In characters, as Go counts runes. */
function lengthOf(text: string): number {
  return [...text].length
}
