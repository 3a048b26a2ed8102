// Volumes of storage systems: disks, file servers and the plug-ins for them.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1 types.go: names, types and tags

import { always, alwaysPointer, boolean, int32, list, map, named, omitEmpty, pointer, string, struct } from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { localObjectReference } from './reference.ts'

export const gcePersistentDiskVolumeSource = struct('v1.GCEPersistentDiskVolumeSource', {
  pdName: always(string),
  fsType: omitEmpty(string),
  partition: omitEmpty(int32),
  readOnly: omitEmpty(boolean),
})
export interface GCEPersistentDiskVolumeSource extends ObjectOf<typeof gcePersistentDiskVolumeSource> {}

export const awsElasticBlockStoreVolumeSource = struct('v1.AWSElasticBlockStoreVolumeSource', {
  volumeID: always(string),
  fsType: omitEmpty(string),
  partition: omitEmpty(int32),
  readOnly: omitEmpty(boolean),
})
export interface AWSElasticBlockStoreVolumeSource extends ObjectOf<typeof awsElasticBlockStoreVolumeSource> {}

export const nfsVolumeSource = struct('v1.NFSVolumeSource', {
  server: always(string),
  path: always(string),
  readOnly: omitEmpty(boolean),
})
export interface NFSVolumeSource extends ObjectOf<typeof nfsVolumeSource> {}

export const iscsiVolumeSource = struct('v1.ISCSIVolumeSource', {
  targetPortal: always(string),
  iqn: always(string),
  lun: always(int32),
  iscsiInterface: omitEmpty(string),
  fsType: omitEmpty(string),
  readOnly: omitEmpty(boolean),
  portals: omitEmpty(list(string)),
  chapAuthDiscovery: omitEmpty(boolean),
  chapAuthSession: omitEmpty(boolean),
  secretRef: pointer(localObjectReference),
  initiatorName: pointer(string),
})
export interface ISCSIVolumeSource extends ObjectOf<typeof iscsiVolumeSource> {}

export const glusterfsVolumeSource = struct('v1.GlusterfsVolumeSource', {
  endpoints: always(string),
  path: always(string),
  readOnly: omitEmpty(boolean),
})
export interface GlusterfsVolumeSource extends ObjectOf<typeof glusterfsVolumeSource> {}

export const rbdVolumeSource = struct('v1.RBDVolumeSource', {
  monitors: always(list(string)),
  image: always(string),
  fsType: omitEmpty(string),
  pool: omitEmpty(string),
  user: omitEmpty(string),
  keyring: omitEmpty(string),
  secretRef: pointer(localObjectReference),
  readOnly: omitEmpty(boolean),
})
export interface RBDVolumeSource extends ObjectOf<typeof rbdVolumeSource> {}

export const flexVolumeSource = struct('v1.FlexVolumeSource', {
  driver: always(string),
  fsType: omitEmpty(string),
  secretRef: pointer(localObjectReference),
  readOnly: omitEmpty(boolean),
  options: omitEmpty(map(string)),
})
export interface FlexVolumeSource extends ObjectOf<typeof flexVolumeSource> {}

export const cinderVolumeSource = struct('v1.CinderVolumeSource', {
  volumeID: always(string),
  fsType: omitEmpty(string),
  readOnly: omitEmpty(boolean),
  secretRef: pointer(localObjectReference),
})
export interface CinderVolumeSource extends ObjectOf<typeof cinderVolumeSource> {}

export const cephFSVolumeSource = struct('v1.CephFSVolumeSource', {
  monitors: always(list(string)),
  path: omitEmpty(string),
  user: omitEmpty(string),
  secretFile: omitEmpty(string),
  secretRef: pointer(localObjectReference),
  readOnly: omitEmpty(boolean),
})
export interface CephFSVolumeSource extends ObjectOf<typeof cephFSVolumeSource> {}

export const flockerVolumeSource = struct('v1.FlockerVolumeSource', {
  datasetName: omitEmpty(string),
  datasetUUID: omitEmpty(string),
})
export interface FlockerVolumeSource extends ObjectOf<typeof flockerVolumeSource> {}

