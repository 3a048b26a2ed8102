// Columns that are as wide as their widest cell, over as many lines as follow one another with that column.
// @source Go text/tabwriter; github.com/liggitt/tabwriter RememberWidths

/** Both in characters. */
export interface ColumnWidths {
  readonly padding: number
  readonly minimum: number
  /** A column is never narrower than it was further up. */
  readonly remembers?: boolean
}

const OF_DESCRIPTIONS: ColumnWidths = { padding: 2, minimum: 0 }

/** Cells end at tabs; what stands behind the last tab of a line belongs to no column. */
export function layOutTabs(text: string, wanted: ColumnWidths = OF_DESCRIPTIONS): string {
  const lines = text.split('\n').map((line) => line.split('\t'))
  const out: string[] = []
  format({ lines, wanted, widths: [], widest: [], out }, 0, lines.length)
  return out.join('\n')
}

interface Layout {
  readonly lines: readonly (readonly string[])[]
  readonly wanted: ColumnWidths
  /** Of the columns so far. */
  readonly widths: number[]
  /** Of each column so far. */
  readonly widest: number[]
  readonly out: string[]
}

function format(layout: Layout, from: number, to: number): void {
  const { lines, wanted, widths, widest, out } = layout
  const column = widths.length
  let at = from
  while (at < to) {
    if ((lines[at]?.length ?? 0) - 1 <= column) {
      out.push(writeLine(lines[at] ?? [], widths))
      at += 1
      continue
    }
    let end = at
    let width = wanted.minimum
    for (; end < to && (lines[end]?.length ?? 0) - 1 > column; end += 1)
      width = Math.max(width, lengthOf(lines[end]?.[column] ?? '') + wanted.padding)
    if (wanted.remembers === true) width = widest[column] = Math.max(width, widest[column] ?? 0)
    widths.push(width)
    format(layout, at, end)
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
