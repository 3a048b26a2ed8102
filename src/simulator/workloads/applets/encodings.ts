// base64 and checksums: base64, md5sum, sha256sum.
// @source busybox coreutils/uuencode.c md5_sha1_sum.c

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
