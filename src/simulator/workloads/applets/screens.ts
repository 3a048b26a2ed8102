// Programs that take over the screen: vi, less, more, top, clear. Without a terminal they do what busybox does then; with one they say that
// the simulation has none of them.
// @source busybox editors/vi.c, miscutils/less.c, procps/top.c

import { mayWrite } from '../shell/file-changes.ts'
import { locate } from '../shell/file-tree.ts'
import type { Applet } from './applet.ts'
import { MORE } from './applet.ts'
import { inputsOf, linesOf } from './inputs.ts'

const ROWS = 24
const COLUMNS = 80
const ESCAPE = '\x1b['

/**
 * Draws the first screen of a file, then finds nobody who types.
 *
 * @simplified `vi` shows its first screen, and nothing can be typed into it.
 */
export const vi: Applet = (call) => {
  const [name] = call.words.filter((word) => !word.startsWith('-'))
  const input = call.process.descriptors[0]
  const hasTerminal = input?.kind === 'session' && call.machine.sessions.get(input.session)?.terminal === true
  if (hasTerminal)
    return call.complain('an editor for the whole screen is not part of this simulation; write files with "cat > FILE" or sed')
  const read = name === undefined ? undefined : call.read(name)
  const lines = read?.ok === true ? linesOf(read.value) : []
  const place = name === undefined ? undefined : locate(call.world, call.process.directory, name, 'follow')
  const readOnly = place?.ok === true && place.value.node !== undefined && mayWrite(call.world, place.value) !== undefined
  const at = (row: number, column = 1): string => `${ESCAPE}${String(row)};${String(column)}H`
  let screen = `${ESCAPE}?1049h${ESCAPE}999;999H${ESCAPE}6n${ESCAPE}H${ESCAPE}J`
  for (let row = 0; row < ROWS - 1; row += 1) {
    const shown = lines[row]?.slice(0, COLUMNS) ?? (row === 0 ? '' : '~')
    if (shown !== '') screen += at(row + 1) + shown
  }
  const isDirectory = read?.ok === false && read.problem === 'EISDIR'
  const status = isDirectory
    ? `${ESCAPE}7m'${name ?? ''}' is not a regular file${ESCAPE}m`
    : `- ${name ?? 'No file'} ${readOnly ? '[Readonly] ' : ''}${position(read?.ok === true ? read.value : '\n')}`
  screen += `${at(1)}${at(ROWS)}${ESCAPE}K${status}${at(1)}${at(ROWS)}${ESCAPE}K`
  call.print(screen)
  return call.complain("can't read user input")
}

/** Where the cursor stands, on the first of all lines that have an end. @source busybox editors/vi.c format_edit_status */
function position(text: string): string {
  const lines = text.split('\n').length - 1
  return lines === 0 ? '0/0 100%' : `1/${String(lines)} ${String(Math.floor(100 / lines))}%`
}

export const clear: Applet = (call) => {
  call.print(`${ESCAPE}H${ESCAPE}J`)
  return 0
}

export const pager: Applet = (call) => {
  const names = call.words.filter((word) => !word.startsWith('-'))
  const inputs = inputsOf(call, names, "can't open")
  if (inputs === undefined) return MORE
  for (const { text } of inputs.texts) call.print(text)
  return inputs.failed ? 1 : 0
}

export const top: Applet = (call) => call.complain('a moving screen is not part of this simulation; "ps" shows the processes')
