// The text of a JSON value as Go's encoding/json writes it: keys in the order of their bytes, `<`, `>` and `&` escaped unless asked not to,
// numbers without exponent between 1e-6 and 1e21.

import type { JsonValue } from './json.ts'
import { isJsonArray } from './json.ts'

export interface GoJsonOptions {
  /** Whether `<`, `>` and `&` become `\u003c`, `\u003e`, `\u0026`, as Go does for the sake of HTML. */
  readonly html: 'escaped' | 'plain'
  /** Spaces for each level; 0 keeps everything on one line. */
  readonly indent: number
  /** Go sorts the keys of a map and keeps the order of a struct's fields. */
  readonly keys?: 'sorted' | 'given'
}

const COMPACT: GoJsonOptions = { html: 'escaped', indent: 0 }

/**
 * Entries whose value is undefined are left out.
 *
 * @source Go encoding/json Marshal, MarshalIndent
 */
export function goJson(value: JsonValue, options: GoJsonOptions = COMPACT): string {
  return writeValue(value, options, options.indent === 0 ? undefined : '\n')
}

/** A JSON string. @source Go encoding/json appendString */
export function goJsonString(text: string, html: GoJsonOptions['html'] = 'escaped'): string {
  return `"${text.replace(html === 'escaped' ? HTML_UNSAFE : UNSAFE, escape)}"`
}

/** Orders texts by their bytes in UTF-8, as Go orders keys. Texts of UTF-16 units would put U+FF5E behind U+1F600. */
export function compareBytes(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let at = 0; at < length; at += 1) {
    const a = left.charCodeAt(at)
    const b = right.charCodeAt(at)
    if (a !== b) return rankOfUnit(a) - rankOfUnit(b)
  }
  return left.length - right.length
}

/** Halves of pairs stand for characters beyond U+FFFF, so they come last. */
function rankOfUnit(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

const UNSAFE = /["\\]|[^\x20-\ud7ff\ue000-\uffff]|[\u2028\u2029]/gu
const HTML_UNSAFE = /["\\<>&]|[^\x20-\ud7ff\ue000-\uffff]|[\u2028\u2029]/gu

const NAMED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code > 0xffff) return character
  if (code >= 0xd800 && code <= 0xdfff) return '\\ufffd'
  return NAMED[character] ?? `\\u${code.toString(16).padStart(4, '0')}`
}

function writeValue(value: JsonValue, options: GoJsonOptions, lineBreak: string | undefined): string {
  if (value === null) return 'null'
  switch (typeof value) {
    case 'string':
      return goJsonString(value, options.html)
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return isJsonArray(value) ? writeArray(value, options, lineBreak) : writeObject(value, options, lineBreak)
  }
}

function writeArray(items: readonly JsonValue[], options: GoJsonOptions, lineBreak: string | undefined): string {
  const inner = deeper(lineBreak, options)
  return enclose(
    '[',
    items.map((item) => writeValue(item, options, inner)),
    ']',
    lineBreak,
    inner,
  )
}

function writeObject(
  object: Readonly<Record<string, JsonValue | undefined>>,
  options: GoJsonOptions,
  lineBreak: string | undefined,
): string {
  const inner = deeper(lineBreak, options)
  const colon = lineBreak === undefined ? ':' : ': '
  const entries: string[] = []
  const names = options.keys === 'given' ? Object.keys(object) : Object.keys(object).sort(compareBytes)
  for (const key of names) {
    const value = object[key]
    if (value !== undefined) entries.push(goJsonString(key, options.html) + colon + writeValue(value, options, inner))
  }
  return enclose('{', entries, '}', lineBreak, inner)
}

function deeper(lineBreak: string | undefined, { indent }: GoJsonOptions): string | undefined {
  return lineBreak === undefined ? undefined : lineBreak + ' '.repeat(indent)
}

function enclose(open: string, parts: readonly string[], close: string, outer: string | undefined, inner: string | undefined): string {
  if (parts.length === 0 || outer === undefined || inner === undefined) return open + parts.join(',') + close
  return open + inner + parts.join(`,${inner}`) + outer + close
}
