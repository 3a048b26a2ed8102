// Builtins that do what the applets of the same names do, in the shell's own process and with its name before their errors.
// @source busybox shell/ash.c echocmd printfcmd testcmd

import { echoText, printfText } from '../../applets/print-text.ts'
import { testWords } from '../../applets/test-expression.ts'
import { errorText } from '../file-error.ts'
import { write } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { processOf } from '../turn.ts'
import type { BuiltinOutcome } from './builtin.ts'

/** @source busybox libbb/xfuncs_printf.c bb_error_msg: inside the shell the applet's name is `sh` */
const OWN_NAME = 'sh'

function print(turn: Turn, text: string): number {
  const problem = write(turn.machine, turn.id, 1, text)
  if (problem === undefined) return 0
  write(turn.machine, turn.id, 2, `${OWN_NAME}: write error: ${errorText(problem)}\n`)
  return 1
}

export function echo(turn: Turn, words: readonly string[]): BuiltinOutcome {
  return print(turn, echoText(words))
}

export function printf(turn: Turn, words: readonly string[]): BuiltinOutcome {
  if (words.length === 0) {
    write(turn.machine, turn.id, 2, `${OWN_NAME}: usage: printf FORMAT [ARGUMENT...]\n`)
    return 2
  }
  const { text, problems } = printfText(words[0] === '--' ? words.slice(1) : words)
  const status = print(turn, text)
  for (const problem of problems) write(turn.machine, turn.id, 2, `${OWN_NAME}: ${problem}\n`)
  return problems.length > 0 ? 1 : status
}

export function test(turn: Turn, words: readonly string[], name: string): BuiltinOutcome {
  const result = testWords(turn.machine, processOf(turn), name, words)
  if (result.ok) return result.value
  write(turn.machine, turn.id, 2, `${OWN_NAME}: ${result.problem}\n`)
  return 2
}
