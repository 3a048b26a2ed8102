// Exercises as authors wrote them, beside their lessons: read and checked when the site is built.
import { decodeExercise } from '../exercise/decode-exercise.ts'
import type { Exercise } from '../exercise/exercise.ts'
import type { Experiment } from '../exercise/experiment.ts'
import { blockFolder, valueOrFail } from './content-texts.ts'

/** The exercise, and the stage that it is played on. */
export function readExercise(lesson: string, id: string): { readonly exercise: Exercise; readonly experiment: Experiment } {
  const texts = blockFolder('Exercise', lesson, id)
  const exercise = valueOrFail(`content/lessons/${lesson}/exercises/${id}/exercise.yaml`, decodeExercise(`${lesson}/${id}`, texts))
  const { title, cluster, files, open, focus } = exercise
  return { exercise, experiment: { title, cluster, files, open, focus, actions: [], demonstration: [] } }
}
