// umask, ulimit, times.
// @source busybox shell/ash.c umaskcmd timescmd; shell/shell_common.c shell_builtin_ulimit
// @simplified `ulimit` and `times` show limits and times that never change: simulated programs take no processor time.

import { update } from '../machine.ts'
import { write } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { processOf } from '../turn.ts'
import type { BuiltinOutcome } from './builtin.ts'

/** `u=rwx,g=rx,o=rx`: what is left when the mask is taken away. */
function lettersOf(mask: number): string {
  const triple = (shift: number): string => [...'rwx'].filter((_, index) => ((mask >> shift) & (4 >> index)) === 0).join('')
  return `u=${triple(6)},g=${triple(3)},o=${triple(0)}`
}

export function umask(turn: Turn, [word]: readonly string[]): BuiltinOutcome {
  if (word === '-S') {
    write(turn.machine, turn.id, 1, `${lettersOf(processOf(turn).umask)}\n`)
    return 0
  }
  if (word === undefined) {
    write(turn.machine, turn.id, 1, `${processOf(turn).umask.toString(8).padStart(4, '0')}\n`)
    return 0
  }
  if (!/^[0-7]{1,4}$/.test(word)) return { problem: `illegal mode: ${word}` }
  update(turn.machine, turn.id, { umask: parseInt(word, 8) & 0o777 })
  return 0
}

export function ulimit(turn: Turn, [option = '-f']: readonly string[]): BuiltinOutcome {
  write(turn.machine, turn.id, 1, option === '-n' ? '1048576\n' : 'unlimited\n')
  return 0
}

export function times(turn: Turn): BuiltinOutcome {
  write(turn.machine, turn.id, 1, '0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n')
  return 0
}
