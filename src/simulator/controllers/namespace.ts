// The namespace controller: a namespace that is to go takes everything in it along (M-*).
// @source pkg/controller/namespace/deletion/namespaced_resources_deleter.go

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Controller, IntendedRequest, Reconciliation } from '../api/component.ts'
import { KINDS } from '../api/kinds.ts'
import type { Kind } from '../api/kinds.ts'
import type { ObjectKey } from '../api/objects.ts'
import { SECOND_MS } from '../base/sim-time.ts'

/** Owners before what they own. */
const IN_ORDER: readonly Kind[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'ReplicaSet',
  'ControllerRevision',
  'Pod',
  'Service',
  'ConfigMap',
  'Secret',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'Event',
]

/** Everything that lives in namespaces; kinds whose turn does not matter come last. */
const NAMESPACED: readonly Kind[] = [
  ...IN_ORDER,
  ...KINDS.filter(({ kind, namespaced }) => namespaced && !IN_ORDER.includes(kind)).map(({ kind }) => kind),
]

export const namespaceController: Controller = { actor: 'namespace-controller', keysFor, reconcile }

function keysFor({ object }: WatchEvent): readonly ObjectKey[] {
  return object.kind === 'Namespace' && object.metadata.deletionTimestamp !== undefined
    ? [{ namespace: '', name: object.metadata.name ?? '' }]
    : []
}

function reconcile(view: ApiView, key: ObjectKey): Reconciliation {
  const namespace = view.get('Namespace', key)
  if (namespace?.metadata.deletionTimestamp === undefined) return { requests: [], events: [] }
  const left = NAMESPACED.flatMap((kind) => view.list(kind, key.name))
  if (left.length === 0) {
    const { finalizers: _, ...spec } = namespace.spec
    return { requests: [{ request: { verb: 'write', object: { ...namespace, spec } } }], events: [] }
  }
  const requests = left
    .filter((object) => object.metadata.deletionTimestamp === undefined)
    .map((object): IntendedRequest => ({
      request: { verb: 'delete', kind: object.kind, key: { namespace: key.name, name: object.metadata.name ?? '' } },
    }))
  return { requests, events: [], requeueAfterMs: SECOND_MS, continueAfterRefusal: true }
}
