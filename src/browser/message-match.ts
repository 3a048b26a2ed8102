// Which entries of a list of messages answer to what somebody typed: a few words, or a whole message as it was printed.

export interface MessageEntry {
  /** All that is said about it. */
  readonly text: string
  /** What Kubernetes says, with {placeholders}. */
  readonly says: readonly string[]
}

/**
 * @param asked  Words that all occur in an entry, in any order. When no entry has them all, a message: what stands in its place for a
 *               placeholder may be anything.
 * @returns The entries in their order; all of them when nothing is asked.
 */
export function matchMessages<Entry extends MessageEntry>(entries: readonly Entry[], asked: string): readonly Entry[] {
  const words = asked.toLowerCase().split(/\s+/)
  const told = entries.filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)))
  return told.length > 0 ? told : entries.filter(({ says }) => says.some((each) => patternOf(each).test(asked)))
}

function patternOf(says: string): RegExp {
  const parts = says.split(/\{\w+\}/).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
  return new RegExp(parts.join('.+'), 'i')
}
