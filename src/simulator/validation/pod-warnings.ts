// What authors of Pods and templates are warned of.
// @source pkg/api/pod/warnings.go warningsForPodSpecAndMeta
// @simplified Labels of nodes that are deprecated, security annotations of old versions and addresses in odd notation are not warned of.

import type { FieldPath } from '../api/field-path.ts'
import type { Container, ContainerPort } from '../api/fields/container.ts'
import type { PodSpec } from '../api/fields/pod.ts'
import { goQuote } from '../base/go-text.ts'
import { parseQuantity, printQuantity } from '../base/quantity.ts'
import { itemsOf } from './errors.ts'
import { overlappingPathWarnings } from './path-overlaps.ts'

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
export function podWarnings(spec: PodSpec, path: FieldPath): readonly string[] {
  const at = path.child('spec')
  const places = containersOf(spec, at)
  return [
    ...spreadWarnings(spec, at),
    ...volumeWarnings(spec, at),
    ...overlappingPathWarnings(spec.volumes ?? []),
    ...hostAliasWarnings(spec, at),
    ...pullSecretWarnings(spec, at),
    ...places.flatMap(containerWarnings),
    ...portWarnings(places),
    ...portNameWarnings(places),
    ...graceWarnings(spec, at),
    ...affinityWarnings(spec, at),
  ]
}

/** Init containers come first. */
function containersOf(spec: PodSpec, path: FieldPath): readonly Place[] {
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    itemsOf(spec[list]).map((container, index) => ({ container, path: path.child(list).index(index) })),
  )
}

function spreadWarnings({ topologySpreadConstraints = [] }: PodSpec, path: FieldPath): readonly string[] {
  return topologySpreadConstraints.flatMap(({ labelSelector }, index) =>
    labelSelector === undefined
      ? [`${path.child('topologySpreadConstraints').index(index).child('labelSelector').toString()}: ${NULL_SELECTOR}`]
      : [],
  )
}

function volumeWarnings({ volumes = [] }: PodSpec, path: FieldPath): readonly string[] {
  return volumes.flatMap((volume, index) =>
    DEPRECATED_VOLUMES.filter(([field]) => volume[field] !== undefined).map(
      ([field, words]) =>
        `${path
          .child('volumes')
          .index(index)
          .child(field === 'storageos' ? 'storageOS' : field)
          .toString()}: ${words}`,
    ),
  )
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
      (['limits', 'requests'] as const).flatMap((part) => {
        const quantity = parseQuantity(container.resources[part]?.[name] ?? '0')
        if (!quantity.ok || quantity.value.nano % 1_000_000_000n === 0n) return []
        const at = path.child('resources', part).key(name).toString()
        return [`${at}: fractional byte value ${goQuote(printQuantity(quantity.value))} is invalid, must be an integer`]
      }),
    ),
    ...variableWarnings(container, path),
  ]
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
