// Images of the course and images of one exercise, together.

import type { ImageLibrary } from '../simulator/index.ts'

export const NO_IMAGES: ImageLibrary = { images: [], registries: [] }

export function joinImages(left: ImageLibrary, right: ImageLibrary): ImageLibrary {
  return { images: [...left.images, ...right.images], registries: [...left.registries, ...right.registries] }
}
