// What a builtin of the shell is.

import type { Turn } from '../turn.ts'

/**
 * A status; or a problem, said in ash's words; or undefined: the builtin has arranged by itself what comes next.
 * A problem of a special builtin ends a script. Its status is 2 where nothing else is said.
 */
export type BuiltinOutcome = number | { readonly problem: string; readonly status?: number } | undefined

export interface Builtin {
  readonly isSpecial: boolean
  readonly run: (turn: Turn, words: readonly string[], name: string) => BuiltinOutcome
}

export function regular(run: Builtin['run']): Builtin {
  return { isSpecial: false, run }
}

export function special(run: Builtin['run']): Builtin {
  return { isSpecial: true, run }
}
