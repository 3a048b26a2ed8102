// Which ReplicaSets belong to a Deployment, and which of them runs its present template.
// @source k8s.io/kubectl pkg/util/deployment/deployment.go GetAllReplicaSets

import type { ApiView } from '../../api/client.ts'
import type { Deployment, ReplicaSet } from '../../api/fields/workload.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'

const HASH_LABEL = 'pod-template-hash'
const REVISION = 'deployment.kubernetes.io/revision'

/** Those that the Deployment controls, in order of their revisions. */
export function setsOf(view: ApiView, { metadata }: Deployment): readonly ReplicaSet[] {
  const isOwn = (set: ReplicaSet): boolean =>
    set.metadata.ownerReferences?.some(({ controller, uid }) => controller === true && uid === metadata.uid) === true
  return view
    .list('ReplicaSet', metadata.namespace ?? '')
    .filter(isOwn)
    .sort((a, b) => revisionOf(a) - revisionOf(b))
}

export function revisionOf({ metadata }: ReplicaSet): number {
  return Number(metadata.annotations?.[REVISION] ?? 0)
}

/** The older ones in the order in which they were made. @source k8s.io/kubectl pkg/util/deployment/deployment.go findNewReplicaSet */
export function newAndOldSets(
  view: ApiView,
  deployment: Deployment,
): { readonly latest: ReplicaSet | undefined; readonly older: readonly ReplicaSet[] } {
  const sets = [...setsOf(view, deployment)].sort(byBirth)
  const latest = sets.find((set) => isDeepEqual(withoutHash(set.spec.template), withoutHash(deployment.spec.template)))
  return { latest, older: sets.filter((set) => set !== latest) }
}

function byBirth({ metadata: a }: ReplicaSet, { metadata: b }: ReplicaSet): number {
  const [birthA = '', birthB = ''] = [a.creationTimestamp, b.creationTimestamp]
  const isEarlier = birthA === birthB ? (a.name ?? '') < (b.name ?? '') : birthA < birthB
  return isEarlier ? -1 : 1
}

function withoutHash(template: ReplicaSet['spec']['template']): unknown {
  const { labels = {}, ...metadata } = template.metadata
  const kept = Object.fromEntries(Object.entries(labels).filter(([name]) => name !== HASH_LABEL))
  return { metadata: { ...metadata, labels: kept }, spec: template.spec }
}
