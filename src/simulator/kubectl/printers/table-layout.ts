// Columns aligned the way kubectl's tab writer aligns them: at least six wide, three blanks between, the last column unpadded.
// @source k8s.io/cli-runtime pkg/printers/tabwriter.go; github.com/liggitt/tabwriter

const MIN_WIDTH = 6
const PADDING = 3

export const TABLE_WIDTHS = { minimum: MIN_WIDTH, padding: PADDING, remembers: true } as const

/** One line for each row. Rows may have different numbers of cells. */
export function layOutTable(rows: readonly (readonly string[])[]): string {
  return layOutWith(tableWidths(rows), rows)
}

/** With widths of an earlier table, for rows that follow later (`-w`). */
export function tableWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const widths: number[] = []
  for (const row of rows) {
    for (let column = 0; column < row.length - 1; column += 1) {
      widths[column] = Math.max(widths[column] ?? MIN_WIDTH, textWidth(row[column] ?? '') + PADDING)
    }
  }
  return widths
}

export function layOutWith(widths: readonly number[], rows: readonly (readonly string[])[]): string {
  let text = ''
  for (const row of rows) {
    const last = row.length - 1
    for (let column = 0; column < last; column += 1) {
      const cell = row[column] ?? ''
      text += cell + ' '.repeat(Math.max(0, (widths[column] ?? MIN_WIDTH) - textWidth(cell)))
    }
    text += `${row[last] ?? ''}\n`
  }
  return text
}

/** Characters, as Go counts runes. */
function textWidth(text: string): number {
  let width = 0
  for (const _ of text) width += 1
  return width
}
