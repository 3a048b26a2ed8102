// What is built into the shell of the terminal: it changes the session, which no program could.
// @source bash builtins/*.def

import { pathKind, absoluteFolder, resolvePath } from '../files.ts'
import type { Runtime } from '../runtime.ts'
import { complain } from './expansion.ts'
import type { Program, ProgramCall } from './program.ts'

type Builtin = (runtime: Runtime, call: ProgramCall) => number

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
/** Puts the cursor home and clears the screen; the terminal obeys it. */
const CLEAR_SCREEN = '\u001b[H\u001b[2J'

const cd: Builtin = (runtime, { words }) => {
  const { session } = runtime
  const [, given] = words
  const before = session.variables.get('OLDPWD')
  const target = given === '-' ? before : (given ?? session.home)
  if (words.length > 2) return complain(runtime, 'cd: too many arguments')
  if (target === undefined) return complain(runtime, 'cd: OLDPWD not set')
  const kind = pathKind(session, target)
  if (kind === 'missing') return complain(runtime, `cd: ${target}: No such file or directory`)
  if (kind === 'file') return complain(runtime, `cd: ${target}: Not a directory`)
  const folder = resolvePath(session, target)
  if (folder === undefined) return complain(runtime, `cd: ${target}: Permission denied`)
  const variables = new Map(session.variables).set('OLDPWD', absoluteFolder(session))
  runtime.session = { ...session, folder, variables }
  if (given === '-') runtime.out(`${target}\n`)
  return 0
}

const exportNames: Builtin = (runtime, { words, variables }) => {
  const [, ...given] = words
  if (given.length === 0 || given[0] === '-p') {
    for (const [name, value] of [...variables].sort(([a], [b]) => (a < b ? -1 : 1)))
      runtime.out(`declare -x ${name}="${value.replace(/(["\\$`])/g, '\\$1')}"\n`)
    return 0
  }
  let exitCode = 0
  const changed = new Map(runtime.session.variables)
  for (const word of given) {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? []
    if (!NAME.test(name)) exitCode = complain(runtime, `export: \`${word}': not a valid identifier`)
    else changed.set(name, value ?? changed.get(name) ?? '')
  }
  runtime.session = { ...runtime.session, variables: changed }
  return exitCode
}

const unset: Builtin = (runtime, { words }) => {
  const left = new Map(runtime.session.variables)
  const lists = new Map(runtime.session.lists)
  const functions = new Map(runtime.session.functions)
  for (const name of words.slice(1)) {
    if (words[1] === '-f') functions.delete(name)
    else {
      left.delete(name)
      lists.delete(name)
    }
  }
  runtime.session = { ...runtime.session, variables: left, lists, functions }
  return 0
}

const alias: Builtin = (runtime, { words }) => {
  const { session } = runtime
  const [, ...given] = words
  const aliases = new Map(session.aliases)
  let exitCode = 0
  const shown = (name: string): string => `alias ${name}='${(aliases.get(name) ?? '').replaceAll("'", `'\\''`)}'\n`
  if (given.length === 0) for (const name of [...aliases.keys()].sort()) runtime.out(shown(name))
  for (const word of given) {
    const equals = word.indexOf('=')
    if (equals > 0) aliases.set(word.slice(0, equals), word.slice(equals + 1))
    else if (aliases.has(word)) runtime.out(shown(word))
    else exitCode = complain(runtime, `alias: ${word}: not found`)
  }
  runtime.session = { ...session, aliases }
  return exitCode
}

const unalias: Builtin = (runtime, { words }) => {
  const aliases = new Map(words[1] === '-a' ? [] : runtime.session.aliases)
  let exitCode = 0
  for (const name of words.slice(1)) if (name !== '-a' && !aliases.delete(name)) exitCode = complain(runtime, `unalias: ${name}: not found`)
  runtime.session = { ...runtime.session, aliases }
  return exitCode
}

const history: Builtin = (runtime, { words }) => {
  const { session } = runtime
  if (words[1] === '-c') {
    runtime.session = { ...session, history: [] }
    return 0
  }
  const count = words[1] === undefined ? session.history.length : Number(words[1])
  if (!Number.isInteger(count)) return complain(runtime, `history: ${words[1] ?? ''}: numeric argument required`)
  const first = Math.max(0, session.history.length - count)
  session.history.slice(first).forEach((line, index) => {
    runtime.out(`${String(first + index + 1).padStart(5)}  ${line}\n`)
  })
  return 0
}

const leave: Builtin = (runtime, { words }) => {
  const { session } = runtime
  if (session.running.scripts > 0) {
    const code = words[1] === undefined ? session.lastExitCode : Number(words[1]) & 0xff
    runtime.leaving = { kind: 'exit', levels: 1 }
    return code
  }
  runtime.err('This terminal stays open: its files and its cluster belong to the page.\n')
  return words[1] === undefined ? 0 : Number(words[1]) & 0xff
}

const BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': () => 0,
  alias,
  cd,
  clear: (runtime) => {
    runtime.out(CLEAR_SCREEN)
    return 0
  },
  exit: leave,
  export: exportNames,
  history,
  logout: leave,
  pwd: (runtime) => {
    runtime.out(`${absoluteFolder(runtime.session)}\n`)
    return 0
  },
  unalias,
  unset,
  wait: () => 0,
}

export const BUILTIN_NAMES: readonly string[] = Object.keys(BUILTINS)

export function builtinNamed(name: string): Program | undefined {
  return Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined
}
