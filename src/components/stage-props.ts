// Everything that a stage is given: what its author wrote, and what is the same for all of them.
import type { Exercise } from '../exercise/exercise.ts'
import type { Experiment, StageProps } from '../islands/experiment.ts'
import { readImages } from './experiments.ts'
import { openStage } from './opening.ts'
import { readStoryWords } from './story-words.ts'

export function stageProps(id: string, experiment: Experiment, exercise?: Exercise): StageProps {
  const images = readImages()
  const opening = openStage({ experiment, images })
  return { id, experiment, images, words: readStoryWords(), opening, ...(exercise === undefined ? {} : { exercise }) }
}
