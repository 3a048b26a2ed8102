// md5sum, sha1sum, sha256sum, sha512sum: what a file's bytes amount to, and whether that is what a list says.
// @source busybox coreutils/md5_sha1_sum.c

import { sha256 } from '../../base/sha256.ts'
import { bytesOf } from '../shell/byte-text.ts'
import { errorText } from '../shell/file-error.ts'
import type { Applet, AppletCall, AppletOutcome } from './applet.ts'
import { MORE } from './applet.ts'
import { commandLine } from './command-line.ts'
import { linesOf } from './inputs.ts'
import { md5 } from './md5.ts'
import { sha1 } from './sha1.ts'
import { sha512 } from './sha512.ts'

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
      const problem = errorText(read.problem)
      failed = call.complain(
        line.has('c') ? `${name}: ${problem}` : `can't ${read.problem === 'EISDIR' ? 'read' : 'open'} '${name}': ${problem}`,
      )
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
export const sha1sum: Applet = (call) => checksum(call, sha1)
export const sha256sum: Applet = (call) => checksum(call, sha256)
export const sha512sum: Applet = (call) => checksum(call, sha512)
