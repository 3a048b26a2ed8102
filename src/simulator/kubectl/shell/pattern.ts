// Patterns of the shell (`*`, `?`, `[a-z]`) as regular expressions, for `case` and `${NAME%pattern}`.

export function patternText(pattern: string): string {
  return pattern.replace(
    /\\(.)|\[(!?)((?:\]|\[:\w+:\]|[^\]])+)\]|[*?]|[.+^${}()|[\]\\/-]/gsu,
    (sign, literal?: string, not?: string, set?: string) => {
      if (literal !== undefined) return escaped(literal)
      if (set !== undefined) return `[${not === '!' ? '^' : ''}${set.replace(/[\\\]^[]/g, '\\$&')}]`
      if (sign === '*') return '.*'
      return sign === '?' ? '.' : escaped(sign)
    },
  )
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

export function fitsPattern(text: string, pattern: string): boolean {
  return new RegExp(`^${patternText(pattern)}$`, 'su').test(text)
}

/** `#` and `%` take away the shortest beginning or end that fits, doubled the longest; `/` replaces the first, doubled all. */
export function trimmed(value: string, operator: '#' | '##' | '%' | '%%' | '/' | '//', operand: string): string {
  if (operator === '/' || operator === '//') {
    const [pattern = '', ...rest] = operand.split('/')
    if (pattern === '') return value
    const replacement = rest.join('/')
    return value.replace(new RegExp(patternText(pattern), operator === '//' ? 'gsu' : 'su'), () => replacement)
  }
  const fits = new RegExp(`^${patternText(operand)}$`, 'su')
  const lengths = Array.from({ length: value.length + 1 }, (_, length) => length)
  const fromStart = operator.startsWith('#')
  const isFit = (length: number): boolean => fits.test(fromStart ? value.slice(0, length) : value.slice(value.length - length))
  const length = (operator.length === 2 ? lengths.toReversed() : lengths).find(isFit) ?? 0
  return fromStart ? value.slice(length) : value.slice(0, value.length - length)
}
