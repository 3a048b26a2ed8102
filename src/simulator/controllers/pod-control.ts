// How controllers make Pods and delete them, and what they report of it.
// @source pkg/controller/controller_utils.go RealPodControl

import type { EventDraft } from '../api/client.ts'
import type { IntendedRequest } from '../api/component.ts'
import type { Pod, PodTemplateSpec } from '../api/fields/pod.ts'
import type { ApiObject } from '../api/objects.ts'
import { controllerReference, eventAbout } from './ownership.ts'
import { isOfTerminatingNamespace } from '../api/status.ts'
import type { PodName } from './pod-template.ts'
import { podFromTemplate } from './pod-template.ts'

export const MANAGER = 'kube-controller-manager'

export interface PodOwner {
  readonly object: ApiObject
  /** As Events name the controller. */
  readonly component: string
}

/** Makes a Pod whose name the API server completes, unless one is given. */
export function createPod(
  owner: PodOwner,
  template: PodTemplateSpec,
  name: PodName = { generateName: `${owner.object.metadata.name ?? ''}-` },
): IntendedRequest {
  return {
    request: {
      verb: 'create',
      kind: 'Pod',
      namespace: owner.object.metadata.namespace ?? '',
      body: podFromTemplate(template, name, controllerReference(owner.object)),
      fieldManager: MANAGER,
    },
    onSuccess: (stored) => [tell(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${stored.metadata.name ?? ''}`)],
    onRefusal: (status) =>
      isOfTerminatingNamespace(status) ? [] : [tell(owner, 'Warning', 'FailedCreate', `Error creating: ${status.message}`)],
  }
}

export function deletePod(owner: PodOwner, pod: Pod): IntendedRequest {
  const name = pod.metadata.name ?? ''
  return {
    request: { verb: 'delete', kind: 'Pod', key: { namespace: pod.metadata.namespace ?? '', name } },
    onSuccess: () => [tell(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`)],
    onRefusal: ({ message }) => [tell(owner, 'Warning', 'FailedDelete', `Error deleting: ${message}`)],
  }
}

export function tell({ object, component }: PodOwner, type: EventDraft['type'], reason: string, message: string): EventDraft {
  return eventAbout(object, component, type, reason, message)
}

/** Counts of nothing are left out, as Go leaves them out. */
export function positive<K extends string>(name: K, count: number): Partial<Record<K, number>> {
  if (count === 0) return {}
  const entry: Partial<Record<K, number>> = {}
  entry[name] = count
  return entry
}
