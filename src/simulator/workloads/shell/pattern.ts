// Patterns of file names and of `case`, `${x#…}` and `[[ == ]]`: `*`, `?`, `[…]`, a backslash before what is meant literally.
// All positions are followed at once, so the time is the product of both lengths whatever is written.
// @source fnmatch(3)

type Token =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'run' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly matches: (character: string) => boolean }

export type Pattern = readonly Token[]

const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /[A-Za-z]/,
  digit: /[0-9]/,
  alnum: /[A-Za-z0-9]/,
  upper: /[A-Z]/,
  lower: /[a-z]/,
  space: /[ \t\n\v\f\r]/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/,
  print: /[ -~]/,
  graph: /[!-~]/,
  cntrl: /\p{Cc}/u,
  xdigit: /[0-9A-Fa-f]/,
}

/** A test for one named class of POSIX, as in `[[:alpha:]]`. */
export function characterClass(name: string): RegExp | undefined {
  return Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined
}

/** Protects every character that means something in a pattern. */
export function literalPattern(text: string): string {
  return text.replace(/[\\*?[\]!^-]/g, '\\$&')
}

export function hasPattern(text: string): boolean {
  return /[*?[]/.test(text)
}

export function compilePattern(text: string): Pattern {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '\\' && at + 1 < text.length) {
      at += 1
      tokens.push({ kind: 'character', character: text.charAt(at) })
    } else if (character === '*') {
      if (tokens.at(-1)?.kind !== 'run') tokens.push({ kind: 'run' })
    } else if (character === '?') tokens.push({ kind: 'any' })
    else if (character === '[') {
      const set = readSet(text, at + 1)
      if (set === undefined) tokens.push({ kind: 'character', character })
      else {
        tokens.push(set.token)
        at = set.end
      }
    } else tokens.push({ kind: 'character', character })
  }
  return tokens
}

function readSet(text: string, start: number): { readonly token: Token; readonly end: number } | undefined {
  const negated = text.charAt(start) === '!' || text.charAt(start) === '^'
  const tests: ((character: string) => boolean)[] = []
  let at = negated ? start + 1 : start
  for (let first = true; at < text.length; first = false) {
    if (text.charAt(at) === ']' && !first) {
      return { token: { kind: 'set', negated, matches: (character) => tests.some((test) => test(character)) }, end: at }
    }
    const named = /^\[:([a-z]+):\]/.exec(text.slice(at, at + 12))
    const kind = named === null ? undefined : characterClass(named[1] ?? '')
    if (named !== null && kind !== undefined) {
      tests.push((character) => kind.test(character))
      at += named[0].length
      continue
    }
    if (text.charAt(at) === '\\') at += 1
    const low = text.charAt(at)
    at += 1
    let high = low
    if (text.charAt(at) === '-' && at + 1 < text.length && text.charAt(at + 1) !== ']') {
      at += text.charAt(at + 1) === '\\' ? 2 : 1
      high = text.charAt(at)
      at += 1
    }
    tests.push((character) => character >= low && character <= high)
  }
  return undefined
}

function follow(pattern: Pattern, states: Uint8Array, character: string): Uint8Array {
  const next = new Uint8Array(pattern.length + 1)
  pattern.forEach((token, index) => {
    if (states[index] === 0) return
    if (token.kind === 'run') next[index] = 1
    else if (token.kind === 'any') next[index + 1] = 1
    else if (token.kind === 'character' ? token.character === character : token.matches(character) !== token.negated) next[index + 1] = 1
  })
  return settle(pattern, next)
}

/** A run may be empty. */
function settle(pattern: Pattern, states: Uint8Array): Uint8Array {
  pattern.forEach((token, index) => {
    if (states[index] === 1 && token.kind === 'run') states[index + 1] = 1
  })
  return states
}

/** The lengths of all beginnings of `text` that match, ascending. */
function matchingLengths(pattern: Pattern, text: string): readonly number[] {
  const lengths: number[] = []
  const first = new Uint8Array(pattern.length + 1)
  first[0] = 1
  let states = settle(pattern, first)
  if (states[pattern.length] === 1) lengths.push(0)
  for (let at = 0; at < text.length && states.includes(1); at += 1) {
    states = follow(pattern, states, text.charAt(at))
    if (states[pattern.length] === 1) lengths.push(at + 1)
  }
  return lengths
}

export function matchesPattern(pattern: Pattern, text: string): boolean {
  return matchingLengths(pattern, text).at(-1) === text.length
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}

/** `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}` */
export function cutPattern(text: string, pattern: Pattern, end: 'front' | 'back', longest: boolean): string {
  if (end === 'front') {
    const lengths = matchingLengths(pattern, text)
    return text.slice((longest ? lengths.at(-1) : lengths[0]) ?? 0)
  }
  const lengths = matchingLengths([...pattern].reverse(), reversed(text))
  return text.slice(0, text.length - ((longest ? lengths.at(-1) : lengths[0]) ?? 0))
}

/** How far a replacement looks for the end of a match. */
const MOST_REPLACED = 512

/**
 * `${x/p/r}` and `${x//p/r}`: the longest match at the earliest place.
 *
 * @simplified A pattern of the shell, such as `*.conf`, matches 512 bytes at most.
 */
export function replacePattern(text: string, pattern: Pattern, replacement: string, all: boolean): string {
  let result = ''
  let at = 0
  while (at < text.length) {
    const length = matchingLengths(pattern, text.slice(at, at + MOST_REPLACED)).at(-1) ?? 0
    if (length === 0) {
      result += text.charAt(at)
      at += 1
      continue
    }
    result += replacement
    at += length
    if (!all) break
  }
  return result + text.slice(at)
}
