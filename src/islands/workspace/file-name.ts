// What a file of the learner may be called.

import type { Files } from './file-list.ts'

/** Names stand in command lines, unquoted. */
const NAME = /^[A-Za-z][\w.-]*$/
const LONGEST_NAME = 60

/** What is wrong with a name for a new or renamed file; undefined when nothing is. */
export function nameProblem(files: Files, name: string, current?: string): string | undefined {
  if (!NAME.test(name)) return 'A name begins with a letter and has letters, digits, dots and dashes.'
  if (name.length > LONGEST_NAME) return `A name has at most ${String(LONGEST_NAME)} characters.`
  return name !== current && Object.hasOwn(files, name) ? 'There is a file of that name.' : undefined
}
