// getopts: one option after the other, with its place in OPTIND.
// @source busybox shell/ash.c getopts

import { write } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { setShell, shellOf } from '../turn.ts'
import { assign, valueOf } from '../variables.ts'
import type { BuiltinOutcome } from './builtin.ts'

/** Where in a word of several letters it stands is kept in a variable that no script can name. */
const PLACE = '?place'

export function getopts(turn: Turn, [specification = '', name = '', ...given]: readonly string[]): BuiltinOutcome {
  if (name === '') return { problem: 'usage: getopts optstring var [arg]' }
  const shell = shellOf(turn)
  const words = given.length > 0 ? given : shell.parameters
  let { variables } = shell
  const set = (variable: string, value: string): void => {
    variables = assign(variables, variable, value) ?? variables
  }
  const index = Math.max(1, Number(valueOf(variables, 'OPTIND') ?? '1') || 1)
  const [placeIndex, placeText] = (valueOf(variables, PLACE) ?? '0 1').split(' ')
  const word = words[index - 1] ?? ''
  const place = Number(placeIndex) === index ? Number(placeText) : 1
  const finish = (next: number, at: number, letter: string, status: number): number => {
    set('OPTIND', String(next))
    set(PLACE, `${String(next)} ${String(at)}`)
    set(name, letter)
    setShell(turn, { variables })
    return status
  }
  if (!/^-./.test(word)) return finish(index, 1, '?', 1)
  if (word === '--') return finish(index + 1, 1, '?', 1)
  const letter = word.charAt(place)
  const isLast = place + 1 >= word.length
  const known = letter !== ':' && specification.includes(letter)
  const silent = specification.startsWith(':')
  const say = (text: string): void => {
    if (!silent) write(turn.machine, turn.id, 2, `${text}\n`)
  }
  if (!known) {
    say(`Illegal option -${letter}`)
    set('OPTARG', silent ? letter : '')
    return isLast ? finish(index + 1, 1, '?', 0) : finish(index, place + 1, '?', 0)
  }
  if (specification.charAt(specification.indexOf(letter) + 1) !== ':') {
    set('OPTARG', '')
    return isLast ? finish(index + 1, 1, letter, 0) : finish(index, place + 1, letter, 0)
  }
  if (!isLast) {
    set('OPTARG', word.slice(place + 1))
    return finish(index + 1, 1, letter, 0)
  }
  const argument = words[index]
  if (argument === undefined) {
    say(`No arg for -${letter} option`)
    set('OPTARG', silent ? letter : '')
    return finish(index + 1, 1, silent ? ':' : '?', 0)
  }
  set('OPTARG', argument)
  return finish(index + 2, 1, letter, 0)
}
