// Rules of containers and init containers (C-*, P-*).
// @source pkg/apis/core/validation/validation.go validateContainers, validateInitContainers, validateContainerCommon

import { duplicate, forbidden, invalid, notSupported, required, tooMany } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Container, ContainerResizePolicy, ContainerRestartRule } from '../api/fields/container.ts'
import { validateEnv, validateEnvFrom } from './environment.ts'
import { addInvalid, demandChoice, demandText, itemsOf } from './errors.ts'
import { dnsLabelProblems } from './names.ts'
import { validateHostPorts, validatePorts } from './ports.ts'
import { PROBES, validateLifecycle, validateProbe } from './probe.ts'
import { claimNames, validateResources } from './resources.ts'
import type { Errors, Surroundings } from './rules.ts'
import { validateSecurityContext } from './security-context.ts'
import { validateVolumeDevices, validateVolumeMounts } from './volume-mounts.ts'

const RESTART_POLICIES = ['Always', 'Never', 'OnFailure']
const RESTART_ACTIONS = ['Restart', 'RestartAllContainers']
const MAXIMUM_RULES = 20
const MAXIMUM_EXIT_CODES = 255

export function validateContainers(surroundings: Surroundings, path: FieldPath, errors: Errors): void {
  const containers = itemsOf(surroundings.spec.containers)
  if (containers.length === 0) {
    errors.push(required(path))
    return
  }
  const names = new Set<string>()
  for (const [index, container] of containers.entries()) {
    const at = path.index(index)
    validateCommon(container, surroundings, at, errors)
    if (names.has(container.name)) errors.push(duplicate(at.child('name'), container.name))
    names.add(container.name)
    validateHooks(container, surroundings, at, errors)
    validateRestartPolicy(container, at, errors)
  }
  validateHostPorts(containers, path, errors)
}

export function validateInitContainers(surroundings: Surroundings, path: FieldPath, errors: Errors): void {
  const { containers, initContainers } = surroundings.spec
  const names = new Set(itemsOf(containers).map(({ name }) => name))
  for (const [index, container] of itemsOf(initContainers).entries()) {
    const at = path.index(index)
    const isSidecar = container.restartPolicy === 'Always'
    validateCommon(container, surroundings, at, errors)
    validateRestartPolicy(container, at, errors)
    if (names.has(container.name)) errors.push(duplicate(at.child('name'), container.name))
    else if (container.name !== '') names.add(container.name)
    // Init containers run one after another: only one container's own ports can collide.
    validateHostPorts([container], path, errors)
    if (isSidecar) validateHooks(container, surroundings, at, errors)
    else forbidHooks(container, at, errors)
    for (const [position, { restartPolicy }] of (container.resizePolicy ?? []).entries()) {
      if (isSidecar || restartPolicy !== 'RestartContainer') continue
      const detail = "must not be set to 'RestartContainer' for non-sidecar initContainers"
      errors.push(invalid(at.child('resizePolicy').index(position).child('restartPolicy'), restartPolicy, detail))
    }
  }
}

function validateHooks(container: Container, { spec }: Surroundings, path: FieldPath, errors: Errors): void {
  if (container.lifecycle !== undefined)
    validateLifecycle(container.lifecycle, spec.terminationGracePeriodSeconds, spec.os?.name, path.child('lifecycle'), errors)
  for (const field of PROBES) validateProbe(field, container[field], path.child(field), errors)
}

function forbidHooks(container: Container, path: FieldPath, errors: Errors): void {
  for (const field of ['lifecycle', ...PROBES] as const) {
    if (container[field] !== undefined)
      errors.push(forbidden(path.child(field), 'may not be set for init containers without restartPolicy=Always'))
  }
}

/** What is asked of containers of every sort. */
export function validateCommon(container: Container, { spec, volumes }: Surroundings, path: FieldPath, errors: Errors): void {
  if (demandText(errors, path.child('name'), container.name))
    addInvalid(errors, path.child('name'), container.name, dnsLabelProblems(container.name))
  demandText(errors, path.child('image'), container.image)
  demandChoice(errors, path.child('terminationMessagePolicy'), container.terminationMessagePolicy, ['File', 'FallbackToLogsOnError'])
  validatePorts(container.ports, path.child('ports'), errors)
  validateEnv(container.env, path.child('env'), errors)
  validateEnvFrom(container.envFrom, path.child('envFrom'), errors)
  validateVolumeMounts(container, volumes, path.child('volumeMounts'), errors)
  validateVolumeDevices(container, volumes, path.child('volumeDevices'), errors)
  demandChoice(errors, path.child('imagePullPolicy'), container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never'])
  validateResources(container.resources, 'container', claimNames(spec.resourceClaims), path.child('resources'), errors)
  validateResizePolicy(container.resizePolicy, spec.restartPolicy, path.child('resizePolicy'), errors)
  validateSecurityContext(container.securityContext, spec.hostUsers !== false, path.child('securityContext'), errors)
}

/** A template may have spaces around an image's name, Pods may not. */
export function validateImageEdges({ image = '' }: Container, path: FieldPath, errors: Errors): void {
  if (image.trim() !== image) errors.push(invalid(path.child('image'), image, 'must not have leading or trailing whitespace'))
}

function validateResizePolicy(
  policies: readonly ContainerResizePolicy[] | undefined,
  podPolicy: string | undefined,
  path: FieldPath,
  errors: Errors,
): void {
  const seen = new Set<string>()
  for (const [index, { resourceName, restartPolicy }] of (policies ?? []).entries()) {
    if (seen.has(resourceName)) errors.push(duplicate(path.index(index), resourceName))
    seen.add(resourceName)
    demandChoice(errors, path, resourceName, ['cpu', 'memory'])
    demandChoice(errors, path, restartPolicy, ['NotRequired', 'RestartContainer'])
    if (podPolicy === 'Never' && restartPolicy !== 'NotRequired')
      errors.push(invalid(path, restartPolicy, "must be 'NotRequired' when pod `restartPolicy` is 'Never'"))
  }
}

/** @source validateContainerRestartPolicy */
function validateRestartPolicy({ restartPolicy, restartPolicyRules = [] }: Container, path: FieldPath, errors: Errors): void {
  const at = path.child('restartPolicy')
  if (restartPolicy === undefined) {
    if (restartPolicyRules.length === 0) return
    errors.push(required(at, 'must specify restartPolicy when restart rules are used'))
  } else if (!RESTART_POLICIES.includes(restartPolicy)) errors.push(notSupported(at, restartPolicy, RESTART_POLICIES))
  const rules = path.child('restartPolicyRules')
  if (restartPolicyRules.length > MAXIMUM_RULES) errors.push(tooMany(rules, restartPolicyRules.length, MAXIMUM_RULES))
  for (const [index, rule] of restartPolicyRules.entries()) validateRestartRule(rule, rules.index(index), errors)
}

function validateRestartRule({ action = '', exitCodes }: ContainerRestartRule, path: FieldPath, errors: Errors): void {
  if (!RESTART_ACTIONS.includes(action)) errors.push(notSupported(path.child('action'), action, RESTART_ACTIONS))
  const at = path.child('exitCodes')
  if (exitCodes === undefined) {
    errors.push(required(at, 'must be specified'))
    return
  }
  const { operator = '', values = [] } = exitCodes
  if (operator !== 'In' && operator !== 'NotIn') errors.push(notSupported(at.child('operator'), operator, ['In', 'NotIn']))
  if (values.length > MAXIMUM_EXIT_CODES) errors.push(tooMany(at.child('values'), values.length, MAXIMUM_EXIT_CODES))
}
