// set and shift.
// @source busybox shell/ash.c setcmd options shiftcmd

import { LONG_OPTIONS } from '../program-start.ts'
import { write } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { setShell, shellOf } from '../turn.ts'
import type { BuiltinOutcome } from './builtin.ts'
import { quoted } from './quoting.ts'

export function set(turn: Turn, words: readonly string[]): BuiltinOutcome {
  const shell = shellOf(turn)
  if (words.length === 0) {
    const lines = shell.variables
      .entries()
      .flatMap(([name, { value }]) => (value === undefined || name.startsWith('?') ? [] : [`${name}=${quoted(value)}\n`]))
    write(turn.machine, turn.id, 1, lines.join(''))
    return 0
  }
  let { options } = shell
  let index = 0
  let replaces = false
  for (; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (word === '--' || word === '-') {
      index += 1
      replaces = word === '--' || index < words.length
      break
    }
    if (!/^[-+]./.test(word)) break
    const on = word.startsWith('-')
    for (const letter of word.slice(1)) {
      let own = letter
      if (letter === 'o') {
        index += 1
        const name = words[index]
        if (name === undefined) {
          showOptions(turn, options)
          return 0
        }
        const found = Object.hasOwn(LONG_OPTIONS, name) ? LONG_OPTIONS[name] : undefined
        if (found === undefined) return { problem: `illegal option ${on ? '-' : '+'}o ${name}` }
        own = found
      } else if (!'aefmnuvxCbiI'.includes(letter)) return { problem: `illegal option ${on ? '-' : '+'}${letter}` }
      options = options.replaceAll(own, '') + (on ? own : '')
    }
  }
  setShell(turn, { options })
  if (replaces || index < words.length) setShell(turn, { parameters: words.slice(index) })
  return 0
}

/** @source busybox shell/ash.c optletters_optnames */
const SHOWN_OPTIONS = [
  'errexit',
  'noglob',
  'ignoreeof',
  'monitor',
  'noexec',
  'xtrace',
  'verbose',
  'noclobber',
  'allexport',
  'notify',
  'nounset',
  'errtrace',
  'vi',
  'pipefail',
] as const

function showOptions(turn: Turn, options: string): void {
  const lines = SHOWN_OPTIONS.map((name) => `${name.padEnd(16)}${options.includes(LONG_OPTIONS[name] ?? '?') ? 'on' : 'off'}\n`)
  write(turn.machine, turn.id, 1, lines.join(''))
}

export function shift(turn: Turn, [word = '1']: readonly string[]): BuiltinOutcome {
  const { parameters } = shellOf(turn)
  if (!/^\d{1,6}$/.test(word)) return { problem: `Illegal number: ${word}` }
  if (Number(word) > parameters.length) return 1
  setShell(turn, { parameters: parameters.slice(Number(word)) })
  return 0
}
