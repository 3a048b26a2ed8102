// Experiments as authors wrote them, beside their lessons: read and checked when the site is built.
import { load } from 'js-yaml'
import { z } from 'astro/zod'
import imagesText from '../../content/workloads/images.yaml?raw'
import type { Experiment } from '../islands/experiment.ts'
import type { ImageLibrary } from '../simulator/index.ts'
import { decodeImageLibrary } from '../simulator/index.ts'
import { experimentSchema } from './experiment-schema.ts'

const texts: Readonly<Record<string, string>> = import.meta.glob('../../content/lessons/*/experiments/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** undefined when the author has not written it yet. Fails the build with file and place when it is wrong. */
export function readExperiment(lesson: string, id: string): Experiment | undefined {
  const file = `content/lessons/${lesson}/experiments/${id}.yaml`
  const text = texts[`../../${file}`]
  return text === undefined ? undefined : parseExperiment(file, text)
}

/** @param file  For messages: where the text stands. */
export function parseExperiment(file: string, text: string): Experiment {
  const read = experimentSchema.safeParse(load(text))
  if (!read.success) throw new Error(`${file}\n${z.prettifyError(read.error)}`)
  return read.data
}

export function readImages(): ImageLibrary {
  const library = decodeImageLibrary(load(imagesText))
  if (!library.ok) throw new Error(`content/workloads/images.yaml\n${library.problem.join('\n')}`)
  return library.value
}
