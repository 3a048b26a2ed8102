// The order of keys in YAML output: not that of bytes but one for people, where `a2` comes before `a10` and signs before letters.
//
// @source vendor/go.yaml.in/yaml/v2/sorter.go keyList.Less
// @simplified Numbers of more than 15 digits inside keys are sorted with the precision of a float64.

const LETTER = /^\p{L}$/u
const DIGIT = /^\p{Nd}$/u

export function compareKeys(left: string, right: string): number {
  if (left === right) return 0
  return precedes([...left], [...right]) ? -1 : 1
}

function precedes(left: readonly string[], right: readonly string[]): boolean {
  for (let at = 0; ; at += 1) {
    const a = left[at]
    const b = right[at]
    if (a === undefined || b === undefined) return left.length < right.length
    if (a === b) continue
    const aIsLetter = LETTER.test(a)
    const bIsLetter = LETTER.test(b)
    if (aIsLetter && bIsLetter) return codeOf(a) < codeOf(b)
    if (aIsLetter || bIsLetter) return bIsLetter
    const start = (a === '0' || b === '0') && followsNonZeroDigit(left, at) ? 1 : 0
    const aNumber = readNumber(left, at, start)
    const bNumber = readNumber(right, at, start)
    if (aNumber.value !== bNumber.value) return aNumber.value < bNumber.value
    if (aNumber.end !== bNumber.end) return aNumber.end < bNumber.end
    return codeOf(a) < codeOf(b)
  }
}

/** Whether the digits right before the difference make a number of their own; then zeros at the difference count as places. */
function followsNonZeroDigit(text: readonly string[], at: number): boolean {
  for (let before = at - 1; before >= 0; before -= 1) {
    const digit = text[before] ?? ''
    if (!DIGIT.test(digit)) return false
    if (digit !== '0') return true
  }
  return false
}

function readNumber(text: readonly string[], at: number, start: number): { readonly value: number; readonly end: number } {
  let value = start
  let end = at
  for (let digit = text[end]; digit !== undefined && DIGIT.test(digit); digit = text[end]) {
    value = value * 10 + codeOf(digit) - codeOf('0')
    end += 1
  }
  return { value, end }
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}
