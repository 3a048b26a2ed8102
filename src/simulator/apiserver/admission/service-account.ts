// ServiceAccount admission: every Pod runs as one, gets its pull secrets, and is handed a token (C-8, PULL-1, S-8).
// @source plugin/pkg/admission/serviceaccount/admission.go

import type { ServiceAccount } from '../../api/fields/core.ts'
import type { ApiStatus } from '../../api/status.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Draft, DraftValue } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import { itemsOf, memberOf } from '../defaults/draft-field.ts'
import { forbidden, nameForAdmission } from '../refusal.ts'
import { pathSegmentProblem } from './path-segment.ts'

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount'
/** A little more than an hour, so that a kubelet can tell its own tokens. */
const TOKEN_SECONDS = 3607

export interface ServiceAccountLookup {
  readonly namespace: string
  readonly find: (name: string) => ServiceAccount | undefined
  /** Five characters for the volume's name. */
  readonly suffix: string
}

export function tokenVolumeName(suffix: string): string {
  return `kube-api-access-${suffix}`
}

/** Changes the Pod in place, or says why it may not be. */
export function admitServiceAccount(pod: Draft, lookup: ServiceAccountLookup): ApiStatus | undefined {
  const spec = memberOf(pod, 'spec')
  const name = typeof spec['serviceAccountName'] === 'string' && spec['serviceAccountName'] !== '' ? spec['serviceAccountName'] : 'default'
  spec['serviceAccountName'] = name
  spec['serviceAccount'] = name
  const refuse = (why: string) => forbidden('Pod', nameForAdmission(memberOf(pod, 'metadata')), why)
  const pathProblem = pathSegmentProblem(name)
  if (pathProblem !== undefined) {
    return refuse(`error looking up service account ${lookup.namespace}/${name}: invalid resource name ${goQuote(name)}: [${pathProblem}]`)
  }
  const account = lookup.find(name)
  if (account === undefined)
    return refuse(`error looking up service account ${lookup.namespace}/${name}: serviceaccount ${goQuote(name)} not found`)
  const automount = spec['automountServiceAccountToken'] ?? account.automountServiceAccountToken ?? true
  if (automount === true) mountToken(spec, lookup.suffix)
  if (itemsOf(spec, 'imagePullSecrets').length === 0 && account.imagePullSecrets !== undefined) {
    spec['imagePullSecrets'] = account.imagePullSecrets.map((reference): Draft => ({ ...reference }))
  }
  const foreign =
    account.metadata.annotations?.['kubernetes.io/enforce-mountable-secrets'] === 'true' ? foreignSecret(spec, account) : undefined
  return foreign === undefined ? undefined : refuse(foreign)
}

function mountToken(spec: Draft, suffix: string): void {
  const containers = [...itemsOf(spec, 'initContainers'), ...itemsOf(spec, 'containers')]
  const isMounted = (each: Draft) => itemsOf(each, 'volumeMounts').some((mount) => mount['mountPath'] === TOKEN_PATH)
  const existing = itemsOf(spec, 'volumes').find((volume) => textOf(volume['name']).startsWith('kube-api-access-'))
  const name = existing === undefined ? tokenVolumeName(suffix) : textOf(existing['name'])
  let mounts = 0
  for (const each of containers) {
    if (isMounted(each)) continue
    each['volumeMounts'] = [...itemsOf(each, 'volumeMounts'), { name, readOnly: true, mountPath: TOKEN_PATH }]
    mounts += 1
  }
  if (mounts > 0 && existing === undefined) spec['volumes'] = [...itemsOf(spec, 'volumes'), tokenVolume(name)]
}

function tokenVolume(name: string): Draft {
  const sources: DraftValue[] = [
    { serviceAccountToken: { expirationSeconds: TOKEN_SECONDS, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
  ]
  return { name, projected: { sources, defaultMode: 0o644 } }
}

/** What an account that lists its Secrets does not allow. */
function foreignSecret(spec: Draft, account: ServiceAccount): string | undefined {
  const allowed = new Set(account.secrets?.map((reference) => reference.name))
  const owner = `because service account ${account.metadata.name ?? ''} does not reference that secret`
  for (const volume of itemsOf(spec, 'volumes')) {
    const name = isDraft(volume['secret']) ? textOf(volume['secret']['secretName']) : undefined
    if (name !== undefined && !allowed.has(name)) return `volume with secret.secretName="${name}" is not allowed ${owner}`
  }
  for (const [list, title] of [
    ['initContainers', 'init container'],
    ['containers', 'container'],
  ] as const) {
    for (const each of itemsOf(spec, list)) {
      for (const variable of itemsOf(each, 'env')) {
        const name = secretNameOf(variable['valueFrom'], 'secretKeyRef')
        if (name !== undefined && !allowed.has(name)) {
          return `${title} ${textOf(each['name'])} with envVar ${textOf(variable['name'])} referencing secret.secretName="${name}" is not allowed ${owner}`
        }
      }
      for (const source of itemsOf(each, 'envFrom')) {
        const name = secretNameOf(source, 'secretRef')
        if (name !== undefined && !allowed.has(name)) {
          return `${title} ${textOf(each['name'])} with envFrom referencing secret.secretName="${name}" is not allowed ${owner}`
        }
      }
    }
  }
  return undefined
}

function secretNameOf(holder: DraftValue | undefined, field: string): string | undefined {
  if (!isDraft(holder)) return undefined
  const reference = holder[field]
  return isDraft(reference) ? textOf(reference['name']) : undefined
}

function textOf(value: DraftValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
