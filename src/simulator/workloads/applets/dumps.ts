// Bytes made readable: od, hexdump, xxd.
// @source busybox coreutils/od_bloaty.c, util-linux/hexdump.c

import type { Applet, AppletCall } from './applet.ts'
import { MORE } from './applet.ts'
import type { CommandLine } from './command-line.ts'
import { commandLine, wholeNumber } from './command-line.ts'
import { inputsOf } from './inputs.ts'

const NAMED: Readonly<Record<string, string>> = {
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

function littleEndian(text: string): bigint {
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

/** Sixteen bytes at a time; rows that repeat the one before are one asterisk, unless all are to be shown. */
function printRows(call: AppletCall, text: string, showsAll: boolean, print: (row: string, at: number) => void): void {
  let before = ''
  let hidden = false
  for (let at = 0; at < text.length; at += 16) {
    const row = text.slice(at, at + 16)
    const repeats = row === before && row.length === 16 && !showsAll
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
  const layouts = layoutsOf(line)
  const skip = wholeNumber(line.value('j') ?? '0') ?? 0
  const limit = wholeNumber(line.value('N') ?? '') ?? Infinity
  const text = inputs.texts
    .map((each) => each.text)
    .join('')
    .slice(skip, limit === Infinity ? undefined : skip + limit)
  const radix = line.value('A') ?? 'o'
  const address = (offset: number): string =>
    radix === 'n' ? '' : offset.toString(radix === 'x' ? 16 : radix === 'd' ? 10 : 8).padStart(radix === 'x' ? 6 : 7, '0')
  printRows(call, text, line.has('v'), (row, at) => {
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

export const hexdump: Applet = (call) => {
  const line = commandLine(call, 'Cbcdoxvn:s:e:')
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  const skip = wholeNumber(line.value('s') ?? '0') ?? 0
  const limit = wholeNumber(line.value('n') ?? '')
  const text = inputs.texts
    .map((each) => each.text)
    .join('')
    .slice(skip, limit === undefined ? undefined : skip + limit)
  const canonical = line.has('C') || call.name === 'hd'
  const hex = (number: number, width: number): string => number.toString(16).padStart(width, '0')
  printRows(call, text, line.has('v'), (row, at) => {
    if (canonical) {
      const bytes = [...row].map((character, index) => `${index === 8 ? ' ' : ''}${hex(character.charCodeAt(0), 2)} `).join('')
      call.print(`${hex(skip + at, 8)}  ${bytes.padEnd(49)} |${row.replace(/[^ -~]/g, '.')}|\n`)
    } else {
      const words = row.match(/[\s\S]{1,2}/g) ?? []
      call.print(
        `${hex(skip + at, 7)} ${words
          .map((pair) => littleEndian(pair).toString(16).padStart(4, '0'))
          .join(' ')
          .padEnd(39)}\n`,
      )
    }
  })
  if (text.length > 0) call.print(`${hex(skip + text.length, canonical ? 8 : 7)}\n`)
  return inputs.failed ? 1 : 0
}

export const xxd: Applet = (call) => {
  const line = commandLine(call, 'pl:s:c:')
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  const text = inputs.texts
    .map((each) => each.text)
    .join('')
    .slice(0, wholeNumber(line.value('l') ?? ''))
  const hex = (part: string): string => [...part].map((character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  const width = line.has('p') ? 30 : 16
  for (let at = 0; at < text.length; at += width) {
    const row = text.slice(at, at + width)
    if (line.has('p')) call.print(`${hex(row)}\n`)
    else {
      const pairs = (row.match(/[\s\S]{1,2}/g) ?? []).map(hex).join(' ')
      call.print(`${at.toString(16).padStart(8, '0')}: ${pairs.padEnd(39)}  ${row.replace(/[^ -~]/g, '.')}\n`)
    }
  }
  return inputs.failed ? 1 : 0
}
