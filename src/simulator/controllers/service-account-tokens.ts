// Tokens that a Secret holds: whoever makes a Secret of type `kubernetes.io/service-account-token` gets it filled in, and it goes with its account.
// @source pkg/controller/serviceaccount/tokens_controller.go syncSecret, generateTokenIfNeeded; pkg/serviceaccount/legacy.go LegacyClaims
// @simplified The token in a Secret for a ServiceAccount has the right form, but no true signature.

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Controller, ReconcileContext, Reconciliation } from '../api/component.ts'
import type { Secret, ServiceAccount } from '../api/fields/core.ts'
import type { ObjectKey } from '../api/objects.ts'
import { encodeBase64 } from '../base/base64.ts'
import { goJson } from '../base/go-json.ts'
import { encodeUtf8 } from '../base/utf8.ts'
import { certificateText } from './cluster-certificate.ts'
import { MANAGER } from './pod-control.ts'

const TYPE = 'kubernetes.io/service-account-token'
const ACCOUNT_NAME = 'kubernetes.io/service-account.name'
const ACCOUNT_UID = 'kubernetes.io/service-account.uid'

export const serviceAccountTokenController: Controller = {
  actor: 'serviceaccount-controller',
  watches: ['Secret', 'ServiceAccount'],
  keysFor,
  reconcile,
}

function keysFor({ type, object }: WatchEvent, view: ApiView): readonly ObjectKey[] {
  const namespace = object.metadata.namespace ?? ''
  const keyOf = ({ metadata }: Secret): ObjectKey => ({ namespace, name: metadata.name ?? '' })
  if (object.kind === 'Secret') return object.type === TYPE && type !== 'DELETED' ? [keyOf(object)] : []
  if (object.kind !== 'ServiceAccount' || type === 'MODIFIED') return []
  return view
    .list('Secret', namespace)
    .filter((secret) => secret.type === TYPE && secret.metadata.annotations?.[ACCOUNT_NAME] === object.metadata.name)
    .map(keyOf)
}

function reconcile(view: ApiView, key: ObjectKey, { seed }: ReconcileContext): Reconciliation {
  const secret = view.get('Secret', key)
  const annotations = secret?.metadata.annotations
  const name = annotations?.[ACCOUNT_NAME]
  if (secret?.type !== TYPE || name === undefined || secret.metadata.deletionTimestamp !== undefined) return { requests: [], events: [] }
  const account = view.get('ServiceAccount', { namespace: key.namespace, name })
  const uid = annotations?.[ACCOUNT_UID] ?? ''
  if (account === undefined || (uid !== '' && uid !== account.metadata.uid)) {
    const preconditions = { ...(secret.metadata.uid === undefined ? {} : { uid: secret.metadata.uid }) }
    return { requests: [{ request: { verb: 'delete', kind: 'Secret', key, preconditions } }], events: [] }
  }
  const filled = fill(secret, account, encoded(certificateText(seed)))
  return filled === undefined
    ? { requests: [], events: [] }
    : { requests: [{ request: { verb: 'write', object: filled, fieldManager: MANAGER } }], events: [] }
}

/** @returns undefined when nothing is missing */
function fill(secret: Secret, account: ServiceAccount, certificate: string): Secret | undefined {
  const { data = {}, metadata } = secret
  const needs = { certificate: data['ca.crt'] !== certificate, namespace: isEmpty(data['namespace']), token: isEmpty(data['token']) }
  if (!needs.certificate && !needs.namespace && !needs.token) return undefined
  return {
    ...secret,
    metadata: {
      ...metadata,
      annotations: { ...metadata.annotations, [ACCOUNT_NAME]: account.metadata.name ?? '', [ACCOUNT_UID]: account.metadata.uid ?? '' },
    },
    data: {
      ...data,
      'ca.crt': certificate,
      ...(needs.namespace ? { namespace: encoded(metadata.namespace ?? '') } : {}),
      ...(needs.token ? { token: encoded(tokenFor(secret, account)) } : {}),
    },
  }
}

function isEmpty(value: string | undefined): boolean {
  return value === undefined || value === ''
}

function tokenFor({ metadata: secret }: Secret, { metadata: account }: ServiceAccount): string {
  const part = (text: string) => encoded(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  const claims = goJson({
    iss: 'kubernetes/serviceaccount',
    'kubernetes.io/serviceaccount/namespace': account.namespace ?? '',
    'kubernetes.io/serviceaccount/secret.name': secret.name ?? '',
    'kubernetes.io/serviceaccount/service-account.name': account.name ?? '',
    'kubernetes.io/serviceaccount/service-account.uid': account.uid ?? '',
    sub: `system:serviceaccount:${account.namespace ?? ''}:${account.name ?? ''}`,
  })
  return `${part('{"alg":"RS256","kid":"simulated"}')}.${part(claims)}.${part(secret.uid ?? '')}`
}

function encoded(text: string): string {
  return encodeBase64(encodeUtf8(text))
}
