// From one text to another of as many lines, line by line.

import type { TextChange } from '../../browser/editor/text-editor.ts'

/** One change for each line that differs, so that whoever stands on another stays there; both texts have as many lines. */
export function changesOfLines(before: string, after: string): readonly TextChange[] {
  const lines = after.split('\n')
  let start = 0
  return before.split('\n').flatMap((line, index) => {
    const range = { start, end: start + line.length }
    start = range.end + 1
    const newText = lines[index] ?? ''
    return newText === line ? [] : [{ range, newText }]
  })
}
