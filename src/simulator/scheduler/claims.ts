// Volumes that a Pod claims and that are not there, which keeps it from every node.
// @source pkg/scheduler/framework/plugins/volumebinding/volume_binding.go PreFilter, podHasPVCs
// @simplified Storage is provided by nobody, so the scheduler never sees a claim bound.

import type { ApiView } from '../api/client.ts'
import type { Pod, PodSpec } from '../api/fields/pod.ts'

/** In the scheduler's words. */
export function claimProblem({ metadata, spec }: Pod, view: ApiView): string | undefined {
  const names = claimsOf(spec)
  if (names.length === 0) return undefined
  for (const name of names) {
    const claim = view.get('PersistentVolumeClaim', { namespace: metadata.namespace ?? '', name })
    if (claim === undefined) return `persistentvolumeclaim "${name}" not found`
    if (claim.metadata.deletionTimestamp !== undefined) return `persistentvolumeclaim "${name}" is being deleted`
  }
  return 'pod has unbound immediate PersistentVolumeClaims'
}

export function claimsOf({ volumes = [] }: PodSpec): readonly string[] {
  return volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
}
