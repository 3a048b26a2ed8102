// Objects with a number of replicas, which can be read and written by itself: the subresource `scale`.
// @source k8s.io/kubernetes pkg/registry/apps/deployment/storage/storage.go scaleFromDeployment

import type { LabelSelector } from './fields/meta.ts'
import type { Kind } from './kinds.ts'
import type { ApiObject } from './objects.ts'

const SCALED: ReadonlySet<Kind> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet'])

export function isScaled(kind: Kind): boolean {
  return SCALED.has(kind)
}

export interface Replicas {
  readonly wanted: number
  readonly present: number
  readonly selector: LabelSelector | undefined
}

export function replicasOf(object: ApiObject): Replicas {
  switch (object.kind) {
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
      return { wanted: object.spec.replicas ?? 1, present: object.status.replicas ?? 0, selector: object.spec.selector }
    default:
      return { wanted: 0, present: 0, selector: undefined }
  }
}
