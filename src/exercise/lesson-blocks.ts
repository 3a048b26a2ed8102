// What a lesson may place between its sentences, and what is said when the data of such a block is not there.

import type { ContentProblem } from '../authoring/problem.ts'
import { nearest } from '../authoring/problem.ts'

/** Each block with the folder beside the lesson that its data is in. */
export const BLOCK_FOLDERS = {
  Experiment: 'experiments',
  Exercise: 'exercises',
  Quiz: 'quizzes',
  Predict: 'predictions',
  Transcript: 'transcripts',
} as const

export type Block = keyof typeof BLOCK_FOLDERS

/** @param known  The ids that the lesson has of this kind. */
export function missingBlock(block: Block, id: string | undefined, known: readonly string[]): ContentProblem {
  const folder = BLOCK_FOLDERS[block]
  const only = known.length === 1 ? known[0] : undefined
  const near = id === undefined ? undefined : (nearest(id, known) ?? only)
  return {
    path: `<${block}>`,
    expected: known.length === 0 ? `something in ${folder}/ beside the lesson` : `an id of ${folder}/: ${known.join(', ')}`,
    received: id === undefined ? 'no id' : `id="${id}"`,
    fix: near === undefined ? `Write <${block} id="…" />, and put what it shows in ${folder}/.` : `Did you mean ${near}?`,
  }
}
