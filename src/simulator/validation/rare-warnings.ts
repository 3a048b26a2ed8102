// Warnings of fields that few Pods have: where it may run, names and addresses in its network, annotations that are fields now.
// @source pkg/api/pod/warnings.go warningsForPodSpecAndMeta

import type { FieldPath } from '../api/field-path.ts'
import type { Container } from '../api/fields/container.ts'
import type { ObjectMeta } from '../api/fields/meta.ts'
import type { PodSpec } from '../api/fields/pod.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { asJson } from '../base/json.ts'
import { APP_ARMOR, SECCOMP_OF_CONTAINER, SECCOMP_OF_POD } from './annotation-names.ts'
import { addressWarning } from './ip-address.ts'
import { nodeWarnings, oldLabelWarning } from './node-warnings.ts'
import { repeatedWarnings } from './pod-warnings.ts'
import type { RareWarnings, WarnedTemplate } from './rules.ts'

const OLD_ANNOTATIONS: readonly (readonly [key: string, words: string])[] = [
  ['scheduler.alpha.kubernetes.io/critical-pod', 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
]

const NULL_SELECTOR = 'a null labelSelector results in matching no pod'

export const RARE_WARNINGS: RareWarnings = {
  placement: (spec, path) => [...nodeWarnings(spec, path), ...spreadWarnings(spec, path)],
  oldAnnotations: oldAnnotationWarnings,
  hostAliases: hostAliasWarnings,
  security: securityWarnings,
  affinity: affinityWarnings,
  addresses: addressWarnings,
}

function spreadWarnings({ topologySpreadConstraints = [] }: PodSpec, path: FieldPath): readonly string[] {
  return topologySpreadConstraints.flatMap(({ labelSelector, topologyKey }, index) => {
    const at = path.child('topologySpreadConstraints').index(index)
    const words = oldLabelWarning(topologyKey)
    return [
      ...(words === undefined ? [] : [`${at.child('topologyKey').toString()}: ${topologyKey} is ${words}`]),
      ...(labelSelector === undefined ? [`${at.child('labelSelector').toString()}: ${NULL_SELECTOR}`] : []),
    ]
  })
}

function oldAnnotationWarnings({ metadata }: WarnedTemplate, path: FieldPath): readonly string[] {
  const at = path.child('metadata', 'annotations')
  return OLD_ANNOTATIONS.filter(([key]) => metadata.annotations?.[key] !== undefined).map(
    ([key, words]) => `${at.key(key).toString()}: ${words}`,
  )
}

/**
 * Annotations of settings that are fields now, where the field is not set.
 *
 * @param container  undefined for the Pod itself.
 * @simplified The old AppArmor annotation does not fill in the field that replaced it.
 */
function securityWarnings({ metadata, spec }: WarnedTemplate, container: Container | undefined, path: FieldPath): readonly string[] {
  const { annotations } = metadata
  if (container === undefined)
    return spec.securityContext?.seccompProfile === undefined ? seccompWarnings(annotations, SECCOMP_OF_POD, path) : []
  const { seccompProfile, appArmorProfile } = container.securityContext ?? {}
  const key = APP_ARMOR + container.name
  const annotation = annotations?.[key]
  const says = annotation === undefined ? undefined : profileOf(annotation)
  const isMeant = says !== undefined && isDeepEqual(asJson(spec.securityContext?.appArmorProfile ?? null), says)
  const isNamed = annotation !== undefined && appArmorProfile === undefined && !isMeant
  return [
    ...(seccompProfile === undefined ? seccompWarnings(annotations, SECCOMP_OF_CONTAINER + container.name, path) : []),
    ...(isNamed
      ? [`${path.child('metadata', 'annotations').key(key).toString()}: deprecated since v1.30; use the "appArmorProfile" field instead`]
      : []),
  ]
}

function seccompWarnings(annotations: ObjectMeta['annotations'], key: string, path: FieldPath): readonly string[] {
  if (annotations?.[key] === undefined) return []
  return [`${path.child('metadata', 'annotations').key(key).toString()}: non-functional in v1.27+; use the "seccompProfile" field instead`]
}

/** @source pkg/api/pod/util.go ApparmorFieldForAnnotation */
function profileOf(annotation: string): { readonly type: string; readonly localhostProfile?: string } | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' }
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' }
  const [, localhostProfile = ''] = /^localhost\/(.*)$/s.exec(annotation) ?? []
  return localhostProfile === '' ? undefined : { type: 'Localhost', localhostProfile }
}

function hostAliasWarnings({ hostAliases = [] }: PodSpec, path: FieldPath): readonly string[] {
  return repeatedWarnings(
    hostAliases.map(({ ip }) => ip),
    (index) => path.child('hostAliases').index(index).child('ip'),
    'duplicate ip',
  )
}

function affinityWarnings({ affinity }: PodSpec, path: FieldPath): readonly string[] {
  return (['podAffinity', 'podAntiAffinity'] as const).flatMap((side) => {
    const { requiredDuringSchedulingIgnoredDuringExecution = [], preferredDuringSchedulingIgnoredDuringExecution = [] } =
      affinity?.[side] ?? {}
    const at = path.child('affinity', side)
    return [
      ...requiredDuringSchedulingIgnoredDuringExecution.flatMap(({ labelSelector }, index) =>
        labelSelector === undefined ? [at.child('requiredDuringSchedulingIgnoredDuringExecution').index(index).child('labelSelector')] : [],
      ),
      ...preferredDuringSchedulingIgnoredDuringExecution.flatMap(({ podAffinityTerm }, index) =>
        podAffinityTerm.labelSelector === undefined
          ? [at.child('preferredDuringSchedulingIgnoredDuringExecution').index(index).child('podAffinityTerm', 'labelSelector')]
          : [],
      ),
    ].map((place) => `${place.toString()}: ${NULL_SELECTOR}`)
  })
}

function addressWarnings({ dnsConfig, hostAliases }: PodSpec, path: FieldPath): readonly string[] {
  const servers = (dnsConfig?.nameservers ?? []).map((ip, index) => ({ ip, at: path.child('dnsConfig', 'nameservers').index(index) }))
  const aliases = (hostAliases ?? []).map(({ ip }, index) => ({ ip, at: path.child('hostAliases').index(index).child('ip') }))
  return [...servers, ...aliases].flatMap(({ ip, at }) => {
    const words = addressWarning(ip)
    return words === undefined ? [] : [`${at.toString()}: ${words}`]
  })
}
