// What may stand in the status of a Pod that somebody writes by hand.
// @source pkg/apis/core/validation/validation.go ValidatePodStatusUpdate
// @simplified A Pod's status is not checked for its containers' users, resources and restart rules, nor for claims of devices.

import { forbidden, invalid } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Pod, PodSpec } from '../api/fields/pod.ts'
import type { ContainerStatus, PodCondition } from '../api/fields/pod-status.ts'
import { goJson } from '../base/go-json.ts'
import { addInvalid, invalidShown, itemsOf } from './errors.ts'
import { immutable } from './immutable.ts'
import { addressFamily, validateAddress } from './ip-address.ts'
import { qualifiedNameProblems, subdomainProblems } from './names.ts'
import { validatePodAnnotationUpdates } from './pod-annotations.ts'
import type { Errors } from './rules.ts'

const STATUS = FieldPath.of('status')
const NOT_NEGATIVE = 'must be a non-negative integer'
/** The cluster's own conditions need no check. */
const SYSTEM_CONDITIONS: ReadonlySet<string> = new Set(['PodScheduled', 'Ready', 'Initialized'])

export function validatePodStatus({ metadata, spec, status }: Pod, old: Pod, errors: Errors): void {
  validatePodAnnotationUpdates(metadata.annotations, old.metadata.annotations, FieldPath.of('metadata', 'annotations'), errors)
  validateConditions(status.conditions, errors)
  const { nominatedNodeName: nominated = '', observedGeneration: observed = 0 } = status
  if (nominated !== '' && nominated !== old.status.nominatedNodeName) {
    const path = STATUS.child('nominatedNodeName')
    addInvalid(errors, path, nominated, subdomainProblems(nominated))
    if ((spec.nodeName ?? '') !== '') errors.push(forbidden(path, 'may not be set on pods that are already bound to a node'))
  }
  if (observed < 0) errors.push(invalid(STATUS.child('observedGeneration'), observed, NOT_NEGATIVE))
  immutable(status.qosClass, old.status.qosClass, STATUS.child('qosClass'), errors)
  for (const [field, containers] of [
    ['containerStatuses', spec.containers],
    ['initContainerStatuses', spec.initContainers],
  ] as const)
    demandEnded(
      itemsOf(status[field]),
      itemsOf(old.status[field]),
      { path: STATUS.child(field), containers: itemsOf(containers), spec },
      errors,
    )
  validateAddresses(itemsOf(status.podIPs), itemsOf(old.status.podIPs), STATUS.child('podIPs'), errors)
  const hosts = itemsOf(status.hostIPs)
  const [first] = hosts
  const path = STATUS.child('hostIPs')
  if (first !== undefined && first.ip !== (status.hostIP ?? ''))
    errors.push(invalid(path.index(0).child('ip'), first.ip, 'must be equal to `hostIP`'))
  validateAddresses(hosts, itemsOf(old.status.hostIPs), path, errors)
}

function validateConditions(conditions: readonly PodCondition[] = [], errors: Errors): void {
  for (const [index, { type, observedGeneration = 0 }] of conditions.entries()) {
    const at = STATUS.child('conditions').index(index)
    if (observedGeneration < 0) errors.push(invalid(at.child('observedGeneration'), observedGeneration, NOT_NEGATIVE))
    if (!SYSTEM_CONDITIONS.has(type)) addInvalid(errors, at.child('Type'), type, qualifiedNameProblems(type))
  }
}

interface Ending {
  readonly path: FieldPath
  readonly containers: readonly { readonly name: string; readonly restartPolicy?: string }[]
  readonly spec: PodSpec
}

/** What has ended for good does not run again. @source ValidateContainerStateTransition, ContainerShouldRestart */
function demandEnded(
  statuses: readonly ContainerStatus[],
  old: readonly ContainerStatus[],
  { path, containers, spec }: Ending,
  errors: Errors,
): void {
  for (const [index, { name, state }] of old.entries()) {
    const now = statuses.find((status) => status.name === name)
    if (state.terminated === undefined || now === undefined || now.state.terminated !== undefined) continue
    const container = containers.find((each) => each.name === name)
    const policy = container?.restartPolicy ?? spec.restartPolicy ?? 'Always'
    const mayRun = container !== undefined && (policy === 'Always' || (policy === 'OnFailure' && state.terminated.exitCode !== 0))
    if (!mayRun) errors.push(forbidden(path.index(index).child('state'), 'may not be transitioned to non-terminated state'))
  }
}

type Address = { readonly ip?: string }

/** Those that were there before may stay; of each family there is one. */
function validateAddresses(addresses: readonly Address[], old: readonly Address[], path: FieldPath, errors: Errors): void {
  const known = new Set(old.map(({ ip = '' }) => ip))
  const texts = addresses.map(({ ip = '' }) => ip)
  for (const [index, text] of texts.entries()) if (!known.has(text)) validateAddress(text, path.index(index), errors)
  if (texts.length < 2) return
  const families = new Set(texts.map(addressFamily))
  if (texts.length > 2 || families.size < 2) {
    const shown = goJson(texts.map((IP) => ({ IP })))
    errors.push(invalidShown(path, shown, 'may specify no more than one IP for each IP family'))
  }
}
