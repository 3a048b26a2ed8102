// Volumes of a Pod: those that hold configuration, and the list of all sources that can fill one.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import { always, boolean, int32, int64, list, map, named, omitEmpty, pointer, quantity, string, struct } from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { labelSelector } from './meta.ts'
import { persistentVolumeClaimTemplate, persistentVolumeClaimVolumeSource } from './persistent-volume-claim.ts'
import { localObjectReference } from './reference.ts'
import {
  awsElasticBlockStoreVolumeSource,
  azureDiskVolumeSource,
  azureFileVolumeSource,
  cephFSVolumeSource,
  cinderVolumeSource,
  csiVolumeSource,
  fcVolumeSource,
  flexVolumeSource,
  flockerVolumeSource,
  gcePersistentDiskVolumeSource,
  glusterfsVolumeSource,
  iscsiVolumeSource,
  nfsVolumeSource,
  photonPersistentDiskVolumeSource,
  portworxVolumeSource,
  quobyteVolumeSource,
  rbdVolumeSource,
  scaleIOVolumeSource,
  storageOSVolumeSource,
  vsphereVirtualDiskVolumeSource,
} from './storage-volume.ts'

export const hostPathVolumeSource = struct('v1.HostPathVolumeSource', {
  path: always(string),
  type: pointer(named('v1.HostPathType')),
})
export interface HostPathVolumeSource extends ObjectOf<typeof hostPathVolumeSource> {}

export const emptyDirVolumeSource = struct('v1.EmptyDirVolumeSource', {
  medium: omitEmpty(named('v1.StorageMedium')),
  sizeLimit: pointer(quantity),
})
export interface EmptyDirVolumeSource extends ObjectOf<typeof emptyDirVolumeSource> {}

export const gitRepoVolumeSource = struct('v1.GitRepoVolumeSource', {
  repository: always(string),
  revision: omitEmpty(string),
  directory: omitEmpty(string),
})
export interface GitRepoVolumeSource extends ObjectOf<typeof gitRepoVolumeSource> {}

export const keyToPath = struct('v1.KeyToPath', {
  key: always(string),
  path: always(string),
  mode: pointer(int32),
})
export interface KeyToPath extends ObjectOf<typeof keyToPath> {}

export const secretVolumeSource = struct('v1.SecretVolumeSource', {
  secretName: omitEmpty(string),
  items: omitEmpty(list(keyToPath)),
  defaultMode: pointer(int32),
  optional: pointer(boolean),
})
export interface SecretVolumeSource extends ObjectOf<typeof secretVolumeSource> {}

export const objectFieldSelector = struct('v1.ObjectFieldSelector', {
  apiVersion: omitEmpty(string),
  fieldPath: always(string),
})
export interface ObjectFieldSelector extends ObjectOf<typeof objectFieldSelector> {}

export const resourceFieldSelector = struct('v1.ResourceFieldSelector', {
  containerName: omitEmpty(string),
  resource: always(string),
  divisor: always(quantity),
})
export interface ResourceFieldSelector extends ObjectOf<typeof resourceFieldSelector> {}

export const downwardAPIVolumeFile = struct('v1.DownwardAPIVolumeFile', {
  path: always(string),
  fieldRef: pointer(objectFieldSelector),
  resourceFieldRef: pointer(resourceFieldSelector),
  mode: pointer(int32),
})
export interface DownwardAPIVolumeFile extends ObjectOf<typeof downwardAPIVolumeFile> {}

export const downwardAPIVolumeSource = struct('v1.DownwardAPIVolumeSource', {
  items: omitEmpty(list(downwardAPIVolumeFile)),
  defaultMode: pointer(int32),
})
export interface DownwardAPIVolumeSource extends ObjectOf<typeof downwardAPIVolumeSource> {}

export const configMapVolumeSource = struct(
  'v1.ConfigMapVolumeSource',
  {
    items: omitEmpty(list(keyToPath)),
    defaultMode: pointer(int32),
    optional: pointer(boolean),
  },
  { LocalObjectReference: localObjectReference },
)
export interface ConfigMapVolumeSource extends ObjectOf<typeof configMapVolumeSource> {}

export const secretProjection = struct(
  'v1.SecretProjection',
  {
    items: omitEmpty(list(keyToPath)),
    optional: pointer(boolean),
  },
  { LocalObjectReference: localObjectReference },
)
export interface SecretProjection extends ObjectOf<typeof secretProjection> {}

export const downwardAPIProjection = struct('v1.DownwardAPIProjection', {
  items: omitEmpty(list(downwardAPIVolumeFile)),
})
export interface DownwardAPIProjection extends ObjectOf<typeof downwardAPIProjection> {}

