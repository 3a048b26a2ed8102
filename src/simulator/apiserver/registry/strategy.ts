// What each kind's registry does to an object before it is validated and stored: status is not the author's to set, generations count
// changes of what is wanted, and some kinds are completed.
// @source pkg/registry/*/*/strategy.go PrepareForCreate, PrepareForUpdate

import type { Kind } from '../../api/kinds.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import type { Draft, DraftValue } from '../decode/decoder.ts'
import { encodeStruct, isDraft } from '../decode/encoder.ts'
import { memberOf, setPointerDefault } from '../defaults/draft-field.ts'
import { dropDisabledFields } from './disabled-fields.ts'
import { qualityOfService } from './quality-of-service.ts'
import { fillAddressFields, keepAllocated } from './service-allocation.ts'

/** What a strategy may need from the cluster. */
export interface PreparationContext {
  /** An address for a new Service. */
  readonly serviceAddress: string
}

const WITH_GENERATION: ReadonlySet<Kind> = new Set(['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'])
const EMPTY_STATUS: ReadonlySet<Kind> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Service'])

const DAEMON_SET_GENERATION = 'deprecated.daemonset.template.generation'

/** Changes the draft in place. Its uid is already there. */
export function prepareForCreate(kind: Kind, draft: Draft, context: PreparationContext): void {
  dropDisabledFields(kind, draft)
  const metadata = memberOf(draft, 'metadata')
  if (WITH_GENERATION.has(kind)) metadata['generation'] = 1
  if (EMPTY_STATUS.has(kind)) draft['status'] = {}
  switch (kind) {
    case 'Pod':
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
      return
    case 'Namespace':
      memberOf(metadata, 'labels')['kubernetes.io/metadata.name'] = textOf(metadata['name'])
      addFinalizer(memberOf(draft, 'spec'))
      draft['status'] = { phase: 'Active' }
      return
    case 'PersistentVolumeClaim':
      draft['status'] = { phase: 'Pending' }
      return
    case 'DaemonSet':
      setPointerDefault(memberOf(metadata, 'annotations'), DAEMON_SET_GENERATION, '1')
      memberOf(metadata, 'annotations')[DAEMON_SET_GENERATION] = '1'
      return
    case 'Job':
      completeJob(draft)
      return
    case 'Service':
      fillAddressFields(draft, context.serviceAddress)
      return
    default:
      return
  }
}

/** Changes `draft` in place. `old` is the stored object as JSON. */
export function prepareForUpdate(kind: Kind, draft: Draft, old: Draft): void {
  dropDisabledFields(kind, draft)
  const metadata = memberOf(draft, 'metadata')
  const oldMetadata = memberOf(old, 'metadata')
  if (old['status'] !== undefined) draft['status'] = old['status']
  if (kind === 'Namespace') draft['spec'] = old['spec'] ?? {}
  if (kind === 'Service') keepAllocated(draft, old)
  const { spec, template } = storedParts(kind, draft)
  if (kind === 'DaemonSet') {
    const annotations = memberOf(metadata, 'annotations')
    const oldGeneration = isDraft(oldMetadata['annotations']) ? oldMetadata['annotations'][DAEMON_SET_GENERATION] : undefined
    const isNewTemplate = !isDeepEqual(template, memberOf(old, 'spec')['template'])
    annotations[DAEMON_SET_GENERATION] = String(Number(oldGeneration ?? 0) + (isNewTemplate ? 1 : 0))
  }
  if (!WITH_GENERATION.has(kind)) return
  const annotationsCount = kind === 'Deployment' && !isDeepEqual(metadata['annotations'] ?? {}, oldMetadata['annotations'] ?? {})
  const generation = typeof oldMetadata['generation'] === 'number' ? oldMetadata['generation'] : 0
  metadata['generation'] = generation + (annotationsCount || !isDeepEqual(spec, old['spec']) ? 1 : 0)
}

/** As they will be stored: a list with nothing in it is no change against none. */
function storedParts(kind: Kind, draft: Draft): { readonly spec: DraftValue | undefined; readonly template: DraftValue | undefined } {
  const row = TABLE_BY_KIND[kind].fields['spec']
  if (!WITH_GENERATION.has(kind) || row?.type.kind !== 'struct') return { spec: undefined, template: undefined }
  const spec = encodeStruct(row.type, memberOf(draft, 'spec'))
  return { spec, template: spec['template'] }
}

function addFinalizer(spec: Draft): void {
  const finalizers = Array.isArray(spec['finalizers']) ? spec['finalizers'] : []
  if (!finalizers.includes('kubernetes')) spec['finalizers'] = [...finalizers, 'kubernetes']
}

function hasSchedulingGates(pod: Draft): boolean {
  const gates = memberOf(pod, 'spec')['schedulingGates']
  return Array.isArray(gates) && gates.length > 0
}

/** A Job finds its Pods by its own uid, unless its author chose the selector. @source pkg/registry/batch/job/strategy.go generateSelector */
function completeJob(job: Draft): void {
  const spec = memberOf(job, 'spec')
  if (spec['manualSelector'] === true) return
  const metadata = memberOf(job, 'metadata')
  const uid = textOf(metadata['uid'])
  const name = textOf(metadata['name'])
  const template = memberOf(memberOf(spec, 'template'), 'metadata')
  const labels = memberOf(template, 'labels')
  setPointerDefault(labels, 'job-name', name)
  setPointerDefault(labels, 'batch.kubernetes.io/job-name', name)
  setPointerDefault(labels, 'controller-uid', uid)
  setPointerDefault(labels, 'batch.kubernetes.io/controller-uid', uid)
  const selector = memberOf(spec, 'selector')
  const chosen = memberOf(selector, 'matchLabels')
  setPointerDefault(chosen, 'batch.kubernetes.io/controller-uid', uid)
}

/** What is stored is defaulted again when it is read: a Job without labels then has its template's. */
export function settleStored(kind: Kind, draft: Draft): void {
  if (kind !== 'Job') return
  const labels = memberOf(memberOf(draft, 'metadata'), 'labels')
  if (Object.keys(labels).length === 0) Object.assign(labels, memberOf(memberOf(memberOf(draft, 'spec'), 'template'), 'metadata')['labels'])
}

function textOf(value: DraftValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
