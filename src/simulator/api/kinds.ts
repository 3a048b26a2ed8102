// The kinds the simulated cluster serves: group, version, resource names, scope.

export interface KindInfo {
  readonly kind: Kind
  /** '' for the core group. */
  readonly group: string
  readonly version: string
  /** REST plural, `configmaps`. */
  readonly resource: string
  readonly singular: string
  readonly shortNames: readonly string[]
  readonly namespaced: boolean
  readonly categories: readonly string[]
}

export type Kind =
  | 'ConfigMap'
  | 'Secret'
  | 'Pod'
  | 'Namespace'
  | 'ServiceAccount'
  | 'Service'
  | 'Event'
  | 'Node'
  | 'PersistentVolumeClaim'
  | 'Deployment'
  | 'ReplicaSet'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ControllerRevision'
  | 'Job'
  | 'CronJob'

function core(
  kind: Kind,
  resource: string,
  shortNames: readonly string[],
  scope: 'Namespaced' | 'Cluster' = 'Namespaced',
  categories: readonly string[] = [],
): KindInfo {
  return {
    kind,
    group: '',
    version: 'v1',
    resource,
    singular: kind.toLowerCase(),
    shortNames,
    namespaced: scope === 'Namespaced',
    categories,
  }
}

function grouped(
  group: string,
  kind: Kind,
  resource: string,
  shortNames: readonly string[],
  categories: readonly string[] = ['all'],
): KindInfo {
  return { kind, group, version: 'v1', resource, singular: kind.toLowerCase(), shortNames, namespaced: true, categories }
}

/** @source pkg/registry storage of each kind: ShortNames, Categories */
export const KINDS: readonly KindInfo[] = [
  core('ConfigMap', 'configmaps', ['cm']),
  core('Event', 'events', ['ev']),
  core('Namespace', 'namespaces', ['ns'], 'Cluster'),
  core('Node', 'nodes', ['no'], 'Cluster'),
  core('PersistentVolumeClaim', 'persistentvolumeclaims', ['pvc']),
  core('Pod', 'pods', ['po'], 'Namespaced', ['all']),
  core('Secret', 'secrets', []),
  core('ServiceAccount', 'serviceaccounts', ['sa']),
  core('Service', 'services', ['svc'], 'Namespaced', ['all']),
  grouped('apps', 'ControllerRevision', 'controllerrevisions', [], []),
  grouped('apps', 'DaemonSet', 'daemonsets', ['ds']),
  grouped('apps', 'Deployment', 'deployments', ['deploy']),
  grouped('apps', 'ReplicaSet', 'replicasets', ['rs']),
  grouped('apps', 'StatefulSet', 'statefulsets', ['sts']),
  grouped('batch', 'CronJob', 'cronjobs', ['cj']),
  grouped('batch', 'Job', 'jobs', []),
]

const BY_KIND: ReadonlyMap<string, KindInfo> = new Map(KINDS.map((info) => [info.kind, info]))

export function kindInfo(kind: Kind): KindInfo {
  const info = BY_KIND.get(kind)
  if (info === undefined) throw new Error(`no such kind: ${kind}`)
  return info
}

export function apiVersionOf(info: KindInfo): string {
  return info.group === '' ? info.version : `${info.group}/${info.version}`
}

/** The kind served for exactly this apiVersion and kind (case matters), if any. */
export function findKind(apiVersion: string, kind: string): KindInfo | undefined {
  const info = BY_KIND.get(kind)
  return info !== undefined && apiVersionOf(info) === apiVersion ? info : undefined
}

/** `configmaps`, `deployments.apps`: how messages name a resource. */
export function qualifiedResource(info: KindInfo): string {
  return info.group === '' ? info.resource : `${info.resource}.${info.group}`
}
