// The claims of a StatefulSet's Pods: one for each template and ordinal, made before the Pod, and kept or let go as the policy says (WL-1).
// @source pkg/controller/statefulset/stateful_pod_control.go createPersistentVolumeClaims, stateful_set_utils.go updateClaimOwnerRefForSetAndPod
// @simplified A PersistentVolumeClaim gets no storage: it stays `Pending`, and the volume that asks for it is an empty directory.

import type { ApiView } from '../../api/client.ts'
import type { IntendedRequest } from '../../api/component.ts'
import type { OwnerReference } from '../../api/fields/meta.ts'
import type { PersistentVolumeClaim } from '../../api/fields/persistent-volume-claim.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { StatefulSet } from '../../api/fields/workload.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { asJson } from '../../base/json.ts'
import { controllerReference } from '../ownership.ts'
import type { PodOwner } from '../pod-control.ts'
import { MANAGER, tell } from '../pod-control.ts'
import { ordinalOf, ordinalsOf, podName } from './identity.ts'

/** Those that are not there yet. */
export function missingClaims(view: ApiView, owner: PodOwner, set: StatefulSet, ordinal: number): readonly IntendedRequest[] {
  const namespace = set.metadata.namespace ?? ''
  const pod = podName(set, ordinal)
  const place = `in StatefulSet ${set.metadata.name ?? ''}`
  return claimsOf(set, ordinal)
    .filter((claim) => view.get('PersistentVolumeClaim', { namespace, name: claim.metadata.name ?? '' }) === undefined)
    .map((claim) => {
      const name = claim.metadata.name ?? ''
      return {
        request: { verb: 'create', kind: 'PersistentVolumeClaim', namespace, body: asJson(claim), fieldManager: MANAGER },
        onSuccess: () => [tell(owner, 'Normal', 'SuccessfulCreate', `Create Claim ${name} Pod ${pod} ${place} success`)],
        onRefusal: ({ message }) => [
          tell(owner, 'Warning', 'FailedCreate', `Create Claim ${name} for Pod ${pod} ${place} failed error: ${message}`),
        ],
      }
    })
}

/** Whoever a claim goes with: the set, the Pod that is too many, or nobody. */
export function settledClaims(view: ApiView, set: StatefulSet, pods: readonly Pod[]): readonly IntendedRequest[] {
  if ((set.spec.volumeClaimTemplates ?? []).length === 0) return []
  return pods.flatMap((pod) => {
    const ordinal = ordinalOf(set, pod)
    if (ordinal === undefined) return []
    return claimsOf(set, ordinal).flatMap(({ metadata }): readonly IntendedRequest[] => {
      const key = { namespace: metadata.namespace ?? '', name: metadata.name ?? '' }
      const claim = view.get('PersistentVolumeClaim', key)
      if (claim === undefined) return []
      const present = claim.metadata.ownerReferences ?? []
      const others = present.filter(({ uid }) => uid !== set.metadata.uid && uid !== pod.metadata.uid)
      const ownerReferences = [...others, ...keepersOf(set, pod, ordinal)]
      if (isDeepEqual(ownerReferences, present)) return []
      const { ownerReferences: _, ...rest } = claim.metadata
      const object = { ...claim, metadata: ownerReferences.length === 0 ? rest : { ...rest, ownerReferences } }
      return [{ request: { verb: 'write', object, fieldManager: MANAGER } }]
    })
  })
}

function keepersOf(set: StatefulSet, pod: Pod, ordinal: number): readonly OwnerReference[] {
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy ?? {}
  if (whenScaled === 'Delete' && !ordinalsOf(set).includes(ordinal)) return [controllerReference(pod)]
  return whenDeleted === 'Delete' ? [controllerReference(set)] : []
}

function claimsOf(set: StatefulSet, ordinal: number): readonly PersistentVolumeClaim[] {
  const pod = podName(set, ordinal)
  return (set.spec.volumeClaimTemplates ?? []).map((template) => ({
    ...template,
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...template.metadata,
      name: `${template.metadata.name ?? ''}-${pod}`,
      namespace: set.metadata.namespace ?? '',
      labels: { ...template.metadata.labels, ...set.spec.selector?.matchLabels },
      ...(set.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete' ? { ownerReferences: [controllerReference(set)] } : {}),
    },
  }))
}
