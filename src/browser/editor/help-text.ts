// What is known of a field, in the words that every editor shows.

import type { FieldHelp } from '../../simulator/index.ts'

export interface HelpText {
  /** The path. */
  readonly title: string
  /** Type, whether it must be there, what it is otherwise, what it takes. */
  readonly facts: readonly string[]
  readonly sentence: string | undefined
  readonly now: readonly string[]
}

export function describeHelp({ path, field, type, now }: FieldHelp): HelpText {
  const words = (field?.words ?? []).filter((word) => word !== '')
  const facts = [
    field?.type ?? type,
    ...(field?.required === true ? ['required'] : []),
    ...(field?.initial === undefined ? [] : [`${field.initial} if left out`]),
    ...(words.length === 0 ? [] : [`one of ${words.join(', ')}`]),
  ]
  return { title: path, facts, sentence: field?.sentence, now }
}
