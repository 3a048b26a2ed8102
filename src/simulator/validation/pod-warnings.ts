// What authors of Pods and templates are warned of.
// @source pkg/api/pod/warnings.go warningsForPodSpecAndMeta

import type { FieldPath } from '../api/field-path.ts'
import type { Container, ContainerPort } from '../api/fields/container.ts'
import type { ObjectMeta } from '../api/fields/meta.ts'
import type { PodSpec, PodTemplateSpec } from '../api/fields/pod.ts'
import type { Volume } from '../api/fields/volume.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { goQuote } from '../base/go-text.ts'
import { asJson } from '../base/json.ts'
import { parseQuantity, printQuantity } from '../base/quantity.ts'
import { APP_ARMOR, SECCOMP_OF_CONTAINER, SECCOMP_OF_POD } from './annotation-names.ts'
import { itemsOf } from './errors.ts'
import { addressWarning } from './ip-address.ts'
import { nodeWarnings, oldLabelWarning } from './node-warnings.ts'
import { overlappingPathWarnings } from './path-overlaps.ts'

type Annotations = ObjectMeta['annotations']

const OLD_ANNOTATIONS: readonly (readonly [key: string, words: string])[] = [
  ['scheduler.alpha.kubernetes.io/critical-pod', 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
]

const DEPRECATED_VOLUMES: readonly (readonly [keyof NonNullable<PodSpec['volumes']>[number], string])[] = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
]
const NULL_SELECTOR = 'a null labelSelector results in matching no pod'

interface Place {
  readonly container: Container
  readonly path: FieldPath
}

/** @param path  Of what holds the spec: the root for a Pod, `spec.template` for a workload */
export function podWarnings({ metadata, spec }: Pick<PodTemplateSpec, 'metadata' | 'spec'>, path: FieldPath): readonly string[] {
  const at = path.child('spec')
  const places = containersOf(spec, at)
  return [
    ...nodeWarnings(spec, at),
    ...spreadWarnings(spec, at),
    ...oldAnnotationWarnings(metadata.annotations, path.child('metadata', 'annotations')),
    ...volumeWarnings(spec, at),
    ...overlappingPathWarnings(spec.volumes ?? []),
    ...hostAliasWarnings(spec, at),
    ...pullSecretWarnings(spec, at),
    ...amountWarnings(spec.overhead, at.child('overhead')),
    ...(spec.securityContext?.seccompProfile === undefined ? seccompWarnings(metadata.annotations, SECCOMP_OF_POD, path) : []),
    ...places.flatMap((place) => [...securityWarnings({ metadata, spec }, place, path), ...containerWarnings(place)]),
    ...portWarnings(places),
    ...portNameWarnings(places),
    ...graceWarnings(spec, at),
    ...affinityWarnings(spec, at),
    ...addressWarnings(spec, at),
  ]
}

/** Init containers come first. */
function containersOf(spec: PodSpec, path: FieldPath): readonly Place[] {
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    itemsOf(spec[list]).map((container, index) => ({ container, path: path.child(list).index(index) })),
  )
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

function oldAnnotationWarnings(annotations: Annotations, path: FieldPath): readonly string[] {
  return OLD_ANNOTATIONS.filter(([key]) => annotations?.[key] !== undefined).map(([key, words]) => `${path.key(key).toString()}: ${words}`)
}

/** Annotations of settings that are fields now, where the field is not set. @simplified A Pod with AppArmor's annotation does not get the field. */
function securityWarnings(
  { metadata, spec }: Pick<PodTemplateSpec, 'metadata' | 'spec'>,
  { container }: Place,
  path: FieldPath,
): readonly string[] {
  const { seccompProfile, appArmorProfile } = container.securityContext ?? {}
  const key = APP_ARMOR + container.name
  const annotation = metadata.annotations?.[key]
  const says = annotation === undefined ? undefined : profileOf(annotation)
  const isMeant = says !== undefined && isDeepEqual(asJson(spec.securityContext?.appArmorProfile ?? null), says)
  const isNamed = annotation !== undefined && appArmorProfile === undefined && !isMeant
  return [
    ...(seccompProfile === undefined ? seccompWarnings(metadata.annotations, SECCOMP_OF_CONTAINER + container.name, path) : []),
    ...(isNamed
      ? [`${path.child('metadata', 'annotations').key(key).toString()}: deprecated since v1.30; use the "appArmorProfile" field instead`]
      : []),
  ]
}

