// Rules of Pods and of templates for Pods (C-*).
// @source pkg/apis/core/validation/validation.go ValidatePodCreate, ValidatePodSpec, ValidatePodTemplateSpec

import { duplicate, forbidden, invalid, notFound, required } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Pod, PodSpec, PodTemplateSpec } from '../api/fields/pod.ts'
import { validateContainers, validateImageEdges, validateInitContainers } from './container.ts'
import { validateEphemeralContainers } from './ephemeral-containers.ts'
import type { Errors } from './errors.ts'
import { addInvalid, demandChoice, itemsOf } from './errors.ts'
import { validateAnnotations, validateLabels, validateMetadata } from './metadata.ts'
import { dnsLabelProblems, qualifiedNameProblems, rangeProblem, subdomainProblems } from './names.ts'
import { validateAnnotatedSecurity, validatePodAnnotations } from './pod-annotations.ts'
import { validateDnsConfig, validateHostAliases, validateHostName } from './pod-network.ts'
import { validateOs } from './pod-os.ts'
import { validateHostNetworkPorts } from './ports.ts'
import { validatePodResources } from './pod-resources.ts'
import { validatePodClaims } from './resource-claims.ts'
import { validateResources } from './resources.ts'
import { validateAffinity, validateSpread, validateTolerations } from './scheduling.ts'
import { validateHostUsers, validatePodSecurityContext } from './security-context.ts'
import type { VolumePlace } from './volume-sources/volume-rule.ts'
import { validateVolumes } from './volumes.ts'

const SPEC = FieldPath.of('spec')
export const LONGEST_DEADLINE_SECONDS = 2 ** 31 - 1

export function validatePod(pod: Pod, errors: Errors): void {
  validatePodOnly(pod, errors)
  if ((pod.spec.ephemeralContainers ?? []).length > 0) errors.push(forbidden(SPEC.child('ephemeralContainers'), 'cannot be set on create'))
  if ((pod.spec.nodeName ?? '') !== '' && (pod.spec.schedulingGates ?? []).length > 0)
    errors.push(forbidden(SPEC.child('nodeName'), 'cannot be set until all schedulingGates have been cleared'))
  validateAnnotatedSecurity(pod.metadata.annotations, pod.spec, SPEC, errors)
}

/** With what is asked of Pods and not of templates. @source validatePodMetadataAndSpec */
export function validatePodOnly({ metadata, spec }: Pod, errors: Errors): void {
  validateMetadata(metadata, true, subdomainProblems, errors)
  validatePodAnnotations(metadata.annotations, spec, FieldPath.of('metadata', 'annotations'), errors)
  const name = metadata.name ?? ''
  validatePodSpec(spec, { isPod: true, podName: name === '' ? undefined : name }, SPEC, errors)
  validateTokens(spec, errors)
  for (const list of ['containers', 'initContainers'] as const) {
    for (const [index, container] of itemsOf(spec[list]).entries()) validateImageEdges(container, SPEC.child(list).index(index), errors)
  }
}

function validateTokens(spec: PodSpec, errors: Errors): void {
  if ((spec.serviceAccountName ?? '') !== '') return
  for (const [index, { projected }] of (spec.volumes ?? []).entries()) {
    for (const [position, source] of (projected?.sources ?? []).entries()) {
      if (source.serviceAccountToken === undefined) continue
      const at = SPEC.child('volumes').index(index).child('projected', 'sources').index(position).child('serviceAccountToken')
      errors.push(forbidden(at, 'must not be specified when serviceAccountName is not set'))
    }
  }
}

export function validatePodTemplate({ metadata, spec }: PodTemplateSpec, path: FieldPath, errors: Errors): void {
  validateLabels(metadata.labels, path.child('labels'), errors)
  validateAnnotations(metadata.annotations, path.child('annotations'), errors)
  validatePodAnnotations(metadata.annotations, spec, path.child('annotations'), errors)
  validatePodSpec(spec, { isPod: false, podName: undefined }, path.child('spec'), errors)
  validateAnnotatedSecurity(metadata.annotations, spec, path.child('spec'), errors)
  if ((spec.ephemeralContainers ?? []).length > 0)
    errors.push(forbidden(path.child('spec', 'ephemeralContainers'), 'ephemeral containers not allowed in pod template'))
}

