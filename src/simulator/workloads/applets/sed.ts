// sed: a script of commands for each line.
// @source busybox editors/sed.c
// @simplified `sed` knows the commands `s p d D q Q = a i c y n N g G h H x P b t T r w : { }` and their addresses.

import type { Result } from '../../base/result.ts'
import { fromContent } from '../shell/byte-text.ts'
import { mayChangeName, rewrite } from '../shell/file-changes.ts'
import { errorText } from '../shell/file-error.ts'
import { isMountPoint, locate } from '../shell/file-tree.ts'
import type { Applet, AppletCall } from './applet.ts'
import { MORE } from './applet.ts'
import { commandLine } from './command-line.ts'
import { draw } from '../shell/machine.ts'
import { inputsOf } from './inputs.ts'
import { store } from './storing.ts'
import type { SedCommand } from './sed-parser.ts'
import { parseSed } from './sed-parser.ts'
import { edit } from './sed-script.ts'

export const sed: Applet = (call) => {
  const { words, suffix } = splitSuffix(call.words)
  const line = commandLine(
    call,
    'nrEe:f:isz',
    {
      quiet: 'n',
      silent: 'n',
      'regexp-extended': 'r',
      expression: 'e',
      file: 'f',
      'in-place': 'i',
    },
    words,
  )
  if (line === undefined) return 1
  let scripts = line.values('e')
  for (const path of line.values('f')) {
    const content = call.read(path)
    if (!content.ok) return call.complainOf(path, content.problem)
    scripts = [...scripts, content.value.replace(/\n$/, '')]
  }
  const given = scripts.length > 0
  const [first] = line.rest
  if (!given && first === undefined) return call.usage('[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...')
  const parsed: Result<readonly SedCommand[], string> = parseSed(
    (given ? scripts : [first ?? '']).join('\n'),
    line.has('r') || line.has('E'),
  )
  if (!parsed.ok) return call.complain(parsed.problem)
  const names = given ? line.rest : line.rest.slice(1)
  const quiet = line.has('n')
  if (line.has('i')) return editInPlace(call, parsed.value, names, quiet, suffix)
  const inputs = inputsOf(call, names)
  if (inputs === undefined) return MORE
  const text = inputs.texts
    .map((each) => each.text)
    .reduce((sum, each) => sum + (sum === '' || sum.endsWith('\n') ? each : `\n${each}`), '')
  const { output, exitCode } = edit(call, parsed.value, text, quiet)
  call.print(output)
  return inputs.failed ? 1 : exitCode
}

/** `-i.bak`: what stands behind the letter is the ending of a copy. */
function splitSuffix(words: readonly string[]): { readonly words: readonly string[]; readonly suffix: string } {
  const at = words.findIndex((word) => /^-[nrEsz]*i./.test(word))
  const word = words[at]
  if (word === undefined) return { words, suffix: '' }
  const end = word.indexOf('i') + 1
  return { words: words.with(at, word.slice(0, end)), suffix: word.slice(end) }
}

const TEMPORARY_LETTERS = 6
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

function temporaryName({ machine }: AppletCall, name: string): string {
  return name + Array.from({ length: TEMPORARY_LETTERS }, () => LETTERS.charAt(draw(machine) % LETTERS.length)).join('')
}

function editInPlace(call: AppletCall, commands: readonly SedCommand[], names: readonly string[], quiet: boolean, suffix: string): number {
  let failed = 0
  for (const name of names) {
    const place = locate(call.world, call.process.directory, name, 'follow')
    if (!place.ok || place.value.node?.kind !== 'file') {
      failed = call.complain(`${name}: ${errorText(place.ok ? (place.value.node === undefined ? 'ENOENT' : 'EISDIR') : place.problem)}`)
      continue
    }
    const { node, parts } = place.value
    const denied = mayChangeName(call.world, [...parts.slice(0, -1), ''])
    if (denied !== undefined) return call.complain(`can't create temp file '${temporaryName(call, name)}': ${errorText(denied)}`)
    // No file takes the place of one that is mounted, as a subPath is.
    if (isMountPoint(call.world.files, parts))
      return call.complain(`can't move '${temporaryName(call, name)}' to '${name}': ${errorText('EBUSY')}`)
    const { output } = edit(call, commands, fromContent(node.content), quiet)
    if (suffix !== '') store(call, `${name}${suffix}`, fromContent(node.content))
    // A new file takes the name of the old one.
    call.change(rewrite({ ...call.world, who: { ...call.world.who, uid: 0 } }, place.value, output))
  }
  return failed
}
