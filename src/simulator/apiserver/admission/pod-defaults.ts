// What admission adds to every Pod: its priority, and how long it tolerates a node that is gone.
// @source plugin/pkg/admission/priority/admission.go, plugin/pkg/admission/defaulttolerationseconds/admission.go
// @simplified PriorityClasses are the two that every cluster has; none can be made.

import type { ApiStatus } from '../../api/status.ts'
import type { Draft } from '../decode/decoder.ts'
import { itemsOf, memberOf } from '../defaults/draft-field.ts'
import { forbidden, nameForAdmission } from '../refusal.ts'

const SYSTEM_PRIORITIES: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
}
const TOLERATION_SECONDS = 300
/** Of every class in the cluster. */
const PREEMPTION = 'PreemptLowerPriority'

export function admitPodDefaults(pod: Draft): ApiStatus | undefined {
  const spec = memberOf(pod, 'spec')
  const className = typeof spec['priorityClassName'] === 'string' ? spec['priorityClassName'] : ''
  const priority = className === '' ? 0 : SYSTEM_PRIORITIES[className]
  const refuse = (why: string): ApiStatus => forbidden('Pod', nameForAdmission(memberOf(pod, 'metadata')), why)
  const isOther = (field: string, value: number | string): boolean => typeof spec[field] === typeof value && spec[field] !== value
  const computed = 'must not be provided in pod spec; priority admission controller computed'
  const source = 'from the given PriorityClass name'
  if (priority === undefined) return refuse(`no PriorityClass with name ${className} was found`)
  if (isOther('priority', priority))
    return refuse(`the integer value of priority (${String(spec['priority'])}) ${computed} ${String(priority)} ${source}`)
  spec['priority'] = priority
  if (isOther('preemptionPolicy', PREEMPTION))
    return refuse(`the string value of PreemptionPolicy (${String(spec['preemptionPolicy'])}) ${computed} ${PREEMPTION} ${source}`)
  spec['preemptionPolicy'] = PREEMPTION
  addTolerations(spec)
  return undefined
}

/** What an update does not mention stays as admission set it. */
export function keepPodDefaults(pod: Draft, old: Draft): void {
  const spec = memberOf(pod, 'spec')
  const oldSpec = memberOf(old, 'spec')
  for (const field of ['priority', 'preemptionPolicy']) {
    const value = oldSpec[field]
    if (isUnset(spec[field]) && value !== undefined) spec[field] = value
  }
  addTolerations(spec)
}

/** @source plugin/pkg/admission/defaulttolerationseconds */
function addTolerations(spec: Draft): void {
  const tolerations = itemsOf(spec, 'tolerations')
  const added: Draft[] = []
  for (const key of ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']) {
    const tolerated = tolerations.some(
      (each) => (each['key'] === key || isUnset(each['key'])) && (each['effect'] === 'NoExecute' || isUnset(each['effect'])),
    )
    if (!tolerated) added.push({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: TOLERATION_SECONDS })
  }
  if (added.length > 0) spec['tolerations'] = [...tolerations, ...added]
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
