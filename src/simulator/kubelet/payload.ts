// Which files a volume shall hold: paths, contents, modes (VOL-4 … VOL-6, VOL-10).
// @source pkg/volume/configmap/configmap.go, secret/secret.go, projected/projected.go, downwardapi/downwardapi.go

import type { Container } from '../api/fields/container.ts'
import type { ConfigMap, Secret } from '../api/fields/core.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { KeyToPath, ProjectedVolumeSource, Volume } from '../api/fields/volume.ts'
import { encodeBase64 } from '../base/base64.ts'
import { compareBytes, goJson } from '../base/go-json.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import { decodeUtf8, encodeUtf8 } from '../base/utf8.ts'
import { bytesOf, sourceOf } from './environment.ts'
import type { ConfigurationReader } from './configuration.ts'
import type { PodPlace } from './field-value.ts'
import { fieldValue, resourceValue, subscriptProblem } from './field-value.ts'
import { cleanPayload } from './payload-paths.ts'
import type { Payload, PayloadFile } from './payload-file.ts'

export interface PayloadInput {
  readonly pod: Pod
  readonly place: PodPlace
  readonly configuration: ConfigurationReader
}

const DEFAULT_MODE = 0o644

/** The API server always fills it in. @source pkg/volume/projected/projected.go collectData */
const NO_MODE = 'no defaultMode used, not even the default value for it'

/** The files, or the kubelet's words after `MountVolume.SetUp failed for volume "x" : `; undefined for volumes that hold nobody's configuration. */
export function payloadOf(volume: Volume, input: PayloadInput): Result<Payload, string> | undefined {
  const made = readPayload(volume, input)
  return made?.ok === true ? cleanPayload(made.value) : made
}

function readPayload(volume: Volume, input: PayloadInput): Result<Payload, string> | undefined {
  const namespace = input.pod.metadata.namespace ?? ''
  if (volume.configMap !== undefined) {
    const { name = '', items, defaultMode, optional } = volume.configMap
    return fromConfigMap(input.configuration.configMap(namespace, name), items, defaultMode ?? DEFAULT_MODE, optional === true)
  }
  if (volume.secret !== undefined) {
    const { secretName = '', items, defaultMode, optional } = volume.secret
    return fromSecret(input.configuration.secret(namespace, secretName), items, defaultMode ?? DEFAULT_MODE, optional === true)
  }
  if (volume.downwardAPI !== undefined)
    return fromFields(volume.downwardAPI.items ?? [], volume.downwardAPI.defaultMode ?? DEFAULT_MODE, input)
  return volume.projected === undefined ? undefined : fromSources(volume.projected, input)
}

function fromConfigMap(
  read: Result<ConfigMap, string>,
  items: readonly KeyToPath[] | undefined,
  mode: number,
  optional: boolean,
): Result<Payload, string> {
  if (!read.ok) return optional ? success(new Map()) : read
  const { data = {}, binaryData = {} } = read.value
  const binary = Object.entries(binaryData).map(([key, value]): readonly [string, string | Uint8Array] => [
    key,
    textOrBytes(bytesOf(value)),
  ])
  const contents = new Map<string, string | Uint8Array>([...Object.entries(data), ...binary])
  return select(read.value, contents, items, mode, optional, (key) => `configmap references non-existent config key: ${key}`)
}

function fromSecret(
  read: Result<Secret, string>,
  items: readonly KeyToPath[] | undefined,
  mode: number,
  optional: boolean,
): Result<Payload, string> {
  if (!read.ok) return optional ? success(new Map()) : read
  const contents = new Map(Object.entries(read.value.data ?? {}).map(([key, value]) => [key, textOrBytes(bytesOf(value))] as const))
  return select(read.value, contents, items, mode, optional, (key) => `references non-existent secret key: ${key}`)
}

function textOrBytes(bytes: Uint8Array): string | Uint8Array {
  return decodeUtf8(bytes) ?? bytes
}

function select(
  object: ConfigMap | Secret,
  contents: ReadonlyMap<string, string | Uint8Array>,
  items: readonly KeyToPath[] | undefined,
  mode: number,
  optional: boolean,
  missing: (key: string) => string,
): Result<Payload, string> {
  const payload = new Map<string, PayloadFile>()
  if (items === undefined || items.length === 0) {
    for (const [key, content] of [...contents].sort(([left], [right]) => compareBytes(left, right)))
      payload.set(key, { content, mode, source: sourceOf(object, key) })
    return success(payload)
  }
  for (const item of items) {
    const content = contents.get(item.key)
    if (content !== undefined) payload.set(item.path, { content, mode: item.mode ?? mode, source: sourceOf(object, item.key) })
    else if (!optional) return failure(missing(item.key))
  }
  return success(payload)
}

