// base64, checksums, and bytes made readable: base64, md5sum, sha256sum, od, hexdump, xxd.
// @source busybox coreutils/uuencode.c md5_sha1_sum.c od_bloaty.c, util-linux/hexdump.c

import { decodeBase64, encodeBase64 } from '../../base/base64.ts'
import { sha256 } from '../../base/sha256.ts'
import { bytesOf, fromBytes } from '../shell/byte-text.ts'
import { errorText } from '../shell/file-error.ts'
import type { Applet, AppletCall, AppletOutcome } from './applet.ts'
import { MORE } from './applet.ts'
import { commandLine, wholeNumber } from './command-line.ts'
import { inputsOf, linesOf } from './inputs.ts'
import { md5 } from './md5.ts'

export const base64: Applet = (call) => {
  const line = commandLine(call, 'dw:', { decode: 'd', wrap: 'w' })
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest.slice(0, 1))
  if (inputs === undefined) return MORE
  const [input] = inputs.texts
  if (input === undefined) return 1
  if (line.has('d')) {
    const decoded = decodeBase64(input.text.replace(/\s+/g, ''))
    if (!decoded.ok) return call.complain('truncated input')
    call.print(fromBytes(decoded.value))
    return 0
  }
  const text = encodeBase64(bytesOf(input.text))
  const width = wholeNumber(line.value('w') ?? '76') ?? 76
  if (width === 0) call.print(text)
  else for (let at = 0; at < text.length; at += width) call.print(`${text.slice(at, at + width)}\n`)
  return 0
}

function checksum(call: AppletCall, digest: (bytes: Uint8Array) => string): AppletOutcome {
  const line = commandLine(call, 'csw')
  if (line === undefined) return 1
  const names = line.rest.length === 0 ? ['-'] : line.rest
  let failed = 0
  for (const name of names) {
    const text = name === '-' ? call.input() : undefined
    if (name === '-' && text === undefined) return MORE
    const read = name === '-' ? undefined : call.read(name)
    if (read?.ok === false) {
      failed = call.complain(`can't ${read.problem === 'EISDIR' ? 'read' : 'open'} '${name}': ${errorText(read.problem)}`)
      continue
    }
    const content = text ?? (read?.ok === true ? read.value : '')
    call.machine.budget -= content.length >> 6
    if (line.has('c')) failed = verify(call, content, digest, line.has('s')) || failed
    else call.print(`${digest(bytesOf(content))}  ${name}\n`)
  }
  return failed
}

function verify(call: AppletCall, list: string, digest: (bytes: Uint8Array) => string, silent: boolean): number {
  let wrong = 0
  let checked = 0
  for (const each of linesOf(list)) {
    const match = /^([0-9a-fA-F]+)[ ][ *](.*)$/.exec(each)
    if (match === null) continue
    const [, sum = '', name = ''] = match
    const read = call.read(name)
    const good = read.ok && digest(bytesOf(read.value)) === sum.toLowerCase()
    checked += 1
    if (!read.ok) call.complain(`can't open '${name}': ${errorText(read.problem)}`)
    if (!good) wrong += 1
    if (!silent) call.print(`${name}: ${good ? 'OK' : 'FAILED'}\n`)
  }
  if (wrong > 0 && !silent) call.complain(`WARNING: ${String(wrong)} of ${String(checked)} computed checksums did NOT match`)
  return wrong > 0 ? 1 : 0
}

export const md5sum: Applet = (call) => checksum(call, md5)
export const sha256sum: Applet = (call) => checksum(call, sha256)

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

export const od: Applet = (call) => {
  const line = commandLine(call, 'A:t:j:N:w:cbdoxvaBDhiIlLO')
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  const types = line
    .values('t')
    .map((type) => ({ letter: type.charAt(0), size: Number(type.slice(1).replace(/[^0-9].*$/, '')) || (type.charAt(0) === 'c' ? 1 : 4) }))
  const short: readonly (readonly [letter: string, type: string, bytes: number])[] = [
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
  const layouts = [
    ...types.map(({ letter, size }) => layoutFor(letter, [1, 2, 4, 8].includes(size) ? size : 4)),
    ...short.filter(([letter]) => line.has(letter)).map(([, type, bytes]) => layoutFor(type, bytes)),
  ]
  if (layouts.length === 0) layouts.push(layoutFor('o', 2))
  const skip = wholeNumber(line.value('j') ?? '0') ?? 0
  const limit = wholeNumber(line.value('N') ?? '') ?? Infinity
  const text = inputs.texts
    .map((each) => each.text)
    .join('')
    .slice(skip, limit === Infinity ? undefined : skip + limit)
  const radix = line.value('A') ?? 'o'
  const address = (offset: number): string =>
    radix === 'n' ? '' : offset.toString(radix === 'x' ? 16 : radix === 'd' ? 10 : 8).padStart(radix === 'x' ? 6 : 7, '0')
  let before = ''
  let hidden = false
  for (let at = 0; at < text.length; at += 16) {
    const row = text.slice(at, at + 16)
    if (row === before && row.length === 16 && !line.has('v')) {
      if (!hidden) call.print('*\n')
      hidden = true
      continue
    }
    before = row
    hidden = false
    layouts.forEach((layout, index) => {
      let shown = ''
      for (let place = 0; place < row.length; place += layout.bytes)
        shown += layout.show(row.slice(place, place + layout.bytes)).padStart(layout.width)
      call.print(`${index === 0 ? address(skip + at) : radix === 'n' ? '' : ' '.repeat(7)}${shown}\n`)
    })
  }
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
  let before = ''
  let hidden = false
  for (let at = 0; at < text.length; at += 16) {
    const row = text.slice(at, at + 16)
    if (row === before && row.length === 16 && !line.has('v')) {
      if (!hidden) call.print('*\n')
      hidden = true
      continue
    }
    before = row
    hidden = false
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
  }
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
