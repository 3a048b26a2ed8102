// Experiments as authors wrote them, beside their lessons: read and checked when the site is built.
import { load } from 'js-yaml'
import imagesText from '../../content/workloads/images.yaml?raw'
import { decodeExperiment } from '../exercise/decode-experiment.ts'
import type { Experiment } from '../exercise/experiment.ts'
import type { ImageLibrary } from '../simulator/index.ts'
import { decodeImageLibrary } from '../simulator/index.ts'
import { folderTexts, valueOrFail } from './content-texts.ts'

/** undefined when the author has not written it yet. */
export function readExperiment(lesson: string, id: string): Experiment | undefined {
  return readExperimentFolder(`lessons/${lesson}/experiments/${id}`)
}

/** @param folder  Below `content/`. */
export function readExperimentFolder(folder: string): Experiment | undefined {
  const texts = folderTexts(folder)
  return texts && valueOrFail(`content/${folder}/experiment.yaml`, decodeExperiment(texts))
}

export function readImages(): ImageLibrary {
  const library = decodeImageLibrary(load(imagesText))
  if (!library.ok) throw new Error(`content/workloads/images.yaml\n${library.problem.join('\n')}`)
  return library.value
}
