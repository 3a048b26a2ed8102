// let: arithmetic whose value is the status.
// @source busybox shell/ash.c letcmd

import { evaluate } from '../arithmetic.ts'
import type { Turn } from '../turn.ts'
import { setShell, shellOf } from '../turn.ts'
import { assign, valueOf } from '../variables.ts'
import type { BuiltinOutcome } from './builtin.ts'

export function letNumbers(turn: Turn, words: readonly string[]): BuiltinOutcome {
  if (words.length === 0) return { problem: 'expression expected' }
  let last = 0n
  for (const word of words) {
    const result = evaluate(word, {
      get: (name) => valueOf(shellOf(turn).variables, name),
      set: (name, value) => {
        setShell(turn, { variables: assign(shellOf(turn).variables, name, value) ?? shellOf(turn).variables })
      },
    })
    if (!result.ok) return result
    last = result.value
  }
  return last === 0n ? 1 : 0
}