export const fcVolumeSource = struct('v1.FCVolumeSource', {
  targetWWNs: omitEmpty(list(string)),
  lun: pointer(int32),
  fsType: omitEmpty(string),
  readOnly: omitEmpty(boolean),
  wwids: omitEmpty(list(string)),
})
export interface FCVolumeSource extends ObjectOf<typeof fcVolumeSource> {}

export const azureFileVolumeSource = struct('v1.AzureFileVolumeSource', {
  secretName: always(string),
  shareName: always(string),
  readOnly: omitEmpty(boolean),
})
export interface AzureFileVolumeSource extends ObjectOf<typeof azureFileVolumeSource> {}

export const vsphereVirtualDiskVolumeSource = struct('v1.VsphereVirtualDiskVolumeSource', {
  volumePath: always(string),
  fsType: omitEmpty(string),
  storagePolicyName: omitEmpty(string),
  storagePolicyID: omitEmpty(string),
})
export interface VsphereVirtualDiskVolumeSource extends ObjectOf<typeof vsphereVirtualDiskVolumeSource> {}

export const quobyteVolumeSource = struct('v1.QuobyteVolumeSource', {
  registry: always(string),
  volume: always(string),
  readOnly: omitEmpty(boolean),
  user: omitEmpty(string),
  group: omitEmpty(string),
  tenant: omitEmpty(string),
})
export interface QuobyteVolumeSource extends ObjectOf<typeof quobyteVolumeSource> {}

export const azureDiskVolumeSource = struct('v1.AzureDiskVolumeSource', {
  diskName: always(string),
  diskURI: always(string),
  cachingMode: pointer(named('v1.AzureDataDiskCachingMode')),
  fsType: pointer(string),
  readOnly: pointer(boolean),
  kind: pointer(named('v1.AzureDataDiskKind')),
})
export interface AzureDiskVolumeSource extends ObjectOf<typeof azureDiskVolumeSource> {}

export const photonPersistentDiskVolumeSource = struct('v1.PhotonPersistentDiskVolumeSource', {
  pdID: always(string),
  fsType: omitEmpty(string),
})
export interface PhotonPersistentDiskVolumeSource extends ObjectOf<typeof photonPersistentDiskVolumeSource> {}

export const portworxVolumeSource = struct('v1.PortworxVolumeSource', {
  volumeID: always(string),
  fsType: omitEmpty(string),
  readOnly: omitEmpty(boolean),
})
export interface PortworxVolumeSource extends ObjectOf<typeof portworxVolumeSource> {}

export const scaleIOVolumeSource = struct('v1.ScaleIOVolumeSource', {
  gateway: always(string),
  system: always(string),
  secretRef: alwaysPointer(localObjectReference),
  sslEnabled: omitEmpty(boolean),
  protectionDomain: omitEmpty(string),
  storagePool: omitEmpty(string),
  storageMode: omitEmpty(string),
  volumeName: omitEmpty(string),
  fsType: omitEmpty(string),
  readOnly: omitEmpty(boolean),
})
export interface ScaleIOVolumeSource extends ObjectOf<typeof scaleIOVolumeSource> {}

export const storageOSVolumeSource = struct('v1.StorageOSVolumeSource', {
  volumeName: omitEmpty(string),
  volumeNamespace: omitEmpty(string),
  fsType: omitEmpty(string),
  readOnly: omitEmpty(boolean),
  secretRef: pointer(localObjectReference),
})
export interface StorageOSVolumeSource extends ObjectOf<typeof storageOSVolumeSource> {}

export const csiVolumeSource = struct('v1.CSIVolumeSource', {
  driver: always(string),
  readOnly: pointer(boolean),
  fsType: pointer(string),
  volumeAttributes: omitEmpty(map(string)),
  nodePublishSecretRef: pointer(localObjectReference),
})
export interface CSIVolumeSource extends ObjectOf<typeof csiVolumeSource> {}
