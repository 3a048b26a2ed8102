// hexdump, hd, xxd: bytes made readable.
// @source busybox util-linux/hexdump.c hexdump_xxd.c
// @simplified `hexdump -e` knows formats of one item, such as `1/1 "%02x"`.

import { fromBytes } from '../shell/byte-text.ts'
import type { Applet, AppletCall } from './applet.ts'
import { MORE } from './applet.ts'
import type { CommandLine } from './command-line.ts'
import { commandLine, wholeNumber } from './command-line.ts'
import { directiveAt, formatInteger } from './directive.ts'
import { inputsOf } from './inputs.ts'
import { NAMED, ROW_BYTES, littleEndian, printRows } from './octal-dump.ts'

interface Items {
  readonly bytes: number
  /** Of one item, with what stands before it. */
  readonly width: number
  readonly show: (item: string) => string
}

function number(radix: number, digits: number): Items['show'] {
  return (item) => littleEndian(item).toString(radix).padStart(digits, '0')
}

/** By the letter of the option. */
const LAYOUTS: Readonly<Record<string, Items>> = {
  b: { bytes: 1, width: 4, show: number(8, 3) },
  c: {
    bytes: 1,
    width: 4,
    show: (item) => NAMED[item] ?? (/[ -~]/.test(item) ? item : item.charCodeAt(0).toString(8).padStart(3, '0')),
  },
  d: { bytes: 2, width: 8, show: number(10, 5) },
  o: { bytes: 2, width: 8, show: number(8, 6) },
  x: { bytes: 2, width: 8, show: number(16, 4) },
  '': { bytes: 2, width: 5, show: number(16, 4) },
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0')
}

function canonical(row: string): string {
  const bytes = [...row].map((character, index) => `${index === 8 ? ' ' : ''}${hex(character.charCodeAt(0), 2)} `).join('')
  return ` ${bytes.padEnd(49)} |${row.replace(/[^ -~]/g, '.')}|`
}

function itemsOf(row: string, { bytes, width, show }: Items): string {
  let shown = ''
  for (let at = 0; at < row.length; at += bytes) shown += show(row.slice(at, at + bytes)).padStart(width)
  return shown.padEnd((ROW_BYTES / bytes) * width)
}

export const hexdump: Applet = (call) => {
  const line = commandLine(call, 'Cbcdoxvn:s:e:')
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  const { text, skip } = chosenBytes(inputs.texts.map((each) => each.text).join(''), line, 'n')
  const own = line.value('e')
  if (own !== undefined) return formatted(call, own, text)
  const isCanonical = line.has('C') || call.name === 'hd'
  const layout = LAYOUTS[[...'bcdox'].find((letter) => line.has(letter)) ?? '']
  const width = isCanonical ? 8 : 7
  printRows(call, { text, width: ROW_BYTES, showsAll: line.has('v') }, (row, at) => {
    const shown = isCanonical ? ` ${canonical(row)}` : layout === undefined ? '' : itemsOf(row, layout)
    call.print(`${hex(skip + at, width)}${shown}\n`)
  })
  if (text.length > 0) call.print(`${hex(skip + text.length, width)}\n`)
  return inputs.failed ? 1 : 0
}

function chosenBytes(all: string, line: CommandLine, limitLetter: string): { readonly text: string; readonly skip: number } {
  const skip = wholeNumber(line.value('s') ?? '0') ?? 0
  const limit = wholeNumber(line.value(limitLetter) ?? '')
  return { text: all.slice(skip, limit === undefined ? undefined : skip + limit), skip }
}

/** `1/1 "%02x"`: so many bytes an item. */
function formatted(call: AppletCall, format: string, text: string): number {
  const [, size = '1', pattern = ''] = /^\s*(?:\d+)?(?:\/(\d))?\s*"(.*)"\s*$/.exec(format) ?? []
  const at = pattern.indexOf('%')
  const found = directiveAt(pattern, at, () => 0)
  if (found === undefined || !'xXodu'.includes(found.directive.letter)) return call.complain(`bad format {${format}}`)
  const [head, tail] = [pattern.slice(0, at), pattern.slice(at + found.length)]
  const bytes = Math.max(1, Number(size))
  let shown = ''
  for (let from = 0; from < text.length; from += bytes)
    shown += head + formatInteger(found.directive, littleEndian(text.slice(from, from + bytes))) + tail
  call.print(shown.replaceAll('\\n', '\n'))
  return 0
}

export const xxd: Applet = (call) => {
  const line = commandLine(call, 'prul:s:c:g:a')
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  const all = inputs.texts.map((each) => each.text).join('')
  if (line.has('r')) return reversed(call, all, line.has('p'))
  const { text, skip } = chosenBytes(all, line, 'l')
  const bytes = Math.min(256, wholeNumber(line.value('c') ?? '') || (line.has('p') ? 30 : ROW_BYTES))
  const group = line.value('g') === '0' ? bytes : wholeNumber(line.value('g') ?? '2') || 2
  for (let at = 0; at < text.length; at += bytes) {
    const row = text.slice(at, at + bytes)
    const digits = [...row].map((character) => hex(character.charCodeAt(0), 2))
    const shown = line.has('u') ? digits.map((each) => each.toUpperCase()) : digits
    if (line.has('p')) call.print(`${shown.join('')}\n`)
    else {
      const groups = shown.map((each, index) => (index > 0 && index % group === 0 ? ` ${each}` : each)).join('')
      const width = bytes * 2 + Math.ceil(bytes / group) - 1
      call.print(`${hex(skip + at, 8)}: ${groups.padEnd(width)}  ${row.replace(/[^ -~]/g, '.')}\n`)
    }
  }
  return inputs.failed ? 1 : 0
}

/** Digits made bytes again. */
function reversed(call: AppletCall, text: string, isPlain: boolean): number {
  const digits = isPlain
    ? text.replace(/[^0-9a-fA-F]/g, '')
    : text
        .split('\n')
        .map((row) =>
          row
            .replace(/^[^:]*:/, '')
            .split(/ {2}/, 1)
            .join('')
            .replace(/[^0-9a-fA-F]/g, ''),
        )
        .join('')
  const bytes = (digits.match(/../g) ?? []).map((pair) => parseInt(pair, 16))
  call.print(fromBytes(Uint8Array.from(bytes)))
  return 0
}
