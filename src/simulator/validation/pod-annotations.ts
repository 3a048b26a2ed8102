// Annotations of Pods and templates that mean something to the API server: mirror Pods, deletion cost, and the security settings that
// were annotations before they were fields.
// @source pkg/apis/core/validation/validation.go ValidatePodSpecificAnnotations, ValidateSeccompPodAnnotations,
//   ValidateAppArmorPodAnnotations, validateSeccompAnnotationsAndFields, validateAppArmorAnnotationsAndFieldsMatchOnCreate
// @simplified The old annotation for tolerations is not read.

import { forbidden, invalid } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Container } from '../api/fields/container.ts'
import type { AppArmorProfile, SeccompProfile } from '../api/fields/security-context.ts'
import type { ObjectMeta } from '../api/fields/meta.ts'
import type { PodSpec } from '../api/fields/pod.ts'
import { goQuote } from '../base/go-text.ts'
import { APP_ARMOR, DELETION_COST, MIRROR, SECCOMP_OF_CONTAINER, SECCOMP_OF_POD } from './annotation-names.ts'
import { itemsOf } from './errors.ts'
import { validateDescendingPath } from './paths.ts'
import type { Errors } from './rules.ts'

type Annotations = ObjectMeta['annotations']

const LOCALHOST = 'localhost/'

export function validatePodAnnotations(annotations: Annotations = {}, spec: PodSpec, path: FieldPath, errors: Errors): void {
  const mirror = annotations[MIRROR]
  if (mirror !== undefined && (spec.nodeName ?? '') === '')
    errors.push(invalid(path.key(MIRROR), mirror, 'must set spec.nodeName if mirror pod annotation is set'))
  const cost = annotations[DELETION_COST]
  if (cost !== undefined && !isInt32(cost)) errors.push(invalid(path.key(DELETION_COST), cost, 'must be a 32bit integer'))
  const seccomp = annotations[SECCOMP_OF_POD]
  if (seccomp !== undefined) validateSeccompName(seccomp, path.child(SECCOMP_OF_POD), errors)
  for (const [key, profile] of Object.entries(annotations))
    if (key.startsWith(SECCOMP_OF_CONTAINER)) validateSeccompName(profile, path.child(key), errors)
  const names = new Set(containersOf(spec).map(({ name }) => name))
  for (const [key, profile] of Object.entries(annotations)) {
    if (!key.startsWith(APP_ARMOR)) continue
    const name = key.slice(APP_ARMOR.length)
    if (!names.has(name)) errors.push(invalid(path.key(key), name, 'container not found'))
    if (!['', 'runtime/default', 'unconfined'].includes(profile) && !profile.startsWith(LOCALHOST))
      errors.push(invalid(path.key(key), profile, `invalid AppArmor profile name: ${goQuote(profile)}`))
  }
}

/** No plus sign, no leading zeros. @source pkg/apis/core/helper GetDeletionCostFromPodAnnotations */
function isInt32(text: string): boolean {
  return /^(?:0|-?[1-9]\d*|-0\d*)$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31
}

function validateSeccompName(profile: string, path: FieldPath, errors: Errors): void {
  if (profile === 'runtime/default' || profile === 'docker/default' || profile === 'unconfined') return
  if (profile.startsWith(LOCALHOST)) validateDescendingPath(profile.slice(LOCALHOST.length), path, errors)
  else errors.push(invalid(path, profile, 'must be a valid seccomp profile'))
}

/** An annotation and a field that speak of the same setting must agree. @param path  Of the spec */
export function validateAnnotatedSecurity(annotations: Annotations = {}, spec: PodSpec, path: FieldPath, errors: Errors): void {
  const ofPod = spec.securityContext?.seccompProfile
  if (ofPod !== undefined) matchSeccomp(annotations[SECCOMP_OF_POD], ofPod, path.child('securityContext', 'seccompProfile'), errors)
  for (const { name, at, container } of placesOf(spec, path)) {
    const profile = container.securityContext?.seccompProfile
    if (profile !== undefined)
      matchSeccomp(annotations[SECCOMP_OF_CONTAINER + name], profile, at.child('securityContext', 'seccompProfile'), errors)
  }
  if (spec.os?.name === 'windows') return
  for (const { name, at, container } of placesOf(spec, path)) {
    const profile = container.securityContext?.appArmorProfile ?? spec.securityContext?.appArmorProfile
    if (profile !== undefined) matchAppArmor(annotations[APP_ARMOR + name], profile, at.child('securityContext', 'appArmorProfile'), errors)
  }
}

function matchSeccomp(annotation: string | undefined, profile: SeccompProfile, path: FieldPath, errors: Errors): void {
  if (annotation === undefined) return
  const named: Readonly<Record<string, readonly string[]>> = {
    Unconfined: ['unconfined'],
    RuntimeDefault: ['runtime/default', 'docker/default'],
  }
  matchProfile(annotation, profile, { named, words: 'seccomp' }, path, errors)
}

function matchAppArmor(annotation: string | undefined, profile: AppArmorProfile, path: FieldPath, errors: Errors): void {
  if (annotation === undefined) return
  const named: Readonly<Record<string, readonly string[]>> = { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default'] }
  matchProfile(annotation, profile, { named, words: 'apparmor' }, path, errors)
}

function matchProfile(
  annotation: string,
  { type, localhostProfile }: { readonly type: string; readonly localhostProfile?: string },
  { named, words }: { readonly named: Readonly<Record<string, readonly string[]>>; readonly words: string },
  path: FieldPath,
  errors: Errors,
): void {
  const accepted = named[type]
  const isLocal = type === 'Localhost'
  if (accepted?.includes(annotation) === false || (isLocal && !annotation.startsWith(LOCALHOST)))
    errors.push(forbidden(path.child('type'), `${words} type in annotation and field must match`))
  else if (isLocal && annotation.slice(LOCALHOST.length) !== localhostProfile)
    errors.push(forbidden(path.child('localhostProfile'), `${words} profile in annotation and field must match`))
}

/** An update may change neither of these annotations. @source ValidatePodSpecificAnnotationUpdates */
export function validatePodAnnotationUpdates(annotations: Annotations = {}, old: Annotations = {}, path: FieldPath, errors: Errors): void {
  for (const [key, value] of Object.entries(old)) {
    if (annotations[key] === value) continue
    if (key.startsWith(APP_ARMOR)) errors.push(forbidden(path.key(key), 'may not remove or update AppArmor annotations'))
    if (key === MIRROR) errors.push(forbidden(path.key(key), 'may not remove or update mirror pod annotation'))
  }
  for (const key of Object.keys(annotations)) {
    if (old[key] !== undefined) continue
    if (key.startsWith(APP_ARMOR)) errors.push(forbidden(path.key(key), 'may not add AppArmor annotations'))
    if (key === MIRROR) errors.push(forbidden(path.key(key), 'may not add mirror pod annotation'))
  }
}

function containersOf(spec: PodSpec): readonly { readonly name: string }[] {
  return [...itemsOf(spec.initContainers), ...itemsOf(spec.containers), ...itemsOf(spec.ephemeralContainers)]
}

function placesOf(
  spec: PodSpec,
  path: FieldPath,
): readonly { readonly name: string; readonly at: FieldPath; readonly container: Pick<Container, 'securityContext'> }[] {
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    itemsOf<{ readonly name: string } & Pick<Container, 'securityContext'>>(spec[list]).map((container, index) => ({
      name: container.name,
      at: path.child(list).index(index),
      container,
    })),
  )
}