function seccompWarnings(annotations: Annotations, key: string, path: FieldPath): readonly string[] {
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

function volumeWarnings({ volumes = [] }: PodSpec, path: FieldPath): readonly string[] {
  return volumes.flatMap((volume, index) => [
    ...DEPRECATED_VOLUMES.filter(([field]) => volume[field] !== undefined).map(
      ([field, words]) =>
        `${path
          .child('volumes')
          .index(index)
          .child(field === 'storageos' ? 'storageOS' : field)
          .toString()}: ${words}`,
    ),
    ...claimWarnings(volume, path.child('volumes').index(index).child('ephemeral', 'volumeClaimTemplate', 'spec')),
  ])
}

function claimWarnings({ ephemeral }: Volume, path: FieldPath): readonly string[] {
  const storage = ephemeral?.volumeClaimTemplate?.spec.resources.requests?.['storage']
  return storage === undefined ? [] : fractionWarnings(storage, path.child('resources', 'requests').key('storage'))
}

function hostAliasWarnings({ hostAliases = [] }: PodSpec, path: FieldPath): readonly string[] {
  return repeatedWarnings(
    hostAliases.map(({ ip }) => ip),
    (index) => path.child('hostAliases').index(index).child('ip'),
    'duplicate ip',
  )
}

function pullSecretWarnings({ imagePullSecrets = [] }: PodSpec, path: FieldPath): readonly string[] {
  const names = imagePullSecrets.map(({ name = '' }) => name)
  const at = (index: number): FieldPath => path.child('imagePullSecrets').index(index).child('name')
  const empty = names.flatMap((name, index) => (name === '' ? [`${at(index).toString()}: invalid empty name ""`] : []))
  return [...repeatedWarnings(names, at, 'duplicate name'), ...empty]
}

function repeatedWarnings(values: readonly string[], at: (index: number) => FieldPath, words: string): readonly string[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [`${at(index).toString()}: ${words} ${goQuote(value)}`] : []))
}

function containerWarnings({ container, path }: Place): readonly string[] {
  return [
    ...(['memory', 'ephemeral-storage'] as const).flatMap((name) =>
      (['limits', 'requests'] as const).flatMap((part) =>
        fractionWarnings(container.resources[part]?.[name] ?? '0', path.child('resources', part).key(name)),
      ),
    ),
    ...variableWarnings(container, path),
  ]
}

function amountWarnings(amounts: PodSpec['overhead'], path: FieldPath): readonly string[] {
  return (['memory', 'ephemeral-storage'] as const).flatMap((name) => fractionWarnings(amounts?.[name] ?? '0', path.key(name)))
}

/** Bytes come whole. */
function fractionWarnings(amount: string, path: FieldPath): readonly string[] {
  const quantity = parseQuantity(amount)
  if (!quantity.ok || quantity.value.nano % 1_000_000_000n === 0n) return []
  return [`${path.toString()}: fractional byte value ${goQuote(printQuantity(quantity.value))} is invalid, must be an integer`]
}

/** A second definition that builds on the first is meant; any other hides it. */
function variableWarnings({ env = [] }: Container, path: FieldPath): readonly string[] {
  const names = env.map(({ name }) => name)
  return env.flatMap(({ name, value = '', valueFrom }, index) => {
    const reference = `$(${name})`
    const buildsOn = valueFrom === undefined && value !== reference && value.includes(reference)
    if (names.indexOf(name) === index || buildsOn) return []
    const at = path.child('env').index(index).toString()
    return [`${at}: hides previous definition of ${goQuote(name)}, which may be dropped when using apply`]
  })
}

function portWarnings(places: readonly Place[]): readonly string[] {
  const seen = new Map<string, { readonly port: ContainerPort; readonly at: string }[]>()
  const warnings: string[] = []
  for (const { container, path } of places) {
    for (const [index, port] of (container.ports ?? []).entries()) {
      const at = path.child('ports').index(index).toString()
      const { hostIP = '', hostPort = 0, containerPort, protocol = '', name = '' } = port
      if (hostIP !== '' && hostPort === 0) {
        const shown = `{Name:${name} HostPort:0 ContainerPort:${String(containerPort)} Protocol:${protocol} HostIP:${hostIP}}`
        warnings.push(`${at}: hostIP set without hostPort: ${shown}`)
      }
      const key = `${String(containerPort)}/${protocol}`
      const others = seen.get(key) ?? []
      for (const other of others) {
        const words = collision(port, other.port)
        if (words !== undefined) warnings.push(`${at}: ${words} port definition with ${other.at}`)
      }
      seen.set(key, [...others, { port, at }])
    }
  }
  return warnings
}

function collision(port: ContainerPort, other: ContainerPort): string | undefined {
  const [ip = '', otherIp = ''] = [port.hostIP, other.hostIP]
  const [hostPort = 0, otherPort = 0] = [port.hostPort, other.hostPort]
  if (ip === otherIp && hostPort === otherPort) return 'duplicate'
  if (hostPort === 0 || otherPort === 0) return 'overlapping'
  return hostPort === otherPort && (ip === '') !== (otherIp === '') ? 'dangerously ambiguous' : undefined
}

function portNameWarnings(places: readonly Place[]): readonly string[] {
  const seen = new Map<string, string>()
  const warnings: string[] = []
  for (const { container, path } of places) {
    for (const [index, { name = '' }] of (container.ports ?? []).entries()) {
      const at = path.child('ports').index(index).toString()
      const other = seen.get(name)
      if (name === '') continue
      if (other === undefined) seen.set(name, at)
      else {
        const consequence = `services and probes that select ports by name will use ${other}`
        warnings.push(`${at}: duplicate port name ${goQuote(name)} with ${other}, ${consequence}`)
      }
    }
  }
  return warnings
}

function graceWarnings({ terminationGracePeriodSeconds = 0 }: PodSpec, path: FieldPath): readonly string[] {
  if (terminationGracePeriodSeconds >= 0) return []
  const at = path.child('terminationGracePeriodSeconds').toString()
  return [`${at}: must be >= 0; negative values are invalid and will be treated as 1`]
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
