// dd: copies blocks of bytes.
// @source busybox coreutils/dd.c
// @simplified `dd` takes no time; the speed that it prints is that of a fast machine.

import { errorText } from '../shell/file-error.ts'
import { peekInput } from '../shell/stream.ts'
import type { Applet, AppletCall } from './applet.ts'
import { MORE } from './applet.ts'
import { wholeNumber } from './command-line.ts'
import { human } from './list.ts'
import { store } from './storing.ts'

const BLOCK_BYTES = 512
/** The most that it copies, in bytes. */
const MOST_BYTES = 1024 * 1024
const NAMES = ['if', 'of', 'bs', 'ibs', 'obs', 'count', 'skip', 'seek', 'conv', 'iflag', 'oflag', 'status']

/** What it says that it took. */
const SECONDS = 0.000042

function shown(bytes: number): string {
  return bytes < 1024 ? `${String(Math.floor(bytes))}B` : `${human(bytes)}B`
}

/** An endless device gives as much as is wanted. */
function readAll(call: AppletCall, path: string | undefined, wanted: number): string | undefined {
  if (path === '/dev/zero') return '\0'.repeat(Math.min(wanted, MOST_BYTES))
  if (path !== undefined) {
    const content = call.read(path)
    if (content.ok) return content.value.slice(0, wanted)
    call.complain(`can't open '${path}': ${errorText(content.problem)}`)
    return undefined
  }
  return call.input()
}

export const dd: Applet = (call) => {
  const options = new Map<string, string>()
  for (const word of call.words) {
    const [name = '', value] = word.split(/=(.*)/s)
    if (value === undefined || !NAMES.includes(name)) return call.usage('[if=FILE] [of=FILE] [bs=N] [count=N] [skip=N] [seek=N]')
    options.set(name, value)
  }
  const numberOf = (name: string, standard: number): number => wholeNumber(options.get(name) ?? '') ?? standard
  const block = Math.max(1, numberOf('bs', numberOf('ibs', BLOCK_BYTES)))
  const skip = numberOf('skip', 0) * block
  const count = options.has('count') ? numberOf('count', 0) * block : Infinity
  const path = options.get('if')
  const all = readAll(call, path, skip + count)
  if (all === undefined) return path === undefined && peekInput(call.machine, call.process, 0).kind === 'wait' ? MORE : 1
  const text = all.slice(skip, skip + count)
  const target = options.get('of')
  if (target === undefined) call.print(text)
  else {
    const before = '\0'.repeat(Math.min(MOST_BYTES, numberOf('seek', 0) * block))
    const problem = target === '/dev/null' ? undefined : store(call, target, before + text)
    if (problem !== undefined) return call.complain(`can't open '${target}': ${errorText(problem)}`)
  }
  const records = `${String(Math.floor(text.length / block))}+${text.length % block === 0 ? '0' : '1'} records`
  if (options.get('status') !== 'none') {
    const speed =
      options.get('status') === 'noxfer'
        ? ''
        : `${String(text.length)} bytes (${shown(text.length)}) copied, ${SECONDS.toFixed(6)} seconds, ${shown(text.length / SECONDS)}/s\n`
    call.printed.push({ stream: 2, text: `${records} in\n${records} out\n${speed}` })
  }
  return 0
}
