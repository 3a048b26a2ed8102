// What may stand in a status that somebody writes through the subresource `status`.
// @source pkg/apis/{apps,core}/validation/validation.go Validate…StatusUpdate
// @simplified Of a PersistentVolumeClaim's status only the amounts are checked.

import type { FieldError } from '../api/field-error.ts'
import { forbidden, invalid, notSupported, required } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { PersistentVolumeClaim } from '../api/fields/persistent-volume-claim.ts'
import type { Service } from '../api/fields/service.ts'
import type { Kind } from '../api/kinds.ts'
import { kindInfo } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'
import { isKind } from '../api/objects.ts'
import { asJson, isJsonObject } from '../base/json.ts'
import type { JsonObject } from '../base/json.ts'
import { parseQuantity } from '../base/quantity.ts'
import { addInvalid, demandNotNegative } from './errors.ts'
import { Errors } from './rules.ts'
import { addressFamily, validateAddress } from './ip-address.ts'
import { validateJobStatus } from './job-status.ts'
import { validateCommonFields, validateMetadataUpdate } from './metadata.ts'
import { subdomainProblems } from './names.ts'
import { validatePodStatus } from './pod-status.ts'
import type { RuleFinder } from './rules.ts'

const STATUS = FieldPath.of('status')

/** Numbers in a status, by field, in upstream's order. */
interface Counts {
  readonly counted: readonly string[]
  /** Parts of all replicas. */
  readonly within?: readonly string[]
  /** What an availability without readiness is told it is greater than. */
  readonly ready?: string
}

const COUNTS: Readonly<Partial<Record<Kind, Counts>>> = {
  Deployment: {
    counted: [
      ...['observedGeneration', 'replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas', 'unavailableReplicas'],
      ...['terminatingReplicas', 'collisionCount'],
    ],
    within: ['updatedReplicas', 'readyReplicas', 'availableReplicas'],
    ready: 'readyReplicas',
  },
  ReplicaSet: {
    counted: ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'observedGeneration', 'terminatingReplicas'],
    within: ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'],
    ready: 'readyReplicas',
  },
  StatefulSet: {
    counted: [
      ...['replicas', 'readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas', 'observedGeneration', 'collisionCount'],
    ],
    within: ['readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'],
    ready: 'status.readyReplicas',
  },
  DaemonSet: {
    counted: [
      ...['currentNumberScheduled', 'numberMisscheduled', 'desiredNumberScheduled', 'numberReady', 'observedGeneration'],
      ...['updatedNumberScheduled', 'numberAvailable', 'numberUnavailable', 'collisionCount'],
    ],
  },
}

/** @param object  With the status as written, all else as stored. */
export function validateStatusUpdate(object: ApiObject, old: ApiObject, rare: RuleFinder): readonly FieldError[] {
  const { kind, metadata } = object
  const errors = new Errors(rare)
  validateCommonFields(metadata, old.metadata, kindInfo(kind).namespaced, errors)
  const counts = COUNTS[kind]
  // Of StatefulSets the numbers are looked at first; of CronJobs nothing is.
  if (kind !== 'StatefulSet' && kind !== 'CronJob') validateMetadataUpdate(metadata, old.metadata, errors)
  if (counts !== undefined) validateCounts(counts, statusOf(object), errors)
  if (kind === 'StatefulSet') validateMetadataUpdate(metadata, old.metadata, errors)
  if (counts !== undefined) demandNotDecremented(statusOf(object), statusOf(old), errors)
  if (isKind(object, 'Pod') && isKind(old, 'Pod')) validatePodStatus(object, old, errors)
  if (isKind(object, 'Job') && isKind(old, 'Job')) validateJobStatus(object, old, errors)
  if (isKind(object, 'Service')) validateLoadBalancer(object, errors)
  if (isKind(object, 'PersistentVolumeClaim')) validateCapacity(object, errors)
  if (isKind(object, 'Namespace')) {
    const wanted = metadata.deletionTimestamp === undefined ? 'Active' : 'Terminating'
    const when = wanted === 'Active' ? 'is empty' : 'is not empty'
    const { phase = '' } = object.status ?? {}
    if (phase !== wanted) errors.push(invalid(STATUS.child('Phase'), phase, `may only be '${wanted}' if \`deletionTimestamp\` ${when}`))
  }
  return errors.list
}

function statusOf(object: ApiObject): JsonObject {
  const status = 'status' in object ? asJson(object.status) : null
  return isJsonObject(status) ? status : {}
}

function numberIn(status: JsonObject, field: string): number {
  const value = status[field]
  return typeof value === 'number' ? value : 0
}

function validateCounts({ counted, within = [], ready }: Counts, status: JsonObject, errors: Errors): void {
  for (const field of counted) demandNotNegative(errors, STATUS.child(field), numberIn(status, field))
  const tooMany = (field: string, limit: string, words: string) => {
    const value = numberIn(status, field)
    if (value > numberIn(status, limit)) errors.push(invalid(STATUS.child(field), value, `cannot be greater than ${words}`))
  }
  for (const field of within) tooMany(field, 'replicas', 'status.replicas')
  if (ready !== undefined) tooMany('availableReplicas', 'readyReplicas', ready)
}

/** @source apimachinery IsDecremented: one that was never counted may begin anywhere */
function demandNotDecremented(status: JsonObject, { collisionCount: old }: JsonObject, errors: Errors): void {
  if (typeof old !== 'number') return
  const value = numberIn(status, 'collisionCount')
  if (value < old || status['collisionCount'] === undefined)
    errors.push(invalid(STATUS.child('collisionCount'), value, 'cannot be decremented'))
}

function validateLoadBalancer({ spec, status }: Service, errors: Errors): void {
  const path = STATUS.child('loadBalancer', 'ingress')
  const ingress = status.loadBalancer.ingress ?? []
  if (spec.type !== 'LoadBalancer') {
    if (ingress.length > 0) errors.push(forbidden(path, "may only be used when `spec.type` is 'LoadBalancer'"))
    return
  }
  for (const [index, { ip = '', ipMode, hostname = '' }] of ingress.entries()) {
    const at = path.index(index)
    if (ip !== '') validateAddress(ip, at.child('ip'), errors)
    if (ipMode === undefined) {
      if (ip !== '') errors.push(required(at.child('ipMode'), 'must be specified when `ip` is set'))
    } else if (ip === '') errors.push(forbidden(at.child('ipMode'), 'may not be specified when `ip` is not set'))
    else if (ipMode !== 'Proxy' && ipMode !== 'VIP') errors.push(notSupported(at.child('ipMode'), ipMode, ['Proxy', 'VIP']))
    if (hostname === '') continue
    addInvalid(errors, at.child('hostname'), hostname, subdomainProblems(hostname))
    if (addressFamily(hostname) !== undefined) errors.push(invalid(at.child('hostname'), hostname, 'must be a DNS name, not an IP address'))
  }
}

function validateCapacity({ status }: PersistentVolumeClaim, errors: Errors): void {
  for (const [name, text] of Object.entries(status.capacity ?? {})) {
    const amount = parseQuantity(text)
    const whole = amount.ok ? Number(amount.value.nano / 1_000_000_000n) : 0
    if (whole < 0) errors.push(invalid(STATUS.child('capacity').key(name), whole, 'must be a valid resource quantity'))
  }
}
