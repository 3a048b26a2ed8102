// All objects the store can hold, as one closed union, and the table of each.

import type { ConfigMap, Namespace, Secret, ServiceAccount } from './fields/core.ts'
import { configMap, namespace, secret, serviceAccount } from './fields/core.ts'
import type { Event } from './fields/event.ts'
import { event } from './fields/event.ts'
import type { StructTable } from './fields/field-table.ts'
import type { Node } from './fields/node.ts'
import { node } from './fields/node.ts'
import type { PersistentVolumeClaim } from './fields/persistent-volume-claim.ts'
import { persistentVolumeClaim } from './fields/persistent-volume-claim.ts'
import type { Pod } from './fields/pod.ts'
import { pod } from './fields/pod.ts'
import type { Service } from './fields/service.ts'
import { service } from './fields/service.ts'
import type { ControllerRevision, DaemonSet, Deployment, ReplicaSet, StatefulSet } from './fields/workload.ts'
import { controllerRevision, daemonSet, deployment, replicaSet, statefulSet } from './fields/workload.ts'
import type { CronJob, Job } from './fields/batch.ts'
import { cronJob, job } from './fields/batch.ts'
import type { Kind } from './kinds.ts'

export interface ObjectByKind {
  readonly ConfigMap: ConfigMap
  readonly Secret: Secret
  readonly Pod: Pod
  readonly Namespace: Namespace
  readonly ServiceAccount: ServiceAccount
  readonly Service: Service
  readonly Event: Event
  readonly Node: Node
  readonly PersistentVolumeClaim: PersistentVolumeClaim
  readonly Deployment: Deployment
  readonly ReplicaSet: ReplicaSet
  readonly StatefulSet: StatefulSet
  readonly DaemonSet: DaemonSet
  readonly ControllerRevision: ControllerRevision
  readonly Job: Job
  readonly CronJob: CronJob
}

/** A stored object: decoded strictly, defaulted, valid, and written the way the API server writes it. Frozen by convention. */
export type ApiObject = ObjectByKind[Kind]

export const TABLE_BY_KIND: Readonly<Record<Kind, StructTable>> = {
  ConfigMap: configMap,
  Secret: secret,
  Pod: pod,
  Namespace: namespace,
  ServiceAccount: serviceAccount,
  Service: service,
  Event: event,
  Node: node,
  PersistentVolumeClaim: persistentVolumeClaim,
  Deployment: deployment,
  ReplicaSet: replicaSet,
  StatefulSet: statefulSet,
  DaemonSet: daemonSet,
  ControllerRevision: controllerRevision,
  Job: job,
  CronJob: cronJob,
}

export interface ObjectKey {
  /** '' for cluster-scoped kinds. */
  readonly namespace: string
  readonly name: string
}

export interface ObjectReference extends ObjectKey {
  readonly kind: Kind
}

export function referenceTo(object: ApiObject): ObjectReference {
  return { kind: object.kind, namespace: object.metadata.namespace ?? '', name: object.metadata.name ?? '' }
}

export function isKind<K extends Kind>(object: ApiObject, kind: K): object is ObjectByKind[K] {
  return object.kind === kind
}
