// What each kind's registry does to an object before it is validated and stored: status is not the author's to set, generations count
// changes of what is wanted, and some kinds are completed.
// @source pkg/registry/*/*/strategy.go PrepareForCreate, PrepareForUpdate

import type { Kind } from '../../api/kinds.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import type { PartFinder } from '../../base/parts.ts'
import type { Draft } from '../decode/decoder.ts'
import { encodeStruct } from '../decode/encoder.ts'
import { itemsOf, memberOf } from '../defaults/draft-field.ts'
import { dropDisabledFields } from './disabled-fields.ts'
import type { Arrival, KindStrategy, ServerParts } from '../server-parts.ts'
import { strategiesFor } from './kind-strategy.ts'
import { qualityOfService } from './quality-of-service.ts'

const WITH_GENERATION: ReadonlySet<Kind> = new Set(['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'])
const EMPTY_STATUS: ReadonlySet<Kind> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Service'])

/** Those that are always there. */
const STRATEGIES: Readonly<Partial<Record<Kind, KindStrategy>>> = {
  Pod: { prepareForCreate: ({ draft }) => preparePod(draft) },
  Namespace: {
    prepareForCreate: ({ draft }) => prepareNamespace(draft),
    prepareForUpdate: (draft, old) => {
      draft['spec'] = old['spec'] ?? {}
    },
  },
  ServiceAccount: {
    prepareForCreate: ({ draft }) => keepSecretNames(draft),
    prepareForUpdate: keepSecretNames,
  },
  PersistentVolumeClaim: {
    prepareForCreate: ({ draft }) => {
      draft['status'] = { phase: 'Pending' }
    },
  },
}

export function strategyOf(kind: Kind, parts: PartFinder<ServerParts>): KindStrategy {
  return STRATEGIES[kind] ?? strategiesFor(kind, parts)?.strategies[kind] ?? {}
}

/** Changes the draft in place. Its uid is already there. */
export function prepareForCreate(kind: Kind, arrival: Arrival): void {
  const { draft, context } = arrival
  dropDisabledFields(kind, draft)
  if (WITH_GENERATION.has(kind)) memberOf(draft, 'metadata')['generation'] = 1
  if (EMPTY_STATUS.has(kind)) draft['status'] = {}
  strategyOf(kind, context.parts).prepareForCreate?.(arrival)
}

/** Changes the draft in place. The old one is the stored object as JSON. */
export function prepareForUpdate(kind: Kind, { draft, context }: Arrival, old: Draft): void {
  dropDisabledFields(kind, draft)
  if (old['status'] !== undefined) draft['status'] = old['status']
  const spec = storedSpec(kind, draft)
  strategyOf(kind, context.parts).prepareForUpdate?.(draft, old, spec ?? {})
  if (!WITH_GENERATION.has(kind)) return
  const metadata = memberOf(draft, 'metadata')
  const oldMetadata = memberOf(old, 'metadata')
  const annotationsCount = kind === 'Deployment' && !isDeepEqual(metadata['annotations'] ?? {}, oldMetadata['annotations'] ?? {})
  const generation = typeof oldMetadata['generation'] === 'number' ? oldMetadata['generation'] : 0
  metadata['generation'] = generation + (annotationsCount || !isDeepEqual(spec, old['spec']) ? 1 : 0)
}

/** As it will be stored: a list with nothing in it is no change against none. */
function storedSpec(kind: Kind, draft: Draft): Draft | undefined {
  const row = TABLE_BY_KIND[kind].fields['spec']
  return WITH_GENERATION.has(kind) && row?.type.kind === 'struct' ? encodeStruct(row.type, memberOf(draft, 'spec')) : undefined
}

/** Of its Secrets a service account keeps no more than the names. @source pkg/registry/core/serviceaccount/strategy.go cleanSecretReferences */
function keepSecretNames(account: Draft): void {
  if (!Array.isArray(account['secrets'])) return
  account['secrets'] = itemsOf(account, 'secrets').map(({ name }) => (name === undefined ? {} : { name }))
}

function preparePod(draft: Draft): void {
  draft['status'] = { phase: 'Pending', qosClass: qualityOfService(draft) }
  if (hasSchedulingGates(draft)) {
    memberOf(draft, 'status')['conditions'] = [
      {
        type: 'PodScheduled',
        status: 'False',
        lastProbeTime: null,
        lastTransitionTime: null,
        reason: 'SchedulingGated',
        message: 'Scheduling is blocked due to non-empty scheduling gates',
      },
    ]
  }
}

function prepareNamespace(draft: Draft): void {
  const metadata = memberOf(draft, 'metadata')
  const { name } = metadata
  memberOf(metadata, 'labels')['kubernetes.io/metadata.name'] = typeof name === 'string' ? name : ''
  addFinalizer(memberOf(draft, 'spec'))
  draft['status'] = { phase: 'Active' }
}

function addFinalizer(spec: Draft): void {
  const finalizers = Array.isArray(spec['finalizers']) ? spec['finalizers'] : []
  if (!finalizers.includes('kubernetes')) spec['finalizers'] = [...finalizers, 'kubernetes']
}

function hasSchedulingGates(pod: Draft): boolean {
  const gates = memberOf(pod, 'spec')['schedulingGates']
  return Array.isArray(gates) && gates.length > 0
}
