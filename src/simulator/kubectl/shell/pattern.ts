// Patterns of the shell (`*`, `?`, `[a-z]`) as regular expressions, for `case` and `${NAME%pattern}`.

const SIGN = /\\(.)|\[(!?)((?:\[:\w+:\]|\]|[^\]])(?:\[:\w+:\]|[^\]])*)\]|[^]/gu

export function patternText(pattern: string): string {
  return pattern.replace(SIGN, (sign, literal?: string, not?: string, set?: string) => {
    if (literal !== undefined) return escaped(literal)
    if (set !== undefined) return setText(set, not === '!')
    if (sign === '*') return '.*'
    return sign === '?' ? '.' : escaped(sign)
  })
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
}

/** `[a-z_]`; a range that runs backwards holds nothing. */
function setText(set: string, isNot: boolean): string {
  const inner = set.replace(/\[:(\w+):\]|(.)-(.)|[^]/gu, (sign, name?: string, from?: string, to?: string) => {
    if (name !== undefined) return CLASSES[name] ?? ''
    if (from === undefined || to === undefined) return escaped(sign)
    return from <= to ? `${escaped(from)}-${escaped(to)}` : ''
  })
  if (inner === '') return isNot ? '.' : '(?!)'
  return `[${isNot ? '^' : ''}${inner}]`
}

/** Inside a set as well, where a dash would make a range. */
function escaped(text: string): string {
  return text === '-' ? '\\u002d' : text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
}

export function fitsPattern(text: string, pattern: string): boolean {
  return new RegExp(`^${patternText(pattern)}$`, 'su').test(text)
}

/** Longer texts stay as they are: every length of theirs would be tried. */
const MOST_TRIMMED = 5000

/** `#` and `%` take away the shortest beginning or end that fits, doubled the longest; `/` replaces the first, doubled all. */
export function trimmed(value: string, operator: '#' | '##' | '%' | '%%' | '/' | '//', operand: string): string {
  if (operator === '/' || operator === '//') {
    const [pattern = '', ...rest] = operand.split('/')
    if (pattern === '') return value
    const replacement = rest.join('/')
    return value.replace(new RegExp(patternText(pattern), operator === '//' ? 'gsu' : 'su'), () => replacement)
  }
  if (value.length > MOST_TRIMMED) return value
  const fits = new RegExp(`^${patternText(operand)}$`, 'su')
  const lengths = Array.from({ length: value.length + 1 }, (_, length) => length)
  const fromStart = operator.startsWith('#')
  const isFit = (length: number): boolean => fits.test(fromStart ? value.slice(0, length) : value.slice(value.length - length))
  const length = (operator.length === 2 ? lengths.toReversed() : lengths).find(isFit) ?? 0
  return fromStart ? value.slice(length) : value.slice(0, value.length - length)
}