function validatePodSpec(spec: PodSpec, place: VolumePlace, path: FieldPath, errors: Errors): void {
  if (spec.terminationGracePeriodSeconds === undefined) errors.push(required(path.child('terminationGracePeriodSeconds')))
  const volumes = validateVolumes(spec.volumes, path.child('volumes'), errors, place)
  validatePodClaims(spec.resourceClaims, path.child('resourceClaims'), errors)
  validateContainers({ spec, volumes }, path.child('containers'), errors)
  validateInitContainers({ spec, volumes }, path.child('initContainers'), errors)
  validateEphemeralContainers({ spec, volumes }, path.child('ephemeralContainers'), errors)
  validatePodResources(spec, path.child('resources'), errors)
  if (spec.hostNetwork === true) validateHostNetworkPorts(itemsOf(spec.containers), place.isPod, path.child('containers'), errors)
  demandChoice(errors, path.child('restartPolicy'), spec.restartPolicy, ['Always', 'OnFailure', 'Never'])
  demandChoice(errors, path.child('dnsPolicy'), spec.dnsPolicy, ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'])
  validateLabels(spec.nodeSelector, path.child('nodeSelector'), errors)
  validatePodSecurityContext(spec, path.child('securityContext'), errors)
  validateAffinity(spec.affinity, path.child('affinity'), errors)
  validateDnsConfig(spec, path.child('dnsConfig'), errors)
  for (const [index, { conditionType }] of (spec.readinessGates ?? []).entries()) {
    const at = path.child('readinessGates').index(index).child('conditionType')
    addInvalid(errors, at, conditionType, qualifiedNameProblems(conditionType))
  }
  validateGates(spec, path.child('schedulingGates'), errors)
  validateSpread(spec.topologySpreadConstraints, path.child('topologySpreadConstraints'), errors)
  validateHostUsers(spec, path, errors)
  validateHostName(spec, path, errors)
  demandFormat(spec.serviceAccountName, subdomainProblems, path.child('serviceAccountName'), errors)
  demandFormat(spec.nodeName, subdomainProblems, path.child('nodeName'), errors)
  const deadline = spec.activeDeadlineSeconds
  if (deadline !== undefined && (deadline < 1 || deadline > LONGEST_DEADLINE_SECONDS))
    errors.push(invalid(path.child('activeDeadlineSeconds'), deadline, rangeProblem(1, LONGEST_DEADLINE_SECONDS)))
  demandFormat(spec.hostname, dnsLabelProblems, path.child('hostname'), errors)
  demandFormat(spec.subdomain, dnsLabelProblems, path.child('subdomain'), errors)
  validateTolerations(spec.tolerations, path.child('tolerations'), errors)
  validateHostAliases(spec.hostAliases, path.child('hostAliases'), errors)
  demandFormat(spec.priorityClassName, subdomainProblems, path.child('priorityClassName'), errors)
  if (spec.runtimeClassName !== undefined)
    addInvalid(errors, path.child('runtimeClassName'), spec.runtimeClassName, subdomainProblems(spec.runtimeClassName))
  if (spec.preemptionPolicy !== undefined)
    demandChoice(errors, path.child('preemptionPolicy'), spec.preemptionPolicy, ['PreemptLowerPriority', 'Never'])
  if (spec.overhead !== undefined) validateResources({ limits: spec.overhead }, 'container', [], path.child('overhead'), errors)
  validateOs(spec, path, errors)
  validateFileVariables(spec, path, errors)
}

function demandFormat(text: string | undefined, problemsOf: (text: string) => readonly string[], path: FieldPath, errors: Errors): void {
  if (text !== undefined && text !== '') addInvalid(errors, path, text, problemsOf(text))
}

function validateGates({ schedulingGates = [] }: PodSpec, path: FieldPath, errors: Errors): void {
  const names = new Set<string>()
  for (const [index, { name }] of schedulingGates.entries()) {
    addInvalid(errors, path.index(index), name, qualifiedNameProblems(name))
    if (names.has(name)) errors.push(duplicate(path.index(index), name))
    names.add(name)
  }
}

/** Variables that come from a file need a volume that containers can write to. @source validateFileKeyRefVolumes */
function validateFileVariables(spec: PodSpec, path: FieldPath, errors: Errors): void {
  const volumes = new Map((spec.volumes ?? []).map((volume) => [volume.name, volume]))
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [index, { env }] of itemsOf(spec[list]).entries()) {
      for (const [position, { valueFrom }] of (env ?? []).entries()) {
        const name = valueFrom?.fileKeyRef?.volumeName
        if (name === undefined) continue
        const at = path.child(list).index(index).child('env').index(position).child('valueFrom', 'fileKeyRef', 'volumeName')
        const volume = volumes.get(name)
        if (volume === undefined) errors.push(notFound(at, name))
        else if (volume.emptyDir === undefined) errors.push(invalid(at, name, 'referenced volume must be of type emptyDir'))
      }
    }
  }
}
