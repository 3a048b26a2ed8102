// Rules of Pods and of templates for Pods (C-*).
// @source pkg/apis/core/validation/validation.go ValidatePodCreate, ValidatePodSpec, ValidatePodTemplateSpec

import { duplicate, forbidden, invalid, notFound, required } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Container } from '../api/fields/container.ts'
import type { Pod, PodSpec, PodTemplateSpec } from '../api/fields/pod.ts'
import { haveRules } from './annotation-names.ts'
import { validateContainers, validateImageEdges, validateInitContainers } from './container.ts'
import { addInvalid, demandChoice, itemsOf } from './errors.ts'
import { validateAnnotations, validateLabels, validateMetadata } from './metadata.ts'
import { dnsLabelProblems, qualifiedNameProblems, rangeProblem, subdomainProblems } from './names.ts'
import { validateHostNetworkPorts } from './ports.ts'
import { validateResources } from './resources.ts'
import type { Errors, PodFieldsPart, VolumePlace } from './rules.ts'
import { validatePodSecurityContext } from './security-context.ts'
import { validateTolerations } from './tolerations.ts'
import { validateVolumes } from './volumes.ts'

const SPEC = FieldPath.of('spec')
export const LONGEST_DEADLINE_SECONDS = 2 ** 31 - 1

export function validatePod(pod: Pod, errors: Errors): void {
  validatePodOnly(pod, errors)
  if ((pod.spec.ephemeralContainers ?? []).length > 0) errors.push(forbidden(SPEC.child('ephemeralContainers'), 'cannot be set on create'))
  if ((pod.spec.nodeName ?? '') !== '' && (pod.spec.schedulingGates ?? []).length > 0)
    errors.push(forbidden(SPEC.child('nodeName'), 'cannot be set until all schedulingGates have been cleared'))
  validateAnnotatedSecurity(pod, SPEC, errors)
}