export const configMapProjection = struct(
  'v1.ConfigMapProjection',
  {
    items: omitEmpty(list(keyToPath)),
    optional: pointer(boolean),
  },
  { LocalObjectReference: localObjectReference },
)
export interface ConfigMapProjection extends ObjectOf<typeof configMapProjection> {}

export const serviceAccountTokenProjection = struct('v1.ServiceAccountTokenProjection', {
  audience: omitEmpty(string),
  expirationSeconds: pointer(int64),
  path: always(string),
})
export interface ServiceAccountTokenProjection extends ObjectOf<typeof serviceAccountTokenProjection> {}

export const clusterTrustBundleProjection = struct('v1.ClusterTrustBundleProjection', {
  name: pointer(string),
  signerName: pointer(string),
  labelSelector: pointer(labelSelector),
  optional: pointer(boolean),
  path: always(string),
})
export interface ClusterTrustBundleProjection extends ObjectOf<typeof clusterTrustBundleProjection> {}

export const podCertificateProjection = struct('v1.PodCertificateProjection', {
  signerName: omitEmpty(string),
  keyType: omitEmpty(string),
  maxExpirationSeconds: pointer(int32),
  credentialBundlePath: omitEmpty(string),
  keyPath: omitEmpty(string),
  certificateChainPath: omitEmpty(string),
  userAnnotations: omitEmpty(map(string)),
})
export interface PodCertificateProjection extends ObjectOf<typeof podCertificateProjection> {}

export const volumeProjection = struct('v1.VolumeProjection', {
  secret: pointer(secretProjection),
  downwardAPI: pointer(downwardAPIProjection),
  configMap: pointer(configMapProjection),
  serviceAccountToken: pointer(serviceAccountTokenProjection),
  clusterTrustBundle: pointer(clusterTrustBundleProjection),
  podCertificate: pointer(podCertificateProjection),
})
export interface VolumeProjection extends ObjectOf<typeof volumeProjection> {}

export const projectedVolumeSource = struct('v1.ProjectedVolumeSource', {
  sources: always(list(volumeProjection)),
  defaultMode: pointer(int32),
})
export interface ProjectedVolumeSource extends ObjectOf<typeof projectedVolumeSource> {}

export const ephemeralVolumeSource = struct('v1.EphemeralVolumeSource', {
  volumeClaimTemplate: pointer(persistentVolumeClaimTemplate),
})
export interface EphemeralVolumeSource extends ObjectOf<typeof ephemeralVolumeSource> {}

export const imageVolumeSource = struct('v1.ImageVolumeSource', {
  reference: omitEmpty(string),
  pullPolicy: omitEmpty(named('v1.PullPolicy')),
})
export interface ImageVolumeSource extends ObjectOf<typeof imageVolumeSource> {}

export const volumeSource = struct('v1.VolumeSource', {
  hostPath: pointer(hostPathVolumeSource),
  emptyDir: pointer(emptyDirVolumeSource),
  gcePersistentDisk: pointer(gcePersistentDiskVolumeSource),
  awsElasticBlockStore: pointer(awsElasticBlockStoreVolumeSource),
  gitRepo: pointer(gitRepoVolumeSource),
  secret: pointer(secretVolumeSource),
  nfs: pointer(nfsVolumeSource),
  iscsi: pointer(iscsiVolumeSource),
  glusterfs: pointer(glusterfsVolumeSource),
  persistentVolumeClaim: pointer(persistentVolumeClaimVolumeSource),
  rbd: pointer(rbdVolumeSource),
  flexVolume: pointer(flexVolumeSource),
  cinder: pointer(cinderVolumeSource),
  cephfs: pointer(cephFSVolumeSource),
  flocker: pointer(flockerVolumeSource),
  downwardAPI: pointer(downwardAPIVolumeSource),
  fc: pointer(fcVolumeSource),
  azureFile: pointer(azureFileVolumeSource),
  configMap: pointer(configMapVolumeSource),
  vsphereVolume: pointer(vsphereVirtualDiskVolumeSource),
  quobyte: pointer(quobyteVolumeSource),
  azureDisk: pointer(azureDiskVolumeSource),
  photonPersistentDisk: pointer(photonPersistentDiskVolumeSource),
  projected: pointer(projectedVolumeSource),
  portworxVolume: pointer(portworxVolumeSource),
  scaleIO: pointer(scaleIOVolumeSource),
  storageos: pointer(storageOSVolumeSource),
  csi: pointer(csiVolumeSource),
  ephemeral: pointer(ephemeralVolumeSource),
  image: pointer(imageVolumeSource),
})
export interface VolumeSource extends ObjectOf<typeof volumeSource> {}

export const volume = struct(
  'v1.Volume',
  {
    name: always(string),
  },
  { VolumeSource: volumeSource },
)
export interface Volume extends ObjectOf<typeof volume> {}
