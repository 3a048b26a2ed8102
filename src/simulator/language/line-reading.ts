// What can be said of one line of YAML without the lines around it.

export interface LineEntry {
  /** Without quotes. */
  readonly name: string
  readonly keyLength: number
  /** Where the value begins, behind the colon and the blanks. */
  readonly valueAt: number
}

/** `key: value`, `key:` or `"key": value` at the start of a text. A colon counts only before a blank or the end. */
export function readEntry(text: string): LineEntry | undefined {
  const match = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?)(\s*):(\s+|$)/.exec(text)
  if (match === null) return undefined
  const [whole, key = '', ...gaps] = match
  const colonEnd = key.length + (gaps[0] ?? '').length + 1
  const isQuoted = /^["']/.test(key)
  return {
    name: isQuoted ? key.slice(1, -1) : key,
    keyLength: key.length,
    valueAt: whole.length >= text.length ? Math.min(colonEnd + 1, text.length) : whole.length,
  }
}

/** Without a comment and the blanks before it. A `#` counts after a blank, outside of quotes. */
export function trimComment(line: string): string {
  let quote = ''
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at)
    const before = at === 0 ? ' ' : line.charAt(at - 1)
    if (quote !== '') {
      if (character === '\\' && quote === '"') at += 1
      else if (character === quote) quote = ''
    } else if ((character === '"' || character === "'") && /[\s[{,:-]/.test(before)) quote = character
    else if (character === '#' && /\s/.test(before)) return line.slice(0, at).trimEnd()
  }
  return line.trimEnd()
}

/** `|`, `>-`, `|2+`. */
export function isBlockHeader(value: string): boolean {
  return /^[|>][-+\d]*$/.test(value)
}

/** How many characters anchors, tags and the blanks behind them take. */
export function skipProperties(value: string): number {
  return /^(?:[&!][^\s,[\]{}]*(?:\s+|$))*/.exec(value)?.[0].length ?? 0
}

/** Where a quoted scalar that starts at an offset ends; undefined when it is never closed. */
export function endOfQuoted(text: string, start: number): number | undefined {
  const quote = text.charAt(start)
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (quote === '"' && character === '\\') at += 1
    else if (quote === "'" && character === quote && text.charAt(at + 1) === quote) at += 1
    else if (character === quote) return at + 1
  }
  return undefined
}
