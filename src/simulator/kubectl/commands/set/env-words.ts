// The words behind `kubectl set env`: which are objects, and what the others set or take away.
// @source k8s.io/kubectl pkg/cmd/set/env/env_parse.go

import { goQuote } from '../../../base/go-text.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { envNameProblems } from '../create/key-sources.ts'

/** Objects come first; undefined when a word that sets nothing stands behind one that does. */
export function splitWords(
  words: readonly string[],
): { readonly objects: readonly string[]; readonly variables: readonly string[] } | undefined {
  const sets = (word: string): boolean => /^.+=/s.test(word) || word.endsWith('-')
  const first = words.findIndex(sets)
  if (first < 0) return { objects: words, variables: [] }
  const variables = words.slice(first)
  return variables.every(sets) ? { objects: words.slice(0, first), variables } : undefined
}

export interface Variable {
  readonly name: string
  readonly value: string
}

export interface ReadVariables {
  readonly added: readonly Variable[]
  readonly removed: readonly string[]
}

export function readVariables(words: readonly string[], stdin: string): Result<ReadVariables, string> {
  const added: Variable[] = []
  const named = new Set<string>()
  const removed: string[] = []
  for (const word of words) {
    const equals = word.indexOf('=')
    if (word === '-') added.push(...linesOf(stdin))
    else if (equals >= 0) {
      const name = word.slice(0, equals)
      const problems = envNameProblems(name)
      if (problems.length > 0) return failure(`${goQuote(name)} is not a valid key name: ${problems.join(';')}`)
      named.add(name)
      added.push({ name, value: word.slice(equals + 1) })
    } else if (word.endsWith('-')) removed.push(word.slice(0, -1))
    else return failure(`unknown environment variable: ${word}`)
  }
  if (removed.some((name) => named.has(name)))
    return failure('can not both modify and remove the same environment variable in the same command')
  return success({ added, removed })
}

/** `NAME=value` lines, as `env` prints them; what stands behind `#` is a comment. */
function linesOf(text: string): readonly Variable[] {
  return text.split('\n').flatMap((line) => {
    const plain = line.split('#')[0] ?? ''
    const equals = plain.indexOf('=')
    return equals < 0 ? [] : [{ name: plain.slice(0, equals), value: plain.slice(equals + 1) }]
  })
}
