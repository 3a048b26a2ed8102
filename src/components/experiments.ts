// Experiments as authors wrote them, beside their lessons: read and checked when the site is built.
import imagesText from '../../content/workloads/images.yaml?raw'
import { decodeExperiment } from '../exercise/decode-experiment.ts'
import type { Experiment } from '../exercise/experiment.ts'
import { readImageLibrary } from '../exercise/image-libraries.ts'
import type { ImageLibrary } from '../simulator/index.ts'
import { blockFolder, folderTexts, valueOrFail } from './content-texts.ts'

export function readExperiment(lesson: string, id: string): Experiment {
  const texts = blockFolder('Experiment', lesson, id)
  return valueOrFail(`content/lessons/${lesson}/experiments/${id}/experiment.yaml`, decodeExperiment(texts))
}

/** @param folder  Below `content/`; undefined when there is no such folder. */
export function readExperimentFolder(folder: string): Experiment | undefined {
  const texts = folderTexts(folder)
  return texts && valueOrFail(`content/${folder}/experiment.yaml`, decodeExperiment(texts))
}

export function readImages(): ImageLibrary {
  return valueOrFail('content/workloads/images.yaml', readImageLibrary(imagesText))
}
