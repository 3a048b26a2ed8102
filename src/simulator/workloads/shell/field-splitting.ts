// Splits expanded words into fields at the characters of IFS.
// @source POSIX Shell Command Language 2.6.5

import type { Piece, PieceOrBreak } from './expansion-state.ts'

type Field = readonly Piece[]

export function splitFields(pieces: readonly PieceOrBreak[], separators: string): readonly Field[] {
  const fields: Field[] = []
  let field: Piece[] = []
  /** Something stands in the field, be it only quotes around nothing. */
  let begun = false
  const end = (): void => {
    const isNothing = field.some(({ vanishes }) => vanishes === true) && field.every(({ text }) => text === '')
    if (begun && !isNothing) fields.push(field)
    field = []
    begun = false
  }
  for (const piece of pieces) {
    if (piece === 'break') {
      end()
      continue
    }
    if (!piece.splits || separators === '') {
      if (piece.text !== '' || piece.quoted) {
        field.push(piece)
        begun = true
      }
      continue
    }
    let run = ''
    let afterBlank = false
    for (const character of piece.text) {
      if (!separators.includes(character)) {
        run += character
        afterBlank = false
        continue
      }
      const isBlank = ' \t\n'.includes(character)
      if (run !== '') {
        field.push({ ...piece, text: run })
        begun = true
        run = ''
      }
      // A separator that is no blank makes a field of its own, unless it only closes the one before the blanks.
      if (!isBlank && !begun && !afterBlank) begun = true
      afterBlank = isBlank && begun
      end()
    }
    if (run !== '') {
      field.push({ ...piece, text: run })
      begun = true
    }
  }
  end()
  return fields
}
