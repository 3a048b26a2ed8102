// Field selectors as texts: `metadata.name=a,status.phase!=Running`.
// @source apimachinery/pkg/fields/selector.go ParseSelector, splitTerms, UnescapeValue

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'

/** A field, and a value that it must, or must not, have. */
export interface FieldTerm {
  readonly field: string
  readonly value: string
  readonly equal: boolean
}

const PROBLEM = 'invalid field selector: '

export function parseFieldSelector(text: string): Result<readonly FieldTerm[], string> {
  const terms: FieldTerm[] = []
  // A comma behind a backslash belongs to a value.
  for (const part of text.match(/(?:\\[^]|[^,\\]|\\$)+/gu) ?? []) {
    const match = /^([^=!]*(?:!(?!=)[^=!]*)*)(==|=|!=)([^]*)$/u.exec(part)
    if (match === null) return failure(`invalid selector: '${text}'; can't understand '${part}'`)
    const [, field = '', operator, written = ''] = match
    const value = unescaped(written)
    if (!value.ok) return value
    terms.push({ field, value: value.value, equal: operator !== '!=' })
  }
  return success(terms)
}

/** A backslash stands before itself, a comma and a sign of equality, and nowhere else. */
function unescaped(written: string): Result<string, string> {
  let value = ''
  let isEscaped = false
  for (const character of written) {
    if (isEscaped && !/[\\,=]/.test(character)) return failure(`${PROBLEM}invalid escape sequence: \\${character}`)
    // Go prints the number of the character.
    if (!isEscaped && /[,=]/.test(character)) return failure(`${PROBLEM}unescaped character in value: ${String(character.codePointAt(0))}`)
    isEscaped = !isEscaped && character === '\\'
    if (!isEscaped) value += character
  }
  return isEscaped ? failure(`${PROBLEM}invalid escape sequence: \\`) : success(value)
}
