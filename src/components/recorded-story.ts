// The demonstration of an experiment as text, for readers without JavaScript.
import { tellStory } from '../board/story.ts'
import { clockText } from '../board/words.ts'
import { playDemonstration } from '../islands/demonstration.ts'
import type { StageProps } from '../islands/experiment.ts'

export function recordStory(props: StageProps): string {
  const { run, startMs, versions } = playDemonstration(props).session
  return tellStory(run.entries, startMs, { words: props.words, versions, revealed: [] })
    .map(
      ({ atMs, who, says, because }) =>
        `${clockText(atMs - startMs)}  ${who}: ${says}${because === undefined ? '' : `\n          because: ${because}`}`,
    )
    .join('\n')
}
