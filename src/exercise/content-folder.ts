// Exercises and experiments are folders of the same form: a description, files/ for the learner, cluster/ for what is there before, images.yaml.

import type { ContentProblem } from '../authoring/problem.ts'
import type { ImageLibrary, Result } from '../simulator/index.ts'
import { failure, success } from '../simulator/index.ts'
import type { Files } from './files.ts'
import { NO_IMAGES, readImageLibrary } from './image-libraries.ts'

export interface ContentFolder {
  /** The text of exercise.yaml or experiment.yaml. */
  readonly description: string
  /** What the learner is given. */
  readonly files: Files
  /** What is applied before the learner comes. */
  readonly manifests: Files
  /** Images that only exist here. */
  readonly images: ImageLibrary
}

/**
 * @param main   `exercise.yaml` or `experiment.yaml`.
 * @param texts  By path within the folder: `files/web.yaml`.
 */
export function readFolder(main: string, texts: Files): Result<ContentFolder, readonly ContentProblem[]> {
  const description = texts[main]
  if (description === undefined) return wrong(`a file ${main} in this folder`, 'none', 'Write it, or take the folder away.')
  const stray = Object.keys(texts).find((path) => path !== main && !/^(images\.yaml$|files\/|cluster\/)/.test(path))
  if (stray !== undefined)
    return wrong(`only ${main}, images.yaml, files/ and cluster/`, stray, 'Move it to files/ if the learner should have it.')
  const images = readImages(texts['images.yaml'])
  if (!images.ok) return images
  const files = below('files/', texts)
  if (Object.keys(files).length === 0)
    return wrong('at least one file in files/', 'none', 'Put the manifests that the learner begins with there.')
  return success({ description, files, manifests: below('cluster/', texts), images: images.value })
}

/** Its problems are told of the folder, without lines, since those would be taken for lines of the description. */
function readImages(text: string | undefined): Result<ImageLibrary, readonly ContentProblem[]> {
  if (text === undefined) return success(NO_IMAGES)
  const library = readImageLibrary(text)
  return library.ok
    ? library
    : failure(library.problem.map(({ path, line, ...rest }) => ({ ...rest, path: `images.yaml, line ${String(line ?? 1)}: ${path}` })))
}

function below(folder: string, texts: Files): Files {
  const inside = Object.entries(texts).filter(([path]) => path.startsWith(folder))
  return Object.fromEntries(inside.map(([path, text]) => [path.slice(folder.length), text]))
}

function wrong(expected: string, received: string, fix: string): { readonly ok: false; readonly problem: readonly ContentProblem[] } {
  return failure([{ path: '', expected, received, fix }])
}
