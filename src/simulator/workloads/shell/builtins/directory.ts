// cd and pwd.
// @source busybox shell/ash.c cdcmd docd pwdcmd

import { errorText } from '../file-error.ts'
import { find, pathOf, permits } from '../file-tree.ts'
import { fileWorld, update } from '../machine.ts'
import { write } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { processOf, setShell, shellOf } from '../turn.ts'
import { assign, valueOf } from '../variables.ts'
import type { BuiltinOutcome } from './builtin.ts'

export function cd(turn: Turn, words: readonly string[]): BuiltinOutcome {
  const physical = words[0] === '-P'
  const [target] = /^-[LP]$/.test(words[0] ?? '') || words[0] === '--' ? words.slice(1) : words
  const { variables } = shellOf(turn)
  const wanted = target === '-' ? (valueOf(variables, 'OLDPWD') ?? '') : (target ?? valueOf(variables, 'HOME') ?? '')
  const path = wanted === '' ? '.' : wanted
  const { directory } = processOf(turn)
  const world = fileWorld(turn.machine)
  const found = find(world, directory, path)
  if (!found.ok) return { problem: `can't cd to ${path}: ${errorText(found.problem)}` }
  if (found.value.node.kind !== 'directory') return { problem: `can't cd to ${path}: ${errorText('ENOTDIR')}` }
  if (!permits(found.value.node, turn.machine.view.identity, 1)) return { problem: `can't cd to ${path}: ${errorText('EACCES')}` }
  const next = physical ? pathOf(found.value) : normal(path.startsWith('/') ? path : `${directory}/${path}`)
  update(turn.machine, turn.id, { directory: next })
  const old = assign(variables, 'OLDPWD', directory, true) ?? variables
  setShell(turn, { variables: assign(old, 'PWD', next, true) ?? old })
  if (target === '-') write(turn.machine, turn.id, 1, `${next}\n`)
  return 0
}

/** Without dots, and with the names of links as they were given. */
function normal(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

export function pwd(turn: Turn, words: readonly string[]): BuiltinOutcome {
  const { directory } = processOf(turn)
  const found = words[0] === '-P' ? find(fileWorld(turn.machine), '/', directory) : undefined
  write(turn.machine, turn.id, 1, `${found?.ok === true ? pathOf(found.value) : directory}\n`)
  return 0
}
