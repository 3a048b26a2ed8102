// What a name means to the shell: type, command, hash, help.
// @source busybox shell/ash.c describe_command commandcmd typecmd helpcmd
// @simplified `command NAME` does not pass over a function of that name.

import { applyForeground } from '../foreground-program.ts'
import { findProgram } from '../program-start.ts'
import { write } from '../stream.ts'
import { isReserved } from '../tokens.ts'
import type { Turn } from '../turn.ts'
import { processOf, push, shellOf } from '../turn.ts'
import { DEFAULT_PATH, valueOf } from '../variables.ts'
import type { BuiltinOutcome } from './builtin.ts'
import { REGULAR_NAMES, SPECIAL_NAMES } from './names.ts'

function describe(turn: Turn, name: string, verbose: boolean): string | undefined {
  const shell = shellOf(turn)
  const found = findProgram(turn.machine, processOf(turn), name, valueOf(shell.variables, 'PATH') ?? DEFAULT_PATH)
  if (isReserved(name)) return verbose ? `${name} is a shell keyword` : name
  if (shell.functions.has(name)) return verbose ? `${name} is a function` : name
  if (SPECIAL_NAMES.includes(name)) return verbose ? `${name} is a special shell builtin` : name
  if (REGULAR_NAMES.includes(name)) return verbose ? `${name} is a shell builtin` : name
  if (found.ok) return verbose ? `${name} is ${found.value.path}` : found.value.path
  return undefined
}

export function type(turn: Turn, words: readonly string[]): BuiltinOutcome {
  let status = 0
  for (const name of words) {
    const text = describe(turn, name, true)
    if (text === undefined) status = 127
    write(turn.machine, turn.id, 1, `${text ?? `${name}: not found`}\n`)
  }
  return status
}

export function command(turn: Turn, words: readonly string[]): BuiltinOutcome {
  const [option = ''] = words
  if (option === '-v' || option === '-V') {
    let status = 0
    for (const name of words.slice(1)) {
      const text = describe(turn, name, option === '-V')
      if (text === undefined) status = 127
      if (text !== undefined) write(turn.machine, turn.id, 1, `${text}\n`)
      else if (option === '-V') write(turn.machine, turn.id, 1, `${name}: not found\n`)
    }
    return status
  }
  const own = option === '-p' || option === '--' ? words.slice(1) : words
  const [name] = own
  if (name === undefined) return 0
  if (SPECIAL_NAMES.includes(name) || REGULAR_NAMES.includes(name)) {
    const literal = own.map((text) => [{ kind: 'text', text, quoted: true } as const])
    push(turn, {
      kind: 'simple',
      command: { kind: 'simple', assignments: [], words: literal, redirections: [], line: shellOf(turn).line },
      results: [],
    })
  } else applyForeground(turn, own, [], [])
  return undefined
}

export function hash(): BuiltinOutcome {
  return 0
}

export function help(turn: Turn): BuiltinOutcome {
  const names = [...SPECIAL_NAMES, ...REGULAR_NAMES].sort()
  let text = 'Built-in commands:\n------------------\n'
  let line = '\t'
  for (const name of names) {
    if (line.length + name.length > 60) {
      text += `${line.trimEnd()}\n`
      line = '\t'
    }
    line += `${name} `
  }
  write(turn.machine, turn.id, 1, `${text}${line.trimEnd()}\n`)
  return 0
}
