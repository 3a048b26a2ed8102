// What a value really is: its bytes, with what can't be seen made visible; base64 in and out; permission bits as octal and as words.

import { hexOfByte } from '../base/hexadecimal.ts'
import { decodeBase64, encodeBase64 } from '../base/base64.ts'
import type { SourceRange } from '../base/source-range.ts'
import { isJsonArray, isJsonObject } from '../base/json.ts'
import type { JsonValue } from '../base/json.ts'
import { decodeUtf8, encodeUtf8 } from '../base/utf8.ts'
import { readManifest } from '../yaml/index.ts'
import type { JsonPath } from '../yaml/index.ts'
import { printPath } from './field-place.ts'

/** A piece of a text: characters that are seen, or a mark for one that is not. */
export interface VisiblePiece {
  readonly text: string
  /** In words, for what is drawn as a sign: `newline`. */
  readonly sign: string | undefined
}

export interface BytesView {
  readonly path: string
  /** As it is written, quotes included. */
  readonly range: SourceRange
  /** JSON's word: what the API server receives. */
  readonly type: 'string' | 'number' | 'boolean' | 'null'
  readonly pieces: readonly VisiblePiece[]
  readonly sizeBytes: number
  /** For a value under `data` of a Secret or `binaryData`: what the base64 stands for. */
  readonly decoded: DecodedBytes | undefined
  /** For a text that would go under `data` of a Secret: what to write there. */
  readonly base64: string | undefined
  readonly mode: FileMode | undefined
  /** What is worth knowing: a newline at the end, blanks before it, base64 that is none. */
  readonly remarks: readonly string[]
}

export interface DecodedBytes {
  readonly pieces: readonly VisiblePiece[]
  readonly sizeBytes: number
  /** Undefined when the bytes are no UTF-8. */
  readonly text: string | undefined
}

export interface FileMode {
  readonly octal: string
  readonly decimal: number
  /** `rw-r--r--` */
  readonly words: string
}

/** Undefined where there is no scalar, and for texts that can't be read. */
export function bytesAt(text: string, offset: number): BytesView | undefined {
  for (const { sourceMap, value: root } of readManifest(text).documents) {
    const place = sourceMap.pathAt(offset)
    const value = place === undefined ? undefined : valueAt(root, place.path)
    if (place === undefined || place.path.length === 0) continue
    if (value === undefined || (typeof value === 'object' && value !== null)) return undefined
    const range = sourceMap.scalarAt(place.path)?.range ?? { start: offset, end: offset }
    return viewOf(isJsonObject(root) ? root['kind'] : undefined, place.path, range, value)
  }
  return undefined
}

function valueAt(root: JsonValue, path: JsonPath): JsonValue | undefined {
  let value: JsonValue | undefined = root
  for (const step of path) {
    const holder: JsonValue | undefined = value
    if (isJsonArray(holder)) value = typeof step === 'number' ? holder[step] : undefined
    else value = isJsonObject(holder) && Object.hasOwn(holder, step) ? holder[step] : undefined
  }
  return value
}

function viewOf(kind: JsonValue | undefined, path: JsonPath, range: SourceRange, value: string | number | boolean | null): BytesView {
  const text = String(value)
  const [field] = path
  const isBase64 = path.length === 2 && ((kind === 'Secret' && field === 'data') || field === 'binaryData')
  const isPlain = path.length === 2 && (field === 'stringData' || (kind === 'ConfigMap' && field === 'data'))
  const decoding = isBase64 && typeof value === 'string' ? decodeBase64(value) : undefined
  const bytes = decoding?.ok === true ? decoding.value : undefined
  const mode = /^(?:mode|defaultMode)$/.test(String(path.at(-1))) && typeof value === 'number' ? fileMode(value) : undefined
  return {
    path: printPath(path),
    range,
    type: value === null ? 'null' : typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'boolean',
    pieces: visible(text),
    sizeBytes: encodeUtf8(text).length,
    decoded: bytes === undefined ? undefined : decodedView(bytes),
    base64: isPlain && typeof value === 'string' ? base64Of(text) : undefined,
    mode,
    remarks: [
      ...(typeof value === 'string' ? remarksOn(text) : []),
      ...(decoding?.ok === false ? ['This is no base64: the API server refuses it here.'] : []),
      ...(bytes === undefined
        ? []
        : remarksOn(decodeUtf8(bytes) ?? '').map((remark) => `Decoded: ${remark.charAt(0).toLowerCase()}${remark.slice(1)}`)),
    ],
  }
}

function decodedView(bytes: Uint8Array): DecodedBytes {
  const text = decodeUtf8(bytes)
  const pieces = text === undefined ? [{ text: hexOf(bytes), sign: undefined }] : visible(text)
  return { pieces, sizeBytes: bytes.length, text }
}

/** What to write under `data` of a Secret for a text. */
export function base64Of(text: string): string {
  return encodeBase64(encodeUtf8(text))
}

const SHOWN_BYTES = 64

function hexOf(bytes: Uint8Array): string {
  const shown = [...bytes.subarray(0, SHOWN_BYTES)].map(hexOfByte).join(' ')
  return bytes.length > SHOWN_BYTES ? `${shown} …` : shown
}

function remarksOn(text: string): readonly string[] {
  const remarks: string[] = []
  if (text.endsWith('\n')) remarks.push('It ends with a newline, which is part of the value.')
  if (/[ \t]+(?=\n|$)/.test(text)) remarks.push('There are blanks at the end of a line.')
  if (text.includes('\t')) remarks.push('It holds a tab.')
  if (text.includes('\r')) remarks.push('It holds carriage returns, as files from Windows do.')
  if (/[\u{00A0}\u{200B}\u{FEFF}]/u.test(text)) remarks.push('It holds a character that looks like nothing or like a blank.')
  return remarks
}

/** Signs by character; blanks count only where nothing follows on their line. */
const SIGNS: ReadonlyMap<string, readonly [drawn: string, word: string]> = new Map([
  ['\n', ['⏎\n', 'newline']],
  ['\r', ['␍', 'carriage return']],
  ['\t', ['⇥\t', 'tab']],
  [' ', ['·', 'blank at the end']],
  ['\u00A0', ['⍽', 'no-break space']],
  ['\u200B', ['∅', 'zero-width space']],
  ['\uFEFF', ['∅', 'byte order mark']],
])

function visible(text: string): readonly VisiblePiece[] {
  const pieces: VisiblePiece[] = []
  for (const [part = ''] of text.matchAll(
    /[\n\r\t\u00A0\u200B\uFEFF]| (?= *(?:\r?\n|$))|(?:(?! *(?:\r?\n|$))[^\n\r\t\u00A0\u200B\uFEFF])+/g,
  )) {
    const [drawn, word] = SIGNS.get(part) ?? [part, undefined]
    pieces.push({ text: drawn, sign: word })
  }
  return pieces
}

/** @param mode  As stored: 420 is 0644. */
function fileMode(mode: number): FileMode {
  const words = [6, 3, 0].map((shift) => {
    const bits = (mode >> shift) & 7
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`
  })
  return { octal: `0${mode.toString(8)}`, decimal: mode, words: words.join('') }
}
