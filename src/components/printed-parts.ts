// Printed text as it is laid out: lines of a table keep their columns beside each other, all others may be broken.

export interface PrintedPart {
  /** With the ends of its lines. */
  readonly text: string
  readonly isTable: boolean
}

/** Columns stand at least two blanks apart. */
const COLUMNS = /\S {2,}\S/

/** The text in its order; neighbouring lines of one kind are one part. */
export function printedParts(printed: string): readonly PrintedPart[] {
  const lines = printed.match(/[^\n]*\n|[^\n]+$/g) ?? []
  return lines.reduce<readonly PrintedPart[]>((parts, line) => {
    const isTable = COLUMNS.test(line)
    const last = parts.at(-1)
    if (last?.isTable !== isTable) return [...parts, { text: line, isTable }]
    return [...parts.slice(0, -1), { text: last.text + line, isTable }]
  }, [])
}
