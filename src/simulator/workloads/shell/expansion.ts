// From words to arguments: parameters, command substitution, arithmetic, then splitting into fields and file names.
// A substitution must run first: expansion then says so and is done again, from the same beginning, with what the substitution gave.
// @source busybox shell/ash.c expandarg argstr evalvar expari expbackq ifsbreakup

import { evaluate } from './arithmetic.ts'
import type { Expansion, PieceOrBreak } from './expansion-state.ts'
import type { Captured } from './frame.ts'
import { expandFileNames } from './file-names.ts'
import type { Machine } from './machine.ts'
import { compilePattern, literalPattern } from './pattern.ts'
import type { Process, Shell } from './process.ts'
import { applyForm } from './parameter-forms.ts'
import { splitFields } from './field-splitting.ts'
import type { Command, Word, WordPart } from './syntax.ts'
import { assign, valueOf } from './variables.ts'

/** The longest text that an expansion may give. */
export const MOST_TEXT = 1024 * 1024

export function createExpansion(machine: Machine, process: Process, shell: Shell, results: readonly Captured[]): Expansion {
  return { machine, process, shell, variables: shell.variables, results, used: 0, needs: undefined, problem: undefined }
}

/** Words as arguments: split, and file names put in for patterns. */
export function expandWords(expansion: Expansion, words: readonly Word[]): readonly string[] {
  const fields: string[] = []
  for (const word of words) {
    for (const field of splitFields(piecesOf(expansion, word), valueOf(expansion.variables, 'IFS') ?? ' \t\n')) {
      if (expansion.shell.options.includes('f')) fields.push(field.map(({ text }) => text).join(''))
      else fields.push(...expandFileNames(expansion, field))
    }
    if (expansion.needs !== undefined || expansion.problem !== undefined) return []
  }
  return fields
}

/** A word as one text, neither split nor taken as a pattern: the value of an assignment, a file to redirect to, a here-document. */
export function expandText(expansion: Expansion, word: Word): string {
  const separator = (valueOf(expansion.variables, 'IFS') ?? ' ').charAt(0)
  return limited(
    expansion,
    piecesOf(expansion, word)
      .map((piece) => (piece === 'break' ? separator : piece.text))
      .join(''),
  )
}

/** A word as the source of a pattern: what was quoted stands for itself. */
export function expandPattern(expansion: Expansion, word: Word): string {
  return piecesOf(expansion, word)
    .map((piece) => (piece === 'break' ? ' ' : piece.quoted ? literalPattern(piece.text) : piece.text))
    .join('')
}

function limited(expansion: Expansion, text: string): string {
  expansion.machine.budget -= text.length >> 10
  if (text.length <= MOST_TEXT) return text
  expansion.problem ??= 'out of memory'
  return ''
}

function piecesOf(expansion: Expansion, word: Word): readonly PieceOrBreak[] {
  const pieces: PieceOrBreak[] = []
  let length = 0
  for (const part of word) {
    if (expansion.needs !== undefined || expansion.problem !== undefined) return []
    for (const piece of partPieces(expansion, part)) {
      pieces.push(piece)
      if (piece !== 'break') length += piece.text.length
    }
    expansion.machine.budget -= 1 + (length >> 12)
    if (length > MOST_TEXT) expansion.problem ??= 'out of memory'
  }
  return pieces
}

function partPieces(expansion: Expansion, part: WordPart): readonly PieceOrBreak[] {
  switch (part.kind) {
    case 'text':
      return [{ text: part.text, quoted: part.quoted, splits: false }]
    case 'tilde':
      return [{ text: homeOf(expansion, part.user), quoted: true, splits: false }]
    case 'arithmetic':
      return [{ text: arithmeticText(expansion, part.expression), quoted: part.quoted, splits: !part.quoted }]
    case 'command':
      return [{ text: substitution(expansion, part.body), quoted: part.quoted, splits: !part.quoted }]
    case 'parameter':
      return applyForm(expansion, part.parameter, part.quoted, {
        pieces: piecesOf,
        text: expandText,
        pattern: (inner, word) => compilePattern(expandPattern(inner, word)),
        number: (inner, word) => Number(arithmeticText(inner, word)),
      })
  }
}

function homeOf({ variables }: Expansion, user: string): string {
  if (user === '') return valueOf(variables, 'HOME') ?? '~'
  return user === 'root' ? '/root' : `~${user}`
}

function substitution(expansion: Expansion, body: Command | undefined): string {
  if (body === undefined) return ''
  const result = expansion.results[expansion.used]
  if (result === undefined) {
    expansion.needs = { body }
    return ''
  }
  expansion.used += 1
  return result.text.replace(/\n+$/, '')
}

/** The value of an arithmetic expression, after its parameters are put in. */
function arithmeticText(expansion: Expansion, expression: Word): string {
  const text = expandText(expansion, expression)
  if (expansion.needs !== undefined || expansion.problem !== undefined) return '0'
  expansion.machine.budget -= text.length >> 4
  const result = evaluate(text, {
    get: (name) => valueOf(expansion.variables, name),
    set: (name, value) => {
      const changed = assign(expansion.variables, name, value)
      if (changed === undefined) expansion.problem ??= `${name}: is read only`
      else expansion.variables = changed
    },
  })
  if (result.ok) return String(result.value)
  expansion.problem ??= result.problem
  return '0'
}

/** The status of the last substitution: of `x=$(false)` as a command. */
export function lastStatus({ results, used }: Expansion): number | undefined {
  return used === 0 ? undefined : results[used - 1]?.status
}
