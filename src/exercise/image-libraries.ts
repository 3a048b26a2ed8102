// Images of the course and images of one exercise: read from what their author wrote, and put together.

import { lineOf } from '../authoring/line-of.ts'
import type { ContentReading } from '../authoring/read-content.ts'
import { readYaml } from '../authoring/read-content.ts'
import { describeValue } from '../authoring/problem.ts'
import type { ImageLibrary } from '../simulator/index.ts'
import { decodeImageLibrary } from '../simulator/index.ts'

export const NO_IMAGES: ImageLibrary = { images: [], registries: [] }

export function joinImages(left: ImageLibrary, right: ImageLibrary): ImageLibrary {
  return { images: [...left.images, ...right.images], registries: [...left.registries, ...right.registries] }
}

/** @param source  A text in the form of content/workloads/images.yaml. */
export function readImageLibrary(source: string): ContentReading<ImageLibrary> {
  const yaml = readYaml(source)
  if (!yaml.ok) return yaml
  const library = decodeImageLibrary(yaml.value)
  if (library.ok) return library
  const problem = library.problem.map(({ path, expected, received }) => ({
    path,
    line: lineOf(source, path),
    expected,
    received: describeValue(received),
    fix: 'Write it as the other images of content/workloads/images.yaml have it.',
  }))
  return { ok: false, problem }
}
