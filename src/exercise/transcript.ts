// Terminal output within prose: lines that the simulator runs when the site is built, so that no text about output can be out of date.

import type { ContentProblem } from '../authoring/problem.ts'
import type { Fields, Shape } from '../authoring/shape.ts'
import { defaulted, listOf, optional, record, required, text } from '../authoring/shape.ts'
import { readContent } from '../authoring/read-content.ts'
import type { ImageLibrary, Result } from '../simulator/index.ts'
import { ALL_TOOLS } from '../simulator/kubectl/tools/all.ts'
import type { Act } from './acts.ts'
import { actProblems, actShape } from './acts.ts'
import type { PlayedLine } from './play.ts'
import { play, startCluster } from './play.ts'
import type { SmallStart } from './small-start.ts'
import { clusterOf, smallStartFields } from './small-start.ts'

export interface TranscriptText extends SmallStart {
  readonly caption?: string
  readonly before: readonly Act[]
  readonly shown: readonly Act[]
}

export const transcriptFields: Fields<TranscriptText> = {
  caption: optional(text, 'A line below the output.'),
  ...smallStartFields,
  before: defaulted(listOf(actShape), [], 'What happens first and is not shown.'),
  shown: required(
    listOf(actShape, 1),
    'What happens then: each run is shown as a line with its output; waits and edits happen in silence.',
  ),
}

const transcriptShape: Shape<TranscriptText> = record('a transcript', transcriptFields)

export function decodeTranscript(source: string): Result<TranscriptText, readonly ContentProblem[]> {
  return readContent(source, transcriptShape, ({ before, shown, files }) => actProblems([...before, ...shown], files, 'before and shown'))
}

/** The lines to show, each with what it printed. */
export function playTranscript(transcript: TranscriptText, images: ImageLibrary): readonly PlayedLine[] {
  const { files, before, shown } = transcript
  const start = play(startCluster(clusterOf(transcript), files, images, ALL_TOOLS), before)
  return play({ ...start, lines: [] }, shown).lines
}