/** With what is asked of Pods and not of templates. @source validatePodMetadataAndSpec */
export function validatePodOnly({ metadata, spec }: Pod, errors: Errors): void {
  validateMetadata(metadata, true, subdomainProblems, errors)
  validatePodAnnotations({ metadata, spec }, FieldPath.of('metadata', 'annotations'), errors)
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

export function validatePodTemplate(template: PodTemplateSpec, path: FieldPath, errors: Errors): void {
  const { metadata, spec } = template
  validateLabels(metadata.labels, path.child('labels'), errors)
  validateAnnotations(metadata.annotations, path.child('annotations'), errors)
  validatePodAnnotations(template, path.child('annotations'), errors)
  validatePodSpec(spec, { isPod: false, podName: undefined }, path.child('spec'), errors)
  validateAnnotatedSecurity(template, path.child('spec'), errors)
  if ((spec.ephemeralContainers ?? []).length > 0)
    errors.push(forbidden(path.child('spec', 'ephemeralContainers'), 'ephemeral containers not allowed in pod template'))
}

export function validatePodAnnotations({ metadata, spec }: PodTemplateSpec, path: FieldPath, errors: Errors): void {
  const { annotations } = metadata
  if (haveRules(annotations)) errors.rare.find('pod-fields')?.annotations(annotations, spec, path, errors)
}

function validateAnnotatedSecurity({ metadata, spec }: PodTemplateSpec, path: FieldPath, errors: Errors): void {
  const { annotations } = metadata
  if (haveRules(annotations)) errors.rare.find('pod-fields')?.annotatedSecurity(annotations, spec, path, errors)
}

function validatePodSpec(spec: PodSpec, place: VolumePlace, path: FieldPath, errors: Errors): void {
  const rareFields = (): PodFieldsPart | undefined => errors.rare.find('pod-fields')
  if (spec.terminationGracePeriodSeconds === undefined) errors.push(required(path.child('terminationGracePeriodSeconds')))
  const volumes = validateVolumes(spec.volumes, path.child('volumes'), errors, place)
  if (isSome(spec.resourceClaims)) rareFields()?.claims(spec.resourceClaims, path.child('resourceClaims'), errors)
  validateContainers({ spec, volumes }, path.child('containers'), errors)
  validateInitContainers({ spec, volumes }, path.child('initContainers'), errors)
  if (isSome(spec.ephemeralContainers)) rareFields()?.ephemeralContainers({ spec, volumes }, path.child('ephemeralContainers'), errors)
  if (spec.resources !== undefined) rareFields()?.resources(spec, path.child('resources'), errors)
  if (spec.hostNetwork === true) validateHostNetworkPorts(itemsOf(spec.containers), place.isPod, path.child('containers'), errors)
  demandChoice(errors, path.child('restartPolicy'), spec.restartPolicy, ['Always', 'OnFailure', 'Never'])
  demandChoice(errors, path.child('dnsPolicy'), spec.dnsPolicy, ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'])
  validateLabels(spec.nodeSelector, path.child('nodeSelector'), errors)
  validatePodSecurityContext(spec, path.child('securityContext'), errors)
  if (spec.affinity !== undefined) rareFields()?.affinity(spec.affinity, path.child('affinity'), errors)
  if (spec.dnsConfig !== undefined || spec.dnsPolicy === 'None') rareFields()?.dnsConfig(spec, path.child('dnsConfig'), errors)
  for (const [index, { conditionType }] of (spec.readinessGates ?? []).entries()) {
    const at = path.child('readinessGates').index(index).child('conditionType')
    addInvalid(errors, at, conditionType, qualifiedNameProblems(conditionType))
  }
  validateGates(spec, path.child('schedulingGates'), errors)
  const constraints = spec.topologySpreadConstraints
  if (isSome(constraints)) rareFields()?.spread(constraints, path.child('topologySpreadConstraints'), errors)
  if (mentionsWindows(spec)) rareFields()?.hostProcesses(spec, path, errors)
  if (spec.hostUsers === false) rareFields()?.hostUsers(spec, path, errors)
  if (spec.hostnameOverride !== undefined) rareFields()?.hostName(spec, path, errors)
  demandFormat(spec.serviceAccountName, subdomainProblems, path.child('serviceAccountName'), errors)
  demandFormat(spec.nodeName, subdomainProblems, path.child('nodeName'), errors)
  const deadline = spec.activeDeadlineSeconds
  if (deadline !== undefined && (deadline < 1 || deadline > LONGEST_DEADLINE_SECONDS))
    errors.push(invalid(path.child('activeDeadlineSeconds'), deadline, rangeProblem(1, LONGEST_DEADLINE_SECONDS)))
  demandFormat(spec.hostname, dnsLabelProblems, path.child('hostname'), errors)
  demandFormat(spec.subdomain, dnsLabelProblems, path.child('subdomain'), errors)
  validateTolerations(spec.tolerations, path.child('tolerations'), errors)
  if (isSome(spec.hostAliases)) rareFields()?.hostAliases(spec.hostAliases, path.child('hostAliases'), errors)
  demandFormat(spec.priorityClassName, subdomainProblems, path.child('priorityClassName'), errors)
  if (spec.runtimeClassName !== undefined)
    addInvalid(errors, path.child('runtimeClassName'), spec.runtimeClassName, subdomainProblems(spec.runtimeClassName))
  if (spec.preemptionPolicy !== undefined)
    demandChoice(errors, path.child('preemptionPolicy'), spec.preemptionPolicy, ['PreemptLowerPriority', 'Never'])
  if (spec.overhead !== undefined) validateResources({ limits: spec.overhead }, 'container', [], path.child('overhead'), errors)
  if (spec.os !== undefined) rareFields()?.os(spec, path, errors)
  validateFileVariables(spec, path, errors)
}

function mentionsWindows(spec: PodSpec): boolean {
  const containers = [...itemsOf(spec.initContainers), ...itemsOf(spec.containers), ...itemsOf(spec.ephemeralContainers)]
  return [spec, ...containers].some(({ securityContext }) => securityContext?.windowsOptions !== undefined)
}

function isSome<T>(list: readonly T[] | undefined): list is readonly T[] {
  return list !== undefined && list.length > 0
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
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'] as const) {
    for (const [index, { env }] of itemsOf<Pick<Container, 'env'>>(spec[list]).entries()) {
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
