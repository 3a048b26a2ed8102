// `type` and `command`: what a name stands for.
// @source bash builtins/type.def, command.def

import type { Runtime } from '../runtime.ts'
import { BUILTIN_NAMES } from './builtins.ts'
import { complain } from './expansion.ts'
import type { FindProgram, Program } from './program.ts'
import { runProgram } from './run.ts'
import { SCRIPT_BUILTIN_NAMES } from './runner-names.ts'

const KEYWORDS: ReadonlySet<string> = new Set('if then elif else fi for while until do done case esac in function { } ! [[ ]]'.split(' '))
/** Programs of the learner's machine that bash has built in. */
const BUILT_IN: ReadonlySet<string> = new Set([
  ...BUILTIN_NAMES,
  ...SCRIPT_BUILTIN_NAMES,
  ...'echo printf test [ true false eval source .'.split(' '),
])

type Meaning = 'alias' | 'keyword' | 'function' | 'builtin' | 'file'

function meaningOf(runtime: Runtime, name: string, find: FindProgram): Meaning | undefined {
  if (runtime.session.aliases.has(name)) return 'alias'
  if (KEYWORDS.has(name)) return 'keyword'
  if (runtime.session.functions.has(name)) return 'function'
  if (BUILT_IN.has(name)) return 'builtin'
  return find(runtime, name) === undefined ? undefined : 'file'
}

/** Where programs seem to lie; there are no files of theirs. */
const FOLDER = '/usr/bin/'

export const typeOf =
  (find: FindProgram): Program =>
  (runtime, { words }) => {
    const isShort = words[1] === '-t'
    let exitCode = 0
    for (const name of words.slice(isShort ? 2 : 1)) {
      const meaning = meaningOf(runtime, name, find)
      if (meaning === undefined) exitCode = isShort ? 1 : complain(runtime, `type: ${name}: not found`)
      else runtime.out(isShort ? `${meaning}\n` : `${sentenceFor(runtime, name, meaning)}\n`)
    }
    return exitCode
  }

function sentenceFor({ session }: Runtime, name: string, meaning: Meaning): string {
  switch (meaning) {
    case 'alias':
      return `${name} is aliased to \`${session.aliases.get(name) ?? ''}'`
    case 'keyword':
      return `${name} is a shell keyword`
    case 'function':
      return `${name} is a function`
    case 'builtin':
      return `${name} is a shell builtin`
    case 'file':
      return `${name} is ${FOLDER}${name}`
  }
}

/** Without -v or -V, the program of that name, whatever functions there are. */
export const command =
  (find: FindProgram): Program =>
  (runtime, call) => {
    const [, first = '', ...rest] = call.words
    if (first === '-V') return typeOf(find)(runtime, { ...call, words: ['type', ...rest] })
    if (first !== '-v') {
      if (first === '') return 0
      const program = find(runtime, first)
      return (
        program?.(runtime, { ...call, words: call.words.slice(1) }) ?? runProgram(runtime, { ...call, words: call.words.slice(1) }, find)
      )
    }
    let exitCode = 0
    for (const name of rest) {
      const meaning = meaningOf(runtime, name, find)
      if (meaning === undefined) exitCode = 1
      else if (meaning === 'alias') runtime.out(`alias ${name}='${runtime.session.aliases.get(name) ?? ''}'\n`)
      else runtime.out(`${meaning === 'file' ? FOLDER : ''}${name}\n`)
    }
    return exitCode
  }
