// The sources of volumes that few Pods have.

import type { SourceField, VolumeRule } from '../rules.ts'
import { validateAzureDisk } from './azure-disk.ts'
import { validateCsi } from './csi.ts'
import { validateAwsDisk, validateGceDisk } from './disks.ts'
import { validateEphemeral } from './ephemeral.ts'
import { validateFibreChannel } from './fibre-channel.ts'
import { validateFlexVolume } from './flex-volume.ts'
import { validateFlocker } from './flocker.ts'
import { validateGitRepo } from './git-repo.ts'
import { validateImage } from './image.ts'
import { validateIscsi } from './iscsi.ts'
import { validateNfs } from './nfs.ts'
import { validateQuobyte } from './quobyte.ts'
import {
  validateAzureFile,
  validateCephFs,
  validateCinder,
  validateGlusterfs,
  validatePhoton,
  validatePortworx,
  validateRbd,
  validateScaleIo,
  validateVsphere,
} from './required-fields.ts'
import { validateStorageOs } from './storage-os.ts'

export const RARE_SOURCES: Readonly<Partial<Record<SourceField, VolumeRule>>> = {
  gitRepo: validateGitRepo,
  gcePersistentDisk: validateGceDisk,
  awsElasticBlockStore: validateAwsDisk,
  nfs: validateNfs,
  iscsi: validateIscsi,
  glusterfs: validateGlusterfs,
  flocker: validateFlocker,
  rbd: validateRbd,
  cinder: validateCinder,
  cephfs: validateCephFs,
  quobyte: validateQuobyte,
  fc: validateFibreChannel,
  flexVolume: validateFlexVolume,
  azureFile: validateAzureFile,
  vsphereVolume: validateVsphere,
  photonPersistentDisk: validatePhoton,
  portworxVolume: validatePortworx,
  azureDisk: validateAzureDisk,
  storageos: validateStorageOs,
  scaleIO: validateScaleIo,
  csi: validateCsi,
  ephemeral: validateEphemeral,
  image: validateImage,
}
