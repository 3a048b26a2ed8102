// The environment of a container: made once, at its start, from what the node knows at that moment (ENV-*).
// @source pkg/kubelet/kubelet_pods.go makeEnvironmentVariables

import type { Container, EnvFromSource, EnvVar } from '../api/fields/container.ts'
import type { ConfigMap, Secret } from '../api/fields/core.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { ConfigurationSource, EnvironmentReport } from '../api/node-report.ts'
import { decodeBase64 } from '../base/base64.ts'
import { compareBytes } from '../base/go-json.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import { decodeUtf8Loosely } from '../base/utf8.ts'
import type { ConfigurationReader } from './configuration.ts'
import type { Lookup } from './expansion.ts'
import { expand } from './expansion.ts'
import type { PodPlace } from './field-value.ts'
import { fieldValue, resourceValue } from './field-value.ts'
import type { PodVolumes } from './variable-file.ts'
import { valueFromFile } from './variable-file.ts'

export interface EnvironmentInput {
  readonly pod: Pod
  readonly container: Container
  readonly place: PodPlace
  readonly configuration: ConfigurationReader
  /** Of Services; undefined on a node that has not heard of any yet. */
  readonly services: ReadonlyMap<string, string> | undefined
  readonly volumes: PodVolumes
}

/** The API server always fills it in. @source pkg/kubelet/kubelet_pods.go makeEnvironmentVariables */
const NO_SERVICE_LINKS = 'nil pod.spec.enableServiceLinks encountered, cannot construct envvars'

/** Only Pods that the API server knows wait for it to name its Services (ENV-12). */
const NO_SERVICES_YET = 'services have not yet been read at least once, cannot construct envvars'
const SOURCE_ANNOTATION = 'kubernetes.io/config.source'

/** Variables in the order in which they were first set, or the kubelet's words for the first reference that leads nowhere. */
export type Environment = readonly EnvironmentReport[]

type Variables = Map<string, EnvironmentReport>

export function makeEnvironment(input: EnvironmentInput): Result<Environment, string> {
  if (input.pod.spec.enableServiceLinks === undefined) return failure(NO_SERVICE_LINKS)
  if (input.services === undefined && !isStatic(input.pod)) return failure(NO_SERVICES_YET)
  const services = input.services ?? new Map<string, string>()
  const variables: Variables = new Map()
  for (const source of input.container.envFrom ?? []) {
    const problem = addAll(variables, source, input)
    if (problem !== undefined) return failure(problem)
  }
  const lookup: Lookup = (name) => variables.get(name)?.value ?? services.get(name)
  for (const entry of input.container.env ?? []) {
    const value = valueOf(entry, input, lookup)
    if (!value.ok) return value
    if (value.value !== undefined) variables.set(entry.name, value.value)
  }
  for (const [name, value] of services) if (!variables.has(name)) variables.set(name, { name, value, source: undefined })
  return success([...variables.values()])
}

/** From a file of the node. @source pkg/kubelet/types/pod_update.go IsStaticPod */
function isStatic({ metadata }: Pod): boolean {
  const source = metadata.annotations?.[SOURCE_ANNOTATION]
  return source !== undefined && source !== 'api'
}

/** @returns the problem */
function addAll(variables: Variables, from: EnvFromSource, { pod, configuration }: EnvironmentInput): string | undefined {
  const namespace = pod.metadata.namespace ?? ''
  const reference = from.configMapRef ?? from.secretRef
  if (reference === undefined) return undefined
  const name = reference.name ?? ''
  const read: Result<ConfigMap | Secret, string> =
    from.configMapRef === undefined ? configuration.secret(namespace, name) : configuration.configMap(namespace, name)
  if (!read.ok) return reference.optional === true ? undefined : read.problem
  const values = textsOf(read.value)
  for (const key of Object.keys(values).sort(compareBytes)) {
    const variable = `${from.prefix ?? ''}${key}`
    variables.set(variable, { name: variable, value: values[key] ?? '', source: sourceOf(read.value, key) })
  }
  return undefined
}

function valueOf(
  { name, value = '', valueFrom }: EnvVar,
  input: EnvironmentInput,
  lookup: Lookup,
): Result<EnvironmentReport | undefined, string> {
  const { pod, container, place } = input
  const literal = (text: string) => success({ name, value: text, source: undefined })
  if (value !== '') return literal(expand(value, lookup))
  if (valueFrom?.fieldRef !== undefined) return literal(fieldValue(pod, valueFrom.fieldRef.fieldPath, place) ?? '')
  if (valueFrom?.resourceFieldRef !== undefined) {
    const { resource, divisor, containerName } = valueFrom.resourceFieldRef
    const all = [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? [])]
    const owner = (containerName ?? '') === '' ? container : all.find((each) => each.name === containerName)
    if (owner === undefined) return failure(`container ${containerName ?? ''} not found`)
    return literal(resourceValue(owner, resource, divisor))
  }
  if (valueFrom?.fileKeyRef !== undefined) {
    const read = valueFromFile(valueFrom.fileKeyRef, pod, input.volumes)
    return read.ok && read.value !== undefined ? literal(read.value) : read.ok ? success(undefined) : read
  }
  const selector = valueFrom?.configMapKeyRef ?? valueFrom?.secretKeyRef
  if (selector === undefined) return literal('')
  return keyValue(name, selector, valueFrom?.configMapKeyRef === undefined ? 'Secret' : 'ConfigMap', input)
}

function keyValue(
  name: string,
  selector: { readonly name?: string; readonly key: string; readonly optional?: boolean },
  kind: 'ConfigMap' | 'Secret',
  { pod, configuration }: EnvironmentInput,
): Result<EnvironmentReport | undefined, string> {
  const namespace = pod.metadata.namespace ?? ''
  const objectName = selector.name ?? ''
  const optional = selector.optional === true
  const read: Result<ConfigMap | Secret, string> =
    kind === 'Secret' ? configuration.secret(namespace, objectName) : configuration.configMap(namespace, objectName)
  if (!read.ok) return optional ? success(undefined) : read
  const value = textsOf(read.value)[selector.key]
  if (value !== undefined) return success({ name, value, source: sourceOf(read.value, selector.key) })
  return optional ? success(undefined) : failure(`couldn't find key ${selector.key} in ${kind} ${namespace}/${objectName}`)
}

/** Values that a variable can have: binaryData is not among them (ENV-6). */
function textsOf(object: ConfigMap | Secret): Readonly<Record<string, string>> {
  if (object.kind === 'ConfigMap') return object.data ?? {}
  return Object.fromEntries(Object.entries(object.data ?? {}).map(([key, value]) => [key, decodeUtf8Loosely(bytesOf(value))]))
}

/** Bytes of a value in a stored Secret or in binaryData. */
export function bytesOf(base64: string): Uint8Array {
  const decoded = decodeBase64(base64)
  return decoded.ok ? decoded.value : new Uint8Array()
}

export function sourceOf(object: ConfigMap | Secret, key: string): ConfigurationSource {
  return { kind: object.kind, name: object.metadata.name ?? '', key, version: object.metadata.resourceVersion ?? '' }
}
