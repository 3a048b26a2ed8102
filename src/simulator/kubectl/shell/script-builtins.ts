// What is built into the shell for scripts: it steers loops and functions, or reads what they read.
// @source bash builtins/break.def, read.def, return.def, set.def, shift.def

import type { Outcome, Runtime } from '../runtime.ts'
import type { ShellOption } from '../session.ts'
import { evaluate } from './arithmetic.ts'
import { enter } from './compound.ts'
import { assign, complain, variable } from './expansion.ts'
import { command, typeOf } from './lookup-builtins.ts'
import type { FindProgram, Program, ProgramCall } from './program.ts'

type Builtin = (runtime: Runtime, call: ProgramCall) => Outcome

/** `break 2` ends the loop around the innermost one as well. */
const leaveLoops: Builtin = (runtime, { words }) => {
  const [name = '', given] = words
  const levels = given === undefined ? 1 : Number(given)
  if (!Number.isInteger(levels)) return complain(runtime, `${name}: ${given ?? ''}: numeric argument required`)
  if (levels < 1) return complain(runtime, `${name}: ${given ?? ''}: loop count out of range`)
  if (runtime.session.running.loops === 0) {
    complain(runtime, `${name}: only meaningful in a \`for', \`while', or \`until' loop`)
    return 0
  }
  runtime.leaving = { kind: name === 'break' ? 'break' : 'continue', levels }
  return 0
}

const leaveFunction: Builtin = (runtime, { words }) => {
  const { session } = runtime
  if (session.running.calls === 0) return complain(runtime, "return: can only `return' from a function or sourced script")
  const code = words[1] === undefined ? session.lastExitCode : Number(words[1]) & 0xff
  runtime.session = { ...session, lastExitCode: code }
  runtime.leaving = { kind: 'return', levels: 1 }
  return code
}

/** In a function, a name is its own until it ends. */
const setLocal: Builtin = (runtime, call) => {
  if (runtime.session.running.locals === undefined) return complain(runtime, 'local: can only be used in a function')
  return declare(runtime, call)
}

/**
 * `declare NAME=value`.
 *
 * @simplified `declare` in the terminal refuses options that change what is written to a variable later, such as `-i`.
 */
