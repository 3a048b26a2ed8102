// trap: what to do on a signal, or at the end.
// @source busybox shell/ash.c trapcmd

import { signalNamed, signalNumber } from '../signal-names.ts'
import { write } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { say, setShell, shellOf } from '../turn.ts'
import type { BuiltinOutcome } from './builtin.ts'
import { quoted } from './quoting.ts'

/** @simplified `trap` knows no `ERR`. */
function conditionNamed(text: string): string | undefined {
  return text === '0' || text.toUpperCase() === 'EXIT' ? 'EXIT' : signalNamed(text)
}

function numberOf(condition: string): number {
  const signal = signalNamed(condition)
  return signal === undefined ? 0 : signalNumber(signal)
}

export function trap(turn: Turn, words: readonly string[]): BuiltinOutcome {
  const own = words[0] === '--' ? words.slice(1) : words
  if (own.length === 0) {
    const traps = [...shellOf(turn).traps.entries()].sort(([a], [b]) => numberOf(a) - numberOf(b))
    write(turn.machine, turn.id, 1, traps.map(([condition, action]) => `trap -- ${quoted(action)} ${condition}\n`).join(''))
    return 0
  }
  const [first = ''] = own
  // `trap 15` and `trap - 15` are the same.
  const hasAction = own.length > 1 && !/^\d+$/.test(first)
  const action = hasAction && first !== '-' ? first : undefined
  let status = 0
  for (const word of hasAction ? own.slice(1) : own) {
    const condition = conditionNamed(word)
    const { traps } = shellOf(turn)
    if (condition === undefined) {
      say(turn, `${word}: invalid signal specification`, 'trap')
      status = 1
    } else setShell(turn, { traps: action === undefined ? traps.without(condition) : traps.with(condition, action) })
  }
  return status
}
