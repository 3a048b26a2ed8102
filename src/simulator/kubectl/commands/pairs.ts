// Words of the form `key=value` and `key-` behind the objects of a command.
// @source k8s.io/kubectl pkg/cmd/util/helpers.go GetResourcesAndPairs, ParsePairs

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'

export interface SplitWords {
  readonly objects: readonly string[]
  readonly pairs: readonly string[]
}

/** Objects come first; a word that is no pair behind one that is ends the command. */
export function splitPairs(words: readonly string[], noun: string): Result<SplitWords, string> {
  const isPair = (word: string): boolean => (word.includes('=') && !word.startsWith('=')) || (word.endsWith('-') && word !== '-')
  const first = words.findIndex(isPair)
  if (first < 0) return success({ objects: words, pairs: [] })
  const pairs = words.slice(first)
  const stray = pairs.find((word) => !isPair(word))
  if (stray !== undefined) return failure(`all resources must be specified before ${noun} changes: ${stray}`)
  return success({ objects: words.slice(0, first), pairs })
}

export interface Pairs {
  readonly set: ReadonlyMap<string, string>
  readonly removed: readonly string[]
}

export function readPairs(words: readonly string[], noun: string, mayRemove: boolean): Result<Pairs, string> {
  const set = new Map<string, string>()
  const removed: string[] = []
  const invalid: string[] = []
  for (const word of words) {
    const equals = word.indexOf('=')
    if (equals > 0) set.set(word.slice(0, equals), word.slice(equals + 1))
    else if (mayRemove && word.endsWith('-') && word !== '-') removed.push(word.slice(0, -1))
    else invalid.push(word)
  }
  return invalid.length > 0 ? failure(`invalid ${noun} format: ${invalid.join(', ')}`) : success({ set, removed })
}
