// What may change in a Pod that exists: images, deadlines, more tolerations. Everything else is shown back line by line.
// @source pkg/apis/core/validation/validation.go ValidatePodUpdate

import type { FieldError } from '../api/field-error.ts'
import { forbidden, invalid, printFieldError, required } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Container } from '../api/fields/container.ts'
import { podSpec } from '../api/fields/pod.ts'
import type { Pod, PodSpec } from '../api/fields/pod.ts'
import type { Toleration } from '../api/fields/scheduling.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { asJson } from '../base/json.ts'
import { unifiedDiff } from '../base/line-diff.ts'
import { validateImageEdges } from './container.ts'
import { itemsOf } from './errors.ts'
import { Errors } from './rules.ts'
import { withoutNarrowing } from './gated-pod.ts'
import { internalLines, isSameInside } from './internal-form.ts'
import { validateMetadataUpdate } from './metadata.ts'
import { rangeProblem } from './names.ts'
import { validatePodAnnotationUpdates, validatePodAnnotations } from './pod-annotations.ts'
import { LONGEST_DEADLINE_SECONDS, validatePodOnly } from './pod.ts'
import { validateTolerations } from './tolerations.ts'

const SPEC = FieldPath.of('spec')
/** Places of rules that older Pods need not follow. */
const YOUNG_RULES = /\.resizePolicy\[\d+\]\.restartPolicy$|\.nodeAffinity\..*\.values\[\d+\]$/
const MAY_CHANGE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',')

export function validatePodUpdate(pod: Pod, old: Pod, errors: Errors): void {
  validateMetadataUpdate(pod.metadata, old.metadata, errors)
  validatePodNow(pod, old, errors)
  const annotations = FieldPath.of('metadata', 'annotations')
  validatePodAnnotationUpdates(pod.metadata.annotations, old.metadata.annotations, annotations, errors)
  validatePodAnnotations(pod.metadata.annotations, pod.spec, annotations, errors)
  for (const list of ['containers', 'initContainers'] as const) {
    if (!validateContainersUpdate(itemsOf(pod.spec[list]), itemsOf(old.spec[list]), SPEC.child(list), errors)) return
  }
  if (!validateDeadline(pod.spec, old.spec, errors)) return
  validateAddedTolerations(pod.spec, old.spec, errors)
  validateRemovedGates(pod.spec, old.spec, errors)
  if (isSameInside(podSpec, asJson(pod.spec), asJson(old.spec))) return
  const settled = withoutAllowedChanges(pod.spec, old.spec)
  const isGated = (old.spec.schedulingGates ?? []).length > 0
  const before = asJson(old.spec)
  const after = asJson(isGated ? withoutNarrowing(settled, old.spec, SPEC, errors) : settled)
  if (isSameInside(podSpec, before, after)) return
  const difference = unifiedDiff(internalLines(podSpec, before), internalLines(podSpec, after))
  errors.push(forbidden(SPEC, `pod updates may not change fields other than ${MAY_CHANGE}\n${difference}`))
}

/** What was stored before a rule was made may stay as it is. @source pkg/api/pod/util.go GetValidationOptionsFromPodSpecAndMeta */
function validatePodNow(pod: Pod, old: Pod, errors: Errors): void {
  const found = new Errors(errors.rare)
  validatePodOnly(pod, found)
  const isYoung = (error: FieldError): boolean => YOUNG_RULES.test(error.path.toString())
  const before = new Errors(errors.rare)
  if (found.list.some(isYoung)) validatePodOnly(old, before)
  const known = new Set(before.list.filter(isYoung).map(printFieldError))
  errors.push(...found.list.filter((error) => !known.has(printFieldError(error))))
}

/** @returns whether the lists can be compared further */
function validateContainersUpdate(containers: readonly Container[], old: readonly Container[], path: FieldPath, errors: Errors): boolean {
  if (containers.length !== old.length) {
    errors.push(forbidden(path, 'pod updates may not add or remove containers'))
    return false
  }
  for (const [index, container] of containers.entries()) {
    if ((container.image ?? '') === '') errors.push(required(path.index(index).child('image')))
    validateImageEdges(container, path.index(index), errors)
  }
  return true
}

/** A deadline may be set or brought forward, never taken back. */
function validateDeadline(spec: PodSpec, old: PodSpec, errors: Errors): boolean {
  const path = SPEC.child('activeDeadlineSeconds')
  const [deadline, before] = [spec.activeDeadlineSeconds, old.activeDeadlineSeconds]
  if (deadline === undefined) {
    if (before !== undefined) errors.push(invalid(path, undefined, 'must not update from a positive integer to nil value'))
    return true
  }
  if (deadline < 0 || deadline > LONGEST_DEADLINE_SECONDS) {
    errors.push(invalid(path, deadline, rangeProblem(0, LONGEST_DEADLINE_SECONDS)))
    return false
  }
  if (before !== undefined && before < deadline) {
    errors.push(invalid(path, deadline, 'must be less than or equal to previous value'))
    return false
  }
  return true
}

function validateAddedTolerations(spec: PodSpec, old: PodSpec, errors: Errors): void {
  const path = SPEC.child('tolerations')
  const withoutSeconds = ({ tolerationSeconds: _, ...rest }: Toleration): Toleration => rest
  const kept = (spec.tolerations ?? []).map(withoutSeconds)
  const isMissing = (old.tolerations ?? [])
    .map(withoutSeconds)
    .some((each) => !kept.some((other) => isDeepEqual(asJson(each), asJson(other))))
  if (isMissing) errors.push(forbidden(path, 'existing toleration can not be modified except its tolerationSeconds'))
  else validateTolerations(spec.tolerations, path, errors)
}

function validateRemovedGates(spec: PodSpec, old: PodSpec, errors: Errors): void {
  const known = new Set((old.schedulingGates ?? []).map(({ name }) => name))
  for (const [index, { name }] of (spec.schedulingGates ?? []).entries()) {
    if (known.has(name)) continue
    const detail = `only deletion is allowed, but found new scheduling gate '${name}'`
    errors.push(forbidden(SPEC.child('schedulingGates').index(index).child('name'), detail))
  }
}

function withoutAllowedChanges(spec: PodSpec, old: PodSpec): PodSpec {
  const images = (list: readonly Container[] | undefined, before: readonly Container[] | undefined): readonly Container[] =>
    itemsOf(list).map((container, index) => withImage(container, itemsOf(before)[index]?.image))
  const { activeDeadlineSeconds: _, schedulingGates: _gates, tolerations: _tolerations, initContainers, ...rest } = spec
  const wasNegative = old.terminationGracePeriodSeconds !== undefined && old.terminationGracePeriodSeconds < 0
  return {
    ...rest,
    containers: images(spec.containers, old.containers),
    ...(initContainers === undefined ? {} : { initContainers: images(initContainers, old.initContainers) }),
    ...(old.activeDeadlineSeconds === undefined ? {} : { activeDeadlineSeconds: old.activeDeadlineSeconds }),
    ...(old.schedulingGates === undefined ? {} : { schedulingGates: old.schedulingGates }),
    ...(old.tolerations === undefined ? {} : { tolerations: old.tolerations }),
    ...(wasNegative && spec.terminationGracePeriodSeconds === 1
      ? { terminationGracePeriodSeconds: old.terminationGracePeriodSeconds }
      : {}),
  }
}

function withImage(container: Container, image: string | undefined): Container {
  return image === undefined ? container : { ...container, image }
}
