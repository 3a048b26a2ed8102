// One folder of a lesson, read as the site reads it.

import { join } from 'node:path'
import { describeProblems } from '../../src/authoring/problem.ts'
import type { ContentProblem } from '../../src/authoring/problem.ts'
import type { Files } from '../../src/exercise/files.ts'
import { CONTENT, textsBelow } from '../../src/instructor/lesson-folders.ts'
import type { Result } from '../../src/simulator/index.ts'

/** @param path  Below `content/lessons/`. */
export function readLessonFolder<T>(path: string, decode: (texts: Files) => Result<T, readonly ContentProblem[]>): T {
  const read = decode(textsBelow(join(CONTENT, 'lessons', path)))
  if (!read.ok) throw new Error(describeProblems(path, read.problem))
  return read.value
}
