// kill, for the applet and for the shell's builtin of the same name.
// @source busybox procps/kill.c

import { errorText } from '../shell/file-error.ts'
import type { Machine } from '../shell/machine.ts'
import { deliver, livingProcesses } from '../shell/machine.ts'
import type { SignalName } from '../shell/signal-names.ts'
import { SIGNAL_NAMES, signalNamed, signalNumber } from '../shell/signal-names.ts'

export interface Killed {
  readonly output: string
  /** Without the name before them. */
  readonly problems: readonly string[]
  readonly exitCode: number
}

/** @param from the process that asks */
export function killProcesses(machine: Machine, from: number, words: readonly string[]): Killed {
  const [first = ''] = words
  if (first === '-l') return list(words.slice(1))
  let signal: SignalName | 'none' = 'TERM'
  let rest = words
  if (first.startsWith('-') && first !== '--') {
    const name = first === '-s' ? (words[1] ?? '') : first.slice(1)
    const found = name === '0' ? 'none' : signalNamed(name)
    if (found === undefined) return { output: '', problems: [`bad signal name '${name}'`], exitCode: 1 }
    signal = found
    rest = words.slice(first === '-s' ? 2 : 1)
  }
  if (rest[0] === '--') rest = rest.slice(1)
  if (rest.length === 0) return { output: '', problems: ['you need to specify whom to kill'], exitCode: 1 }
  const problems: string[] = []
  for (const word of rest) {
    if (!/^-?\d{1,9}$/.test(word)) problems.push(`invalid number '${word}'`)
    else if (!send(machine, from, Number(word), signal)) problems.push(`can't kill pid ${word}: ${errorText('ESRCH')}`)
  }
  return { output: '', problems, exitCode: problems.length === 0 ? 0 : 1 }
}

/** -1 means everybody but the asker and process 1. @simplified `kill` takes a process group for a single process. */
function send(machine: Machine, from: number, to: number, signal: SignalName | 'none'): boolean {
  const targets =
    to === -1
      ? livingProcesses(machine).filter(({ id }) => id !== 1 && id !== from)
      : livingProcesses(machine).filter(({ id }) => id === (to === 0 ? from : Math.abs(to)))
  for (const { id } of targets) {
    if (signal === 'none') continue
    machine.signals.push({ from, to: id, signal })
    deliver(machine, id, signal, 'inside')
  }
  return targets.length > 0
}

function list(words: readonly string[]): Killed {
  if (words.length === 0)
    return {
      output: SIGNAL_NAMES.map((name) => `${String(signalNumber(name)).padStart(2)}) ${name}\n`).join(''),
      problems: [],
      exitCode: 0,
    }
  const problems: string[] = []
  const lines = words.map((word) => {
    const signal = signalNamed(/^\d+$/.test(word) ? String(Number(word) & 0x7f) : word)
    if (signal === undefined) {
      problems.push(`unknown signal '${word}'`)
      return ''
    }
    return /^\d+$/.test(word) ? `${signal}\n` : `${String(signalNumber(signal))}\n`
  })
  return { output: lines.join(''), problems, exitCode: problems.length === 0 ? 0 : 1 }
}
