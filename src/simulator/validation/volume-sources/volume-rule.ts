// What a rule about one source of a volume is told.

import type { FieldPath } from '../../api/field-path.ts'
import type { Volume } from '../../api/fields/volume.ts'
import type { Errors } from '../errors.ts'

/** Where the volume stands. */
export interface VolumePlace {
  /** Name of the Pod; undefined in a template, where it is not known yet, and in a Pod without a name. */
  readonly podName: string | undefined
  /** False in a template of a workload. */
  readonly isPod: boolean
}

/** @param path  Of the source: `spec.volumes[0].iscsi`. */
export type VolumeRule = (volume: Volume, path: FieldPath, errors: Errors, place: VolumePlace) => void
