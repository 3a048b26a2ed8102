// export, readonly, local, unset.
// @source busybox shell/ash.c exportcmd localcmd unsetcmd

import { write } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { setShell, shellOf } from '../turn.ts'
import { assign, isName, mark } from '../variables.ts'
import type { BuiltinOutcome } from './builtin.ts'
import { quoted } from './quoting.ts'

function nameAndValue(word: string): readonly [name: string, value: string | undefined] {
  const equals = word.indexOf('=')
  return equals === -1 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
}

export function exportVariables(turn: Turn, words: readonly string[]): BuiltinOutcome {
  return markVariables(turn, words, 'export')
}

export function readonlyVariables(turn: Turn, words: readonly string[]): BuiltinOutcome {
  return markVariables(turn, words, 'readonly')
}

function markVariables(turn: Turn, words: readonly string[], how: 'export' | 'readonly'): BuiltinOutcome {
  const removes = words[0] === '-n'
  const own = /^-[np]$/.test(words[0] ?? '') || words[0] === '--' ? words.slice(1) : words
  if (own.length === 0) {
    const lines = shellOf(turn)
      .variables.entries()
      .flatMap(([name, { value, exported, readOnly }]) =>
        (how === 'export' ? exported : readOnly) ? [`${how} ${name}${value === undefined ? '' : `=${quoted(value)}`}\n`] : [],
      )
    write(turn.machine, turn.id, 1, lines.join(''))
    return 0
  }
  for (const word of own) {
    const [name, value] = nameAndValue(word)
    if (!isName(name)) return { problem: `${name}: bad variable name` }
    const { variables } = shellOf(turn)
    const assigned = value === undefined ? variables : assign(variables, name, value)
    if (assigned === undefined) return { problem: `${name}: is read only` }
    setShell(turn, { variables: mark(assigned, name, how === 'export' ? { exported: !removes } : { readOnly: true }) })
  }
  return 0
}

export function local(turn: Turn, words: readonly string[]): BuiltinOutcome {
  const { frames } = shellOf(turn)
  const place = frames.findLastIndex(({ kind }) => kind === 'function')
  if (place === -1) return { problem: 'not in a function' }
  for (const word of words) {
    const [name, value] = nameAndValue(word)
    if (!isName(name)) return { problem: `${name}: bad variable name` }
    const shell = shellOf(turn)
    const variable = shell.variables.get(name)
    const changed = value === undefined ? shell.variables : assign(shell.variables, name, value)
    if (changed === undefined) return { problem: `${name}: is read only` }
    const now = shell.frames.map((frame, index) =>
      index === place && frame.kind === 'function' && !frame.locals.some((each) => each.name === name)
        ? { ...frame, locals: [...frame.locals, { name, variable }] }
        : frame,
    )
    setShell(turn, { frames: now, variables: changed })
  }
  return 0
}

export function unset(turn: Turn, words: readonly string[]): BuiltinOutcome {
  const [option = ''] = words
  const own = /^-[fv]$/.test(option) ? words.slice(1) : words
  for (const name of own) {
    const { variables, functions } = shellOf(turn)
    if (option === '-f') {
      setShell(turn, { functions: functions.without(name) })
      continue
    }
    if (!isName(name)) return { problem: `${name}: bad variable name` }
    if (variables.get(name)?.readOnly === true) return { problem: `${name}: is read only` }
    if (option === '' && !variables.has(name)) setShell(turn, { functions: functions.without(name) })
    else setShell(turn, { variables: variables.without(name) })
  }
  return 0
}
