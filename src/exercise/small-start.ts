// What the smaller blocks of a lesson start from: a cluster and files, written within one YAML file instead of a folder.

import type { Fields } from '../authoring/shape.ts'
import { anyText, defaulted, mapOf } from '../authoring/shape.ts'
import type { ClusterText } from './decode-cluster.ts'
import { clusterFields, clusterFrom } from './decode-cluster.ts'
import type { ClusterStart } from './exercise.ts'
import type { Files } from './files.ts'
import { NO_IMAGES } from './image-libraries.ts'

export interface SmallStart extends ClusterText {
  readonly files: Files
}

export const smallStartFields: Fields<SmallStart> = {
  ...clusterFields,
  files: defaulted(mapOf(anyText), {}, 'Texts by file name.'),
}

export function clusterOf(start: SmallStart): ClusterStart {
  return clusterFrom(start, {}, NO_IMAGES)
}
