// What every namespace is given: the service account `default` and the cluster's certificate in `kube-root-ca.crt`.
// @source pkg/controller/serviceaccount/serviceaccounts_controller.go, pkg/controller/certificates/rootcacertpublisher/publisher.go

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Controller, ReconcileContext, Reconciliation } from '../api/component.ts'
import type { ConfigMap } from '../api/fields/core.ts'
import type { ObjectKey } from '../api/objects.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { certificateText } from './cluster-certificate.ts'
import { MANAGER } from './pod-control.ts'

const ROOT_CA = 'kube-root-ca.crt'
const DESCRIBED_BY = 'kubernetes.io/description'
const DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.'
const DEFAULT_ACCOUNT = 'default'

export const serviceAccountController: Controller = {
  actor: 'serviceaccount-controller',
  watches: ['Namespace', 'ServiceAccount'],
  keysFor: (event) => keysOf(event, 'ServiceAccount', DEFAULT_ACCOUNT),
  reconcile: (view, key) => {
    if (!wantsContents(view, key) || view.get('ServiceAccount', { namespace: key.name, name: DEFAULT_ACCOUNT }) !== undefined)
      return { requests: [], events: [] }
    const object = { apiVersion: 'v1' as const, kind: 'ServiceAccount' as const, metadata: { name: DEFAULT_ACCOUNT, namespace: key.name } }
    return { requests: [{ request: { verb: 'write', object } }], events: [] }
  },
}

export const rootCaPublisher: Controller = {
  actor: 'root-ca-publisher',
  watches: ['Namespace', 'ConfigMap'],
  keysFor: (event) => keysOf(event, 'ConfigMap', ROOT_CA),
  reconcile: publish,
}

function publish(view: ApiView, key: ObjectKey, { seed }: ReconcileContext): Reconciliation {
  if (!wantsContents(view, key)) return { requests: [], events: [] }
  const present = view.get('ConfigMap', { namespace: key.name, name: ROOT_CA })
  const data = { 'ca.crt': certificateText(seed) }
  const isAsItShould = isDeepEqual(present?.data, data) && (present?.metadata.annotations?.[DESCRIBED_BY] ?? '') !== ''
  if (present !== undefined && (isAsItShould || present.immutable === true)) return { requests: [], events: [] }
  const metadata = present?.metadata ?? { name: ROOT_CA, namespace: key.name }
  const object: ConfigMap = {
    ...(present ?? { apiVersion: 'v1', kind: 'ConfigMap' }),
    metadata: { ...metadata, annotations: { ...metadata.annotations, [DESCRIBED_BY]: DESCRIPTION } },
    data,
  }
  return { requests: [{ request: { verb: 'write', object, fieldManager: MANAGER } }], events: [] }
}

function keysOf({ object }: WatchEvent, kind: 'ServiceAccount' | 'ConfigMap', name: string): readonly ObjectKey[] {
  if (object.kind === 'Namespace') return [{ namespace: '', name: object.metadata.name ?? '' }]
  return object.kind === kind && object.metadata.name === name ? [{ namespace: '', name: object.metadata.namespace ?? '' }] : []
}

function wantsContents(view: ApiView, key: ObjectKey): boolean {
  const namespace = view.get('Namespace', key)
  return namespace !== undefined && namespace.metadata.deletionTimestamp === undefined
}
