// What every namespace is given: the service account `default` and the cluster's certificate in `kube-root-ca.crt`.
// @source pkg/controller/serviceaccount/serviceaccounts_controller.go, pkg/controller/certificates/rootcacertpublisher/publisher.go
// @simplified The certificate is a text of the right form; nobody could check anything with it.

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Controller, ReconcileContext, Reconciliation } from '../api/component.ts'
import type { ObjectKey } from '../api/objects.ts'
import { encodeBase64 } from '../base/base64.ts'
import { drawUint32 } from '../base/random.ts'

const ROOT_CA = 'kube-root-ca.crt'
const DEFAULT_ACCOUNT = 'default'
const CERTIFICATE_BYTES = 816
const LINE = 64

export const serviceAccountController: Controller = {
  actor: 'serviceaccount-controller',
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
  keysFor: (event) => keysOf(event, 'ConfigMap', ROOT_CA),
  reconcile: publish,
}

function publish(view: ApiView, key: ObjectKey, { seed }: ReconcileContext): Reconciliation {
  if (!wantsContents(view, key) || view.get('ConfigMap', { namespace: key.name, name: ROOT_CA }) !== undefined)
    return { requests: [], events: [] }
  const annotations = {
    'kubernetes.io/description':
      'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
  }
  const object = {
    apiVersion: 'v1' as const,
    kind: 'ConfigMap' as const,
    metadata: { name: ROOT_CA, namespace: key.name, annotations },
    data: { 'ca.crt': certificateText(seed) },
  }
  return { requests: [{ request: { verb: 'write', object } }], events: [] }
}

function keysOf({ object }: WatchEvent, kind: 'ServiceAccount' | 'ConfigMap', name: string): readonly ObjectKey[] {
  if (object.kind === 'Namespace') return [{ namespace: '', name: object.metadata.name ?? '' }]
  return object.kind === kind && object.metadata.name === name ? [{ namespace: '', name: object.metadata.namespace ?? '' }] : []
}

function wantsContents(view: ApiView, key: ObjectKey): boolean {
  const namespace = view.get('Namespace', key)
  return namespace !== undefined && namespace.metadata.deletionTimestamp === undefined
}

function certificateText(seed: number): string {
  const bytes = Uint8Array.from({ length: CERTIFICATE_BYTES }, (_, index) => drawUint32({ seed, stream: 'root-ca' }, index) & 0xff)
  const text = encodeBase64(bytes)
  const lines = Array.from({ length: Math.ceil(text.length / LINE) }, (_, index) => text.slice(index * LINE, (index + 1) * LINE))
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
