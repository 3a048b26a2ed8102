// Rules of Pods and of templates for Pods (C-*).
// @source pkg/apis/core/validation/validation.go ValidatePodCreate, ValidatePodSpec, validateContainers, validateInitContainers
// @simplified Probes, lifecycle, ports, resources, security contexts, affinity, tolerations and DNS settings are stored as they are.

import { duplicate, forbidden, invalid } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Container } from '../api/fields/container.ts'
import type { Pod, PodSpec, PodTemplateSpec } from '../api/fields/pod.ts'
import { validateEnv, validateEnvFrom } from './environment.ts'
import type { Errors } from './errors.ts'
import { addInvalid, demandChoice, demandText } from './errors.ts'
import { validateAnnotations, validateLabels, validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { dnsLabelProblems, subdomainProblems } from './names.ts'
import { validateVolumeMounts, validateVolumes } from './volumes.ts'

const SPEC = FieldPath.of('spec')

export function validatePod(pod: Pod, errors: Errors): void {
  validateMetadata(pod.metadata, true, subdomainProblems, errors)
  validatePodSpec(pod.spec, SPEC, errors)
  for (const [list, containers] of [
    ['containers', pod.spec.containers],
    ['initContainers', pod.spec.initContainers],
  ] as const) {
    for (const [index, { image = '' }] of (containers ?? []).entries()) {
      // Templates may have them, Pods may not.
      if (image !== '' && image.trim() !== image)
        errors.push(invalid(SPEC.child(list).index(index).child('image'), image, 'must not have leading or trailing whitespace'))
    }
  }
}

export function validatePodUpdate(pod: Pod, old: Pod, errors: Errors): void {
  validateMetadataUpdate(pod.metadata, old.metadata, errors)
  validatePodSpec(pod.spec, SPEC, errors)
  if ((pod.spec.containers ?? []).length !== (old.spec.containers ?? []).length) {
    errors.push(forbidden(SPEC.child('containers'), 'pod updates may not add or remove containers'))
  } else if ((pod.spec.initContainers ?? []).length !== (old.spec.initContainers ?? []).length) {
    errors.push(forbidden(SPEC.child('initContainers'), 'pod updates may not add or remove containers'))
  }
}

export function validatePodTemplate({ metadata, spec }: PodTemplateSpec, path: FieldPath, errors: Errors): void {
  validateLabels(metadata.labels, path.child('labels'), errors)
  validateAnnotations(metadata.annotations, path.child('annotations'), errors)
  validatePodSpec(spec, path.child('spec'), errors)
}

function validatePodSpec(spec: PodSpec, path: FieldPath, errors: Errors): void {
  const volumes = validateVolumes(spec.volumes, path.child('volumes'), errors)
  const names = new Set<string>()
  validateContainers(spec.containers ?? [], volumes, names, path.child('containers'), errors)
  validateInitContainers(spec.initContainers ?? [], volumes, names, path.child('initContainers'), errors)
  demandChoice(errors, path.child('restartPolicy'), spec.restartPolicy, ['Always', 'OnFailure', 'Never'])
  demandChoice(errors, path.child('dnsPolicy'), spec.dnsPolicy, ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'])
  validateLabels(spec.nodeSelector, path.child('nodeSelector'), errors)
  if (spec.serviceAccountName !== undefined && spec.serviceAccountName !== '') {
    addInvalid(errors, path.child('serviceAccountName'), spec.serviceAccountName, subdomainProblems(spec.serviceAccountName))
  }
  if (spec.nodeName !== undefined && spec.nodeName !== '')
    addInvalid(errors, path.child('nodeName'), spec.nodeName, subdomainProblems(spec.nodeName))
  if (spec.hostname !== undefined && spec.hostname !== '')
    addInvalid(errors, path.child('hostname'), spec.hostname, dnsLabelProblems(spec.hostname))
  if (spec.subdomain !== undefined && spec.subdomain !== '')
    addInvalid(errors, path.child('subdomain'), spec.subdomain, dnsLabelProblems(spec.subdomain))
}

function validateContainers(
  containers: readonly Container[],
  volumes: ReadonlySet<string>,
  names: Set<string>,
  path: FieldPath,
  errors: Errors,
): void {
  if (containers.length === 0) demandText(errors, path, undefined)
  for (const [index, container] of containers.entries()) {
    const at = path.index(index)
    validateContainer(container, volumes, at, errors)
    takeName(container, names, at, errors)
  }
}

function validateInitContainers(
  containers: readonly Container[],
  volumes: ReadonlySet<string>,
  names: Set<string>,
  path: FieldPath,
  errors: Errors,
): void {
  for (const [index, container] of containers.entries()) {
    const at = path.index(index)
    validateContainer(container, volumes, at, errors)
    takeName(container, names, at, errors)
    if (container.restartPolicy === 'Always') continue
    for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
      if (container[field] !== undefined)
        errors.push(forbidden(at.child(field), 'may not be set for init containers without restartPolicy=Always'))
    }
  }
}

function takeName({ name }: Container, names: Set<string>, path: FieldPath, errors: Errors): void {
  if (names.has(name)) errors.push(duplicate(path.child('name'), name))
  names.add(name)
}

function validateContainer(container: Container, volumes: ReadonlySet<string>, path: FieldPath, errors: Errors): void {
  if (demandText(errors, path.child('name'), container.name))
    addInvalid(errors, path.child('name'), container.name, dnsLabelProblems(container.name))
  demandText(errors, path.child('image'), container.image)
  demandChoice(errors, path.child('terminationMessagePolicy'), container.terminationMessagePolicy, ['FallbackToLogsOnError', 'File'])
  validateEnv(container.env, path.child('env'), errors)
  validateEnvFrom(container.envFrom, path.child('envFrom'), errors)
  validateVolumeMounts(container.volumeMounts, volumes, path.child('volumeMounts'), errors)
  demandChoice(errors, path.child('imagePullPolicy'), container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never'])
}
