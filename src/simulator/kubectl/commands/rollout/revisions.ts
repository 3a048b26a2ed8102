// What a workload was before: the ReplicaSets of a Deployment, the ControllerRevisions of a DaemonSet or StatefulSet.
// @source k8s.io/kubectl pkg/polymorphichelpers/history.go

import type { ControllerRevision, DaemonSet, Deployment, StatefulSet } from '../../../api/fields/workload.ts'
import type { PodTemplateSpec } from '../../../api/fields/pod.ts'
import type { ApiView } from '../../../api/client.ts'
import type { ApiObject } from '../../../api/objects.ts'
import { revisionOf, setsOf } from '../../resource/replica-sets.ts'

export type RolledWorkload = Deployment | DaemonSet | StatefulSet

export interface Revision {
  readonly number: number
  /** The ReplicaSet, or the workload as it was. */
  readonly object: ApiObject
  readonly template: PodTemplateSpec
  readonly changeCause: string
}

export const CHANGE_CAUSE = 'kubernetes.io/change-cause'

export function isRolled(object: ApiObject): object is RolledWorkload {
  return object.kind === 'Deployment' || object.kind === 'DaemonSet' || object.kind === 'StatefulSet'
}

/** The oldest first. */
export function revisionsOf(view: ApiView, workload: RolledWorkload): readonly Revision[] {
  if (workload.kind === 'Deployment') {
    return setsOf(view, workload).map((set) => ({
      number: revisionOf(set),
      object: set,
      template: set.spec.template,
      changeCause: set.metadata.annotations?.[CHANGE_CAUSE] ?? '',
    }))
  }
  return view
    .ownedBy('ControllerRevision', workload.metadata.uid ?? '')
    .toSorted((a, b) => a.revision - b.revision)
    .map((revision) => fromControllerRevision(workload, revision))
}

/** A ControllerRevision holds a patch that replaces the template as a whole. */
function fromControllerRevision(workload: DaemonSet | StatefulSet, { revision, metadata, data }: ControllerRevision): Revision {
  const stored = memberOf(memberOf(data, 'spec'), 'template')
  const template = isTemplate(stored) ? { metadata: stored.metadata, spec: stored.spec } : workload.spec.template
  return {
    number: revision,
    object: withTemplate(workload, template),
    template,
    changeCause: metadata.annotations?.[CHANGE_CAUSE] ?? '',
  }
}

function withTemplate(workload: DaemonSet | StatefulSet, template: PodTemplateSpec): ApiObject {
  return workload.kind === 'DaemonSet'
    ? { ...workload, spec: { ...workload.spec, template } }
    : { ...workload, spec: { ...workload.spec, template } }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
}

/** The controllers wrote it from a template that was stored with its workload. */
function isTemplate(value: unknown): value is PodTemplateSpec {
  return typeof value === 'object' && value !== null && 'metadata' in value && 'spec' in value
}
