// Classes of characters as libyaml knows them, over UTF-16 code units. The end of the text reads as END, which no manifest contains
// because NUL is a control character and refused. YAML 1.1 breaks lines at NEL, LS and PS as well.

export const END = 0
export const TAB = 0x09
export const LINE_FEED = 0x0a
export const CARRIAGE_RETURN = 0x0d
export const SPACE = 0x20
export const BYTE_ORDER_MARK = 0xfeff

const NEXT_LINE = 0x85
const LINE_SEPARATOR = 0x2028
const PARAGRAPH_SEPARATOR = 0x2029

export function isBlank(unit: number): boolean {
  return unit === SPACE || unit === TAB
}

export function isBreak(unit: number): boolean {
  if (unit < NEXT_LINE) return unit === LINE_FEED || unit === CARRIAGE_RETURN
  return unit === NEXT_LINE || unit === LINE_SEPARATOR || unit === PARAGRAPH_SEPARATOR
}

export function isBreakOrEnd(unit: number): boolean {
  return unit === END || isBreak(unit)
}

/** What ends a word: a blank, a line break or the end of the text. */
export function isGap(unit: number): boolean {
  if (unit > SPACE && unit < NEXT_LINE) return false
  return isBlank(unit) || unit === END || isBreak(unit)
}

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

/** A letter, a digit, `_` or `-`: what names of anchors and tag handles consist of. */
export function isWord(unit: number): boolean {
  return isDigit(unit) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a) || unit === 0x5f || unit === 0x2d
}

/** The value of a hexadecimal digit, or -1. */
export function hexDigitValue(unit: number): number {
  if (isDigit(unit)) return unit - 0x30
  const lower = unit | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1
}

/** Characters that YAML forbids everywhere, even inside quotes. A lone surrogate passes: in a file it would have been U+FFFD. */
export function isForbidden(unit: number): boolean {
  if (unit < SPACE) return unit !== TAB && unit !== LINE_FEED && unit !== CARRIAGE_RETURN
  return (unit >= 0x7f && unit < 0xa0 && unit !== NEXT_LINE) || unit >= 0xfffe
}

/** The unit at the start of a one-character text, for tables that are easier to read as text. */
export function unitOf(character: string): number {
  return character.charCodeAt(0)
}
