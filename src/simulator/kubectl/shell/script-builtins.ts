// What is built into the shell for scripts: it steers loops and functions, or reads what they read.
// @source bash builtins/break.def, read.def, return.def, set.def, shift.def

import type { Outcome, Runtime } from '../runtime.ts'
import { enter } from './compound.ts'
import { complain } from './expansion.ts'
import type { Program, ProgramCall } from './program.ts'

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

/** @simplified A name that is local in bash is everybody's here. */
const setLocal: Builtin = (runtime, { words }) => {
  const variables = new Map(runtime.session.variables)
  for (const word of words.slice(1)) {
    const equals = word.indexOf('=')
    if (equals > 0) variables.set(word.slice(0, equals), word.slice(equals + 1))
  }
  runtime.session = { ...runtime.session, variables }
  return 0
}

/** `set -- a b` gives arguments, `set` alone lists the names. @simplified Options would change how a line is read; they are refused. */
const setArguments: Builtin = (runtime, { words, variables }) => {
  const [, first, ...rest] = words
  if (first === undefined) {
    for (const [name, value] of [...variables].sort(([a], [b]) => (a < b ? -1 : 1))) runtime.out(`${name}=${value}\n`)
    return 0
  }
  if (first !== '--' && /^[-+]/.test(first)) {
    return complain(runtime, `set: ${first}: options are not supported here; to stop where a command fails, join the commands by &&`)
  }
  runtime.session = { ...runtime.session, positional: first === '--' ? rest : [first, ...rest] }
  return 0
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
  local: setLocal,
  read,
  return: leaveFunction,
  set: setArguments,
  shift,
}

export function scriptBuiltinNamed(name: string): Program | undefined {
  return Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined
}
