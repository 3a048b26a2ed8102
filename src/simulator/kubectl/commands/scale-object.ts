// What the server answers when the subresource `scale` is asked for: an object of another kind, with the number of replicas alone.
// @source k8s.io/api autoscaling/v1 types.go Scale

import type { JsonObject } from '../../base/json.ts'
import { formatLabelSelector } from '../../api/label-selector.ts'
import type { ApiObject } from '../../api/objects.ts'
import { replicasOf } from '../../api/scaled.ts'

/** Fields in the order of the Go struct. */
export function scaleOf(object: ApiObject): JsonObject {
  const { name = '', namespace = '', uid = '', resourceVersion = '', creationTimestamp } = object.metadata
  const { wanted, present, selector } = replicasOf(object)
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp: creationTimestamp ?? null },
    spec: wanted === 0 ? {} : { replicas: wanted },
    status: { replicas: present, selector: formatLabelSelector(selector) },
  }
}
