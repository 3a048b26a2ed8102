// od, and what it shares with hexdump: rows of bytes, of which equal ones are shown once.
// @source busybox coreutils/od_bloaty.c

import type { Applet, AppletCall } from './applet.ts'
import { MORE } from './applet.ts'
import type { CommandLine } from './command-line.ts'
import { commandLine, wholeNumber } from './command-line.ts'
import { inputsOf } from './inputs.ts'

/** How bytes without a sign of their own are written. */
export const NAMED: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

interface Layout {
  readonly bytes: number
  readonly width: number
  readonly show: (text: string) => string
}

/** A number from bytes, the lowest first. */
export function littleEndian(text: string): bigint {
  return [...text].reduceRight((sum, character) => sum * 256n + BigInt(character.charCodeAt(0)), 0n)
}

/** By the letter of `-t`, with the number of bytes of one item. @source busybox coreutils/od_bloaty.c */
function layoutFor(letter: string, bytes: number): Layout {
  const count = BigInt(256 ** bytes - 1).toString(letter === 'x' ? 16 : letter === 'o' ? 8 : 10).length
  switch (letter) {
    case 'c':
      return {
        bytes: 1,
        width: 4,
        show: (text) => NAMED[text] ?? (/[ -~]/.test(text) ? text : text.charCodeAt(0).toString(8).padStart(3, '0')),
      }
    case 'x':
    case 'o':
      return {
        bytes,
        width: count + 1,
        show: (text) =>
          littleEndian(text)
            .toString(letter === 'x' ? 16 : 8)
            .padStart(count, '0'),
      }
    case 'd':
      return { bytes, width: count + 2, show: (text) => String(BigInt.asIntN(bytes * 8, littleEndian(text))) }
    default:
      return { bytes, width: count + 1, show: (text) => String(littleEndian(text)) }
  }
}

/** Options of od that stand for a type: their letter, the type's letter, the number of bytes of one item. */
const SHORT_TYPES: readonly (readonly [letter: string, type: string, bytes: number])[] = [
  ['c', 'c', 1],
  ['b', 'o', 1],
  ['d', 'u', 2],
  ['o', 'o', 2],
  ['B', 'o', 2],
  ['x', 'x', 2],
  ['h', 'x', 2],
  ['i', 'd', 4],
  ['D', 'u', 4],
]

function layoutsOf(line: CommandLine): readonly Layout[] {
  const types = line
    .values('t')
    .map((type) => ({ letter: type.charAt(0), size: Number(type.slice(1).replace(/[^0-9].*$/, '')) || (type.charAt(0) === 'c' ? 1 : 4) }))
  const layouts = [
    ...types.map(({ letter, size }) => layoutFor(letter, [1, 2, 4, 8].includes(size) ? size : 4)),
    ...SHORT_TYPES.filter(([letter]) => line.has(letter)).map(([, type, bytes]) => layoutFor(type, bytes)),
  ]
  return layouts.length === 0 ? [layoutFor('o', 2)] : layouts
}

export const ROW_BYTES = 16
const MOST_ROW_BYTES = 1024

interface Rows {
  readonly text: string
  /** Bytes of one row. */
  readonly width: number
  readonly showsAll: boolean
}

/** Rows that repeat the one before are one asterisk, unless all are to be shown. */
export function printRows(call: AppletCall, { text, width, showsAll }: Rows, print: (row: string, at: number) => void): void {
  let before = ''
  let hidden = false
  for (let at = 0; at < text.length; at += width) {
    const row = text.slice(at, at + width)
    const repeats = row === before && row.length === width && !showsAll
    if (!repeats) print(row, at)
    else if (!hidden) call.print('*\n')
    before = row
    hidden = repeats
  }
}

export const od: Applet = (call) => {
  const line = commandLine(call, 'A:t:j:N:w:cbdoxvaBDhiIlLO')
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  const wrong = line.values('t').find((type) => !/^(?:[ac]|[doux][CSIL1248]?)+$/.test(type))
  if (wrong !== undefined) return call.complain(`invalid type string '${wrong}'`)
  const layouts = layoutsOf(line)
  const width = Math.min(MOST_ROW_BYTES, Math.max(1, wholeNumber(line.value('w') ?? '16') ?? ROW_BYTES))
  const skip = wholeNumber(line.value('j') ?? '0') ?? 0
  const limit = wholeNumber(line.value('N') ?? '') ?? Infinity
  const text = inputs.texts
    .map((each) => each.text)
    .join('')
    .slice(skip, limit === Infinity ? undefined : skip + limit)
  const radix = line.value('A') ?? 'o'
  const address = (offset: number): string =>
    radix === 'n' ? '' : offset.toString(radix === 'x' ? 16 : radix === 'd' ? 10 : 8).padStart(radix === 'x' ? 6 : 7, '0')
  printRows(call, { text, width, showsAll: line.has('v') }, (row, at) => {
    layouts.forEach((layout, index) => {
      let shown = ''
      for (let place = 0; place < row.length; place += layout.bytes)
        shown += layout.show(row.slice(place, place + layout.bytes)).padStart(layout.width)
      call.print(`${index === 0 ? address(skip + at) : radix === 'n' ? '' : ' '.repeat(7)}${shown}\n`)
    })
  })
  if (radix !== 'n') call.print(`${address(skip + text.length)}\n`)
  return inputs.failed ? 1 : 0
}
