// base64.
// @source busybox coreutils/uuencode.c

import { decodeBase64, encodeBase64 } from '../../base/base64.ts'
import { bytesOf, fromBytes } from '../shell/byte-text.ts'
import type { Applet } from './applet.ts'
import { MORE } from './applet.ts'
import { commandLine, wholeNumber } from './command-line.ts'
import { inputsOf } from './inputs.ts'

export const base64: Applet = (call) => {
  const line = commandLine(call, 'dw:', { decode: 'd', wrap: 'w' })
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest.slice(0, 1))
  if (inputs === undefined) return MORE
  const [input] = inputs.texts
  if (input === undefined) return 1
  if (line.has('d')) {
    // What is not of the alphabet is passed over; what is whole comes out before the rest is complained of.
    const letters = input.text.replace(/[^A-Za-z0-9+/=]/g, '')
    const decoded = decodeBase64(letters.slice(0, letters.length - (letters.length % 4)))
    if (decoded.ok) call.print(fromBytes(decoded.value))
    return decoded.ok && letters.length % 4 === 0 ? 0 : call.complain('truncated input')
  }
  const text = encodeBase64(bytesOf(input.text))
  const width = wholeNumber(line.value('w') ?? '76') ?? 76
  if (width === 0) call.print(text)
  else for (let at = 0; at < text.length; at += width) call.print(`${text.slice(at, at + width)}\n`)
  return 0
}
