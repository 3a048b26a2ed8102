// The ReplicaSets of a Deployment: which is the new one, what they carry, and in what order they came (DEP-5, DEP-14).
// @source pkg/controller/deployment/sync.go getNewReplicaSet, util/deployment_util.go SetNewReplicaSetAnnotations

import type { Deployment, ReplicaSet } from '../../api/fields/workload.ts'
import { controllerReference } from '../ownership.ts'
import { TEMPLATE_HASH_LABEL, isSameTemplate, templateHash } from '../pod-template.ts'
import { fenceOf } from './numbers.ts'

export const REVISION = 'deployment.kubernetes.io/revision'
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history'
export const DESIRED = 'deployment.kubernetes.io/desired-replicas'
const MAXIMUM = 'deployment.kubernetes.io/max-replicas'

/** Annotations of a Deployment that its ReplicaSets do not take over. */
const OWN_ANNOTATIONS: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  REVISION_HISTORY,
  DESIRED,
  MAXIMUM,
  'deprecated.deployment.rollback.to',
])

export interface Sets {
  readonly newSet: ReplicaSet | undefined
  /** Oldest first. */
  readonly oldSets: readonly ReplicaSet[]
}

export function sortByAge(sets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  return [...sets].sort((left, right) => {
    const a = left.metadata.creationTimestamp ?? ''
    const b = right.metadata.creationTimestamp ?? ''
    if (a !== b) return a < b ? -1 : 1
    return (left.metadata.name ?? '') < (right.metadata.name ?? '') ? -1 : 1
  })
}

export function splitSets(deployment: Deployment, owned: readonly ReplicaSet[]): Sets {
  const sets = sortByAge(owned)
  const newSet = sets.find((set) => isSameTemplate(set.spec.template, deployment.spec.template))
  return { newSet, oldSets: sets.filter((set) => set !== newSet) }
}

export function revisionOf(object: Deployment | ReplicaSet): number {
  const revision = Number(object.metadata.annotations?.[REVISION] ?? 0)
  return Number.isInteger(revision) ? revision : 0
}

/** The next revision. */
export function nextRevision(oldSets: readonly ReplicaSet[]): number {
  return Math.max(0, ...oldSets.map(revisionOf)) + 1
}

export function newReplicaSet(deployment: Deployment, revision: number, replicas: number): ReplicaSet {
  const hash = templateHash(deployment.spec.template, deployment.status.collisionCount)
  const template = deployment.spec.template
  const labels = { ...template.metadata.labels, [TEMPLATE_HASH_LABEL]: hash }
  const selector = deployment.spec.selector ?? {}
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name ?? ''}-${hash}`,
      namespace: deployment.metadata.namespace ?? '',
      generation: 1,
      labels,
      annotations: annotationsFor(deployment, undefined, revision),
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas,
      ...(deployment.spec.minReadySeconds === undefined ? {} : { minReadySeconds: deployment.spec.minReadySeconds }),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [TEMPLATE_HASH_LABEL]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
    status: { replicas: 0 },
  }
}

/** The new ReplicaSet with the annotations and the minimum that its Deployment has now. */
export function refreshed(deployment: Deployment, set: ReplicaSet, revision: number): ReplicaSet {
  const { minReadySeconds: _, ...spec } = set.spec
  const seconds = deployment.spec.minReadySeconds
  return {
    ...set,
    metadata: { ...set.metadata, annotations: annotationsFor(deployment, set, revision) },
    spec: { ...spec, ...(seconds === undefined ? {} : { minReadySeconds: seconds }) },
  }
}

function annotationsFor(deployment: Deployment, set: ReplicaSet | undefined, revision: number): Readonly<Record<string, string>> {
  const present = set?.metadata.annotations ?? {}
  const taken = Object.entries(deployment.metadata.annotations ?? {}).filter(([name]) => !OWN_ANNOTATIONS.has(name))
  const was = Number(present[REVISION] ?? 0)
  const history =
    was > 0 && was < revision
      ? [...(present[REVISION_HISTORY] ?? '').split(',').filter((text) => text !== ''), String(was)].join(',')
      : present[REVISION_HISTORY]
  return {
    ...present,
    ...Object.fromEntries(taken),
    [REVISION]: String(Math.max(was, revision)),
    ...(history === undefined ? {} : { [REVISION_HISTORY]: history }),
    ...(set === undefined ? sizeAnnotations(deployment) : {}),
  }
}

/** What the Deployment wanted when its ReplicaSet was last scaled. */
export function sizeAnnotations(deployment: Deployment): Readonly<Record<string, string>> {
  const { replicas, surge } = fenceOf(deployment)
  return { [DESIRED]: String(replicas), [MAXIMUM]: String(replicas + surge) }
}

export function maximumOf(set: ReplicaSet): number {
  return Number(set.metadata.annotations?.[MAXIMUM] ?? 0)
}
