// Exercises as authors wrote them, beside their lessons: read and checked when the site is built.
import { load } from 'js-yaml'
import { z } from 'astro/zod'
import type { Exercise } from '../exercise/exercise.ts'
import type { Experiment } from '../islands/experiment.ts'
import { exerciseSchema } from './exercise-schema.ts'

const texts: Readonly<Record<string, string>> = import.meta.glob('../../content/lessons/*/exercises/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The exercise, and the stage that it is played on; undefined when the author has not written it yet. */
export function readExercise(lesson: string, id: string): { readonly exercise: Exercise; readonly experiment: Experiment } | undefined {
  const file = `content/lessons/${lesson}/exercises/${id}.yaml`
  const text = texts[`../../${file}`]
  if (text === undefined) return undefined
  const read = exerciseSchema.safeParse(load(text))
  if (!read.success) throw new Error(`${file}\n${z.prettifyError(read.error)}`)
  const { exercise, focus, open } = read.data
  return {
    exercise,
    experiment: { ...exercise.cluster, title: exercise.title, files: exercise.files, open, focus, actions: [], demonstration: [] },
  }
}
