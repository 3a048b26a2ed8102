// What authors of Pods and templates are warned of. Warnings of fields that few Pods have stand in rare-warnings.
// @source pkg/api/pod/warnings.go warningsForPodSpecAndMeta

import type { FieldPath } from '../api/field-path.ts'
import type { Container, ContainerPort } from '../api/fields/container.ts'
import type { PodSpec } from '../api/fields/pod.ts'
import { goQuote } from '../base/go-text.ts'
import { parseQuantity, printQuantity } from '../base/quantity.ts'
import { haveRules } from './annotation-names.ts'
import { itemsOf } from './errors.ts'
import { overlappingPathWarnings } from './path-overlaps.ts'
import type { RuleFinder, WarnedTemplate } from './rules.ts'
import { hasRareSource } from './volumes.ts'

interface Place {
  readonly container: Container
  readonly path: FieldPath
}

/** @param path  Of what holds the spec: the root for a Pod, `spec.template` for a workload */
export function podWarnings(template: WarnedTemplate, path: FieldPath, rare: RuleFinder): readonly string[] {
  const { spec } = template
  const at = path.child('spec')
  const places = containersOf(spec, at)
  const fields = hasRareFields(template) ? rare.find('pod-fields')?.warnings : undefined
  const sources = spec.volumes?.some(hasRareSource) === true ? rare.find('volumes') : undefined
  return [
    ...(fields?.placement(spec, at) ?? []),
    ...(fields?.oldAnnotations(template, path) ?? []),
    ...(sources?.warnings(spec.volumes ?? [], at.child('volumes')) ?? []),
    ...overlappingPathWarnings(spec.volumes ?? []),
    ...(fields?.hostAliases(spec, at) ?? []),
    ...pullSecretWarnings(spec, at),
    ...amountWarnings(spec.overhead, at.child('overhead')),
    ...(fields?.security(template, undefined, path) ?? []),
    ...places.flatMap((place) => [...(fields?.security(template, place.container, path) ?? []), ...containerWarnings(place)]),
    ...portWarnings(places),
    ...portNameWarnings(places),
    ...graceWarnings(spec, at),
    ...(fields?.affinity(spec, at) ?? []),
    ...(fields?.addresses(spec, at) ?? []),
  ]
}

/** Whether it has any of the fields of whose warnings few Pods hear. */
function hasRareFields({ metadata, spec }: WarnedTemplate): boolean {
  const { nodeSelector, affinity, topologySpreadConstraints, hostAliases, dnsConfig } = spec
  const fields = [nodeSelector, affinity, topologySpreadConstraints, hostAliases, dnsConfig]
  return fields.some((field) => field !== undefined) || haveRules(metadata.annotations)
}

/** Init containers come first. */
function containersOf(spec: PodSpec, path: FieldPath): readonly Place[] {
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    itemsOf(spec[list]).map((container, index) => ({ container, path: path.child(list).index(index) })),
  )
}

function pullSecretWarnings({ imagePullSecrets = [] }: PodSpec, path: FieldPath): readonly string[] {
  const names = imagePullSecrets.map(({ name = '' }) => name)
  const at = (index: number): FieldPath => path.child('imagePullSecrets').index(index).child('name')
  const empty = names.flatMap((name, index) => (name === '' ? [`${at(index).toString()}: invalid empty name ""`] : []))
  return [...repeatedWarnings(names, at, 'duplicate name'), ...empty]
}

export function repeatedWarnings(values: readonly string[], at: (index: number) => FieldPath, words: string): readonly string[] {
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
export function fractionWarnings(amount: string, path: FieldPath): readonly string[] {
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
