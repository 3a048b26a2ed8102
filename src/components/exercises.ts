// Exercises as authors wrote them, beside their lessons: read and checked when the site is built.
import { decodeExercise } from '../exercise/decode-exercise.ts'
import type { Exercise } from '../exercise/exercise.ts'
import type { Experiment } from '../exercise/experiment.ts'
import { folderTexts, valueOrFail } from './content-texts.ts'

/** The exercise, and the stage that it is played on; undefined when the author has not written it yet. */
export function readExercise(lesson: string, id: string): { readonly exercise: Exercise; readonly experiment: Experiment } | undefined {
  const texts = folderTexts(`lessons/${lesson}/exercises/${id}`)
  if (texts === undefined) return undefined
  const exercise = valueOrFail(`content/lessons/${lesson}/exercises/${id}/exercise.yaml`, decodeExercise(`${lesson}/${id}`, texts))
  const { title, cluster, files, open, focus } = exercise
  return { exercise, experiment: { title, cluster, files, open, focus, actions: [], demonstration: [] } }
}
