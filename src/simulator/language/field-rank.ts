// Which of the fields that fit comes first: what must be there, then what manifests are mostly about, and last what no node can do any more.

/** What fills volumes and variables from the cluster. */
const FREQUENT: ReadonlySet<string> = new Set([
  'configMap',
  'secret',
  'projected',
  'downwardAPI',
  'emptyDir',
  'configMapKeyRef',
  'secretKeyRef',
])

/** Volume plugins that were taken out of Kubernetes, or are there for compatibility alone. @source pkg/apis/core/types.go VolumeSource */
const GONE: ReadonlySet<string> = new Set([
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
])

/** Lower comes first. */
export function fieldRank(name: string, required: boolean, isRoot: boolean): number {
  if (required) return name === 'apiVersion' ? 0 : 1
  if (isRoot && (name === 'spec' || name === 'data')) return 2
  if (FREQUENT.has(name)) return 3
  return GONE.has(name) ? 5 : 4
}