const declare: Builtin = (runtime, { words }) => {
  const [name = '', ...rest] = words
  const unknown = rest.find((word) => /^[-+]/.test(word) && !/^[-+][agx]+$/.test(word))
  if (unknown !== undefined) return complain(runtime, `${name}: ${unknown}: this option is not supported in this terminal`)
  const { locals } = runtime.session.running
  const variables = new Map(runtime.session.variables)
  const kept = new Map(locals)
  for (const word of rest.filter((each) => !/^[-+]/.test(each))) {
    const [, key = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? []
    if (!/^[A-Za-z_]\w*$/.test(key)) return complain(runtime, `${name}: \`${word}': not a valid identifier`)
    if (locals !== undefined && !rest.includes('-g') && !kept.has(key)) kept.set(key, variables.get(key))
    if (value !== undefined) variables.set(key, value)
    else if (name === 'local') variables.delete(key)
  }
  runtime.session = { ...runtime.session, variables }
  if (locals !== undefined) enter(runtime, { locals: kept })
  return 0
}

/** Each word is a sum; the last decides. */
const letBe: Builtin = (runtime, { words }) => {
  let last = 0
  for (const word of words.slice(1)) {
    const sum = evaluate(word, (name) => variable(runtime, name))
    if (!sum.ok) return complain(runtime, `let: ${sum.problem}`)
    assign(runtime, sum.value.assigned)
    last = sum.value.value
  }
  return words.length > 1 && last !== 0 ? 0 : 1
}

const LETTERS: Readonly<Record<string, ShellOption>> = { e: 'errexit', u: 'nounset', x: 'xtrace' }
const OPTIONS: readonly string[] = [...Object.values(LETTERS), 'pipefail']

function isOption(name: string): name is ShellOption {
  return OPTIONS.includes(name)
}

/** `set -e`, `set -o pipefail`, `set -- a b`; alone it lists the names. */
const set: Builtin = (runtime, { words, variables }) => {
  const [, ...given] = words
  if (given.length === 0) {
    for (const [name, value] of [...variables].sort(([a], [b]) => (a < b ? -1 : 1))) runtime.out(`${name}=${value}\n`)
    return 0
  }
  const options = new Set(runtime.session.options)
  let rest = given
  for (; rest[0] !== undefined && /^[-+]./.test(rest[0]) && rest[0] !== '--'; rest = rest.slice(1)) {
    const [sign = '', ...letters] = rest[0]
    const names: (string | undefined)[] = letters.flatMap((letter) => (letter === 'o' ? [] : [LETTERS[letter] ?? letter]))
    if (letters.includes('o')) {
      names.push(rest[1])
      rest = rest.slice(1)
    }
    for (const name of names) {
      if (name === undefined || !isOption(name))
        return complain(runtime, `set: ${name ?? '-o'}: this option is not supported in this terminal; ${OPTIONS.join(', ')} are`)
      if (sign === '-') options.add(name)
      else options.delete(name)
    }
  }
  const hasArguments = rest.length > 0
  const positional = rest[0] === '--' ? rest.slice(1) : rest
  runtime.session = { ...runtime.session, options, ...(hasArguments ? { positional } : {}) }
  return 0
}

/** `+ echo hi`: what `set -x` shows before a command runs. */
export function trace(runtime: Runtime, words: readonly string[], assigned: ReadonlyMap<string, string>): void {
  const shown = words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
  const before = [...assigned].map(([name, value]) => `${name}=${value}`)
  if (words.length === 0) for (const each of before) runtime.err(`+ ${each}\n`)
  else runtime.err(`+ ${[...before, ...shown].join(' ')}\n`)
}

const shift: Builtin = (runtime, { words }) => {
  const { positional } = runtime.session
  const count = words[1] === undefined ? 1 : Number(words[1])
  if (!Number.isInteger(count) || count < 0 || count > positional.length) return 1
  runtime.session = { ...runtime.session, positional: positional.slice(count) }
  return 0
}

/** One line of what stands around it goes into names, the last of which takes the rest; at the keyboard, what is typed. */
const read: Builtin = (runtime, call) => {
  const options = call.words.slice(1).filter((word) => word.startsWith('-'))
  const isRaw = options.some((option) => /^-\w*r/.test(option))
  const prompt = call.words.indexOf('-p')
  const names = call.words.slice(1).filter((word, index) => !word.startsWith('-') && (prompt < 0 || index !== prompt))
  const take = (later: Runtime, text: string): number => {
    const line = text.slice(0, text.includes('\n') ? text.indexOf('\n') : undefined)
    const words = (isRaw ? line : line.replace(/\\(.)/g, '$1')).trim()
    const targets = names.length === 0 ? ['REPLY'] : names
    const variables = new Map(later.session.variables)
    let rest = words
    targets.forEach((name, index) => {
      const [, first = '', more = ''] = /^(\S*)\s*([^]*)$/.exec(rest) ?? []
      variables.set(name, index === targets.length - 1 ? rest : first)
      rest = more
    })
    later.session = { ...later.session, variables }
    return text.includes('\n') || line !== '' ? 0 : 1
  }
  if (call.stdin !== '') {
    const end = call.stdin.indexOf('\n')
    if (call.stdin === runtime.session.running.input) enter(runtime, { input: end < 0 ? '' : call.stdin.slice(end + 1) })
    return take(runtime, call.stdin)
  }
  if (!runtime.hasKeyboard || runtime.session.running.input !== undefined) return take(runtime, '')
  if (prompt >= 0) runtime.err(call.words[prompt + 1] ?? '')
  const listen = (typed: string): Outcome => ({
    checkAtMs: Number.MAX_SAFE_INTEGER,
    resume: () => listen(typed),
    type: (later, text, ends) => {
      const all = typed + text
      return all.includes('\n') || ends ? take(later, all) : listen(all)
    },
  })
  return listen('')
}

const BUILTINS: Readonly<Record<string, Builtin>> = {
  break: leaveLoops,
  continue: leaveLoops,
  declare,
  let: letBe,
  local: setLocal,
  read,
  return: leaveFunction,
  set,
  shift,
  typeset: declare,
}

export function scriptBuiltinNamed(name: string, find: FindProgram): Program | undefined {
  if (name === 'type') return typeOf(find)
  if (name === 'command') return command(find)
  return Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined
}