interface FieldItem {
  readonly path: string
  readonly fieldRef?: { readonly fieldPath: string }
  readonly resourceFieldRef?: { readonly containerName?: string; readonly resource: string; readonly divisor?: string | null }
  readonly mode?: number
}

function fromFields(items: readonly FieldItem[], mode: number, { pod, place }: PayloadInput): Result<Payload, string> {
  const payload = new Map<string, PayloadFile>()
  for (const item of items) {
    const problem = item.fieldRef === undefined ? undefined : subscriptProblem(item.fieldRef.fieldPath)
    if (problem !== undefined) return failure(problem)
    const content = item.fieldRef === undefined ? resourceText(item, pod) : (fieldValue(pod, item.fieldRef.fieldPath, place) ?? '')
    payload.set(item.path, { content, mode: item.mode ?? mode, source: undefined })
  }
  return success(payload)
}

function resourceText({ resourceFieldRef }: FieldItem, pod: Pod): string {
  if (resourceFieldRef === undefined) return ''
  const containers: readonly Container[] = [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? [])]
  const container = containers.find(({ name }) => name === resourceFieldRef.containerName)
  return container === undefined ? '' : resourceValue(container, resourceFieldRef.resource, resourceFieldRef.divisor ?? undefined)
}

/** Later sources win; all that is wrong is said at once. */
function fromSources({ sources, defaultMode }: ProjectedVolumeSource, input: PayloadInput): Result<Payload, string> {
  if (defaultMode === undefined) return failure(NO_MODE)
  const mode = defaultMode
  const namespace = input.pod.metadata.namespace ?? ''
  const payload = new Map<string, PayloadFile>()
  const problems: string[] = []
  for (const source of sources ?? []) {
    const part = source.secret
      ? fromSecret(
          input.configuration.secret(namespace, source.secret.name ?? ''),
          source.secret.items,
          mode,
          source.secret.optional === true,
        )
      : source.configMap
        ? fromConfigMap(
            input.configuration.configMap(namespace, source.configMap.name ?? ''),
            source.configMap.items,
            mode,
            source.configMap.optional === true,
          )
        : source.downwardAPI
          ? fromFields(source.downwardAPI.items ?? [], mode, input)
          : source.serviceAccountToken
            ? success(new Map([[source.serviceAccountToken.path, tokenFile(input.pod, mode)]]))
            : success(new Map<string, PayloadFile>())
    if (part.ok) for (const [path, file] of part.value) payload.set(path, file)
    else if (!problems.includes(part.problem)) problems.push(part.problem)
  }
  if (problems.length === 0) return success(payload)
  return failure(problems.length === 1 ? (problems[0] ?? '') : `[${problems.join(', ')}]`)
}

/** Others than root can read a token only where the Pod says who they are; it is theirs when all its containers run as one user. */
function tokenFile(pod: Pod, mode: number): PayloadFile {
  const uid = userOf(pod)
  const isForOthers = uid !== undefined || pod.spec.securityContext?.fsGroup !== undefined
  return { content: tokenOf(pod), mode: isForOthers ? 0o600 : mode, source: undefined, ...(uid === undefined ? {} : { uid }) }
}

/** @source pkg/volume/util/util.go FsUserFrom */
function userOf({ spec }: Pod): number | undefined {
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])]
  const [first, ...others] = containers.map(({ securityContext }) => securityContext?.runAsUser ?? spec.securityContext?.runAsUser)
  return others.every((user) => user === first) ? first : undefined
}

/** A token of the right form. @simplified The token in a Pod has the right form, but no true signature. */
function tokenOf({ metadata, spec }: Pod): string {
  const subject = `system:serviceaccount:${metadata.namespace ?? ''}:${spec.serviceAccountName ?? 'default'}`
  if (subject !== latest.subject) latest = { subject, head: tokenHead(subject) }
  return `${latest.head}.${tokenPart(metadata.uid ?? '')}`
}

/** Many Pods in a row are of one account. */
let latest = { subject: '', head: '' }

function tokenHead(subject: string): string {
  const claims = goJson({
    iss: 'https://kubernetes.default.svc.cluster.local',
    sub: subject,
    aud: ['https://kubernetes.default.svc.cluster.local'],
  })
  return `${tokenPart('{"alg":"RS256","kid":"simulated"}')}.${tokenPart(claims)}`
}

function tokenPart(text: string): string {
  return encodeBase64(encodeUtf8(text)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
