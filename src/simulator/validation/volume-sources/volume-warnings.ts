// Warnings of volumes: sources of other times, and claims for parts of a byte.
// @source pkg/api/pod/warnings.go warningsForPodSpecAndMeta

import type { FieldPath } from '../../api/field-path.ts'
import type { Volume } from '../../api/fields/volume.ts'
import { fractionWarnings } from '../pod-warnings.ts'
import type { SourceField } from '../rules.ts'

const DEPRECATED: readonly (readonly [SourceField, string])[] = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
]

export function volumeWarnings(volumes: readonly Volume[], path: FieldPath): readonly string[] {
  return volumes.flatMap((volume, index) => {
    const at = path.index(index)
    return [
      ...DEPRECATED.filter(([field]) => volume[field] !== undefined).map(
        ([field, words]) => `${at.child(field === 'storageos' ? 'storageOS' : field).toString()}: ${words}`,
      ),
      ...claimWarnings(volume, at.child('ephemeral', 'volumeClaimTemplate', 'spec')),
    ]
  })
}

function claimWarnings({ ephemeral }: Volume, path: FieldPath): readonly string[] {
  const storage = ephemeral?.volumeClaimTemplate?.spec.resources.requests?.['storage']
  return storage === undefined ? [] : fractionWarnings(storage, path.child('resources', 'requests').key('storage'))
}
