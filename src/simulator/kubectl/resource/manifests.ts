// What `-f` and `-k` name, as objects in the order read, with kubectl's own checks (K-2 … K-8) in kubectl's order.
//
// @source k8s.io/cli-runtime pkg/resource/builder.go FilenameParam, Path, visitByPaths; visitor.go StreamVisitor, FlattenListVisitor, RequireNamespace; mapper.go
// @simplified The items of a `List` are checked by the server alone; kubectl's own check would say the same in other words.

import { objectMeta } from '../../api/fields/meta.ts'
import { omitEmpty, string, struct } from '../../api/fields/field-table.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { KINDS, apiVersionOf, findKind } from '../../api/kinds.ts'
import type { JsonObject, JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import { compareBytes, goJson } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import { setMember } from '../../base/mutable-json.ts'
import { decodeStruct } from '../../apiserver/decode/decoder.ts'
import type { ManifestError } from '../../yaml/index.ts'
import { readManifest } from '../../yaml/index.ts'
import type { Call } from '../command/command.ts'
import type { Failure } from '../failure.ts'
import { plainError, several } from '../failure.ts'
import { namespaceOf } from '../commands/common-flags.ts'
import type { ObjectInfo } from './info.ts'
import { metadataOf, textOf, withMetadata } from './info.ts'
import { kindForManifest, parseGroupVersion } from './mapping.ts'
import type { Stream } from './streams.ts'
import { findStreams } from './streams.ts'
import { matchesWritten, parseLabelSelector } from '../../api/selector-parser.ts'
import { textsOf } from './info.ts'

export interface ManifestOptions {
  /** Check apiVersion and kind before anything else: `--validate` strict or warn. */
  readonly checksKind: boolean
  readonly selector?: string
  /** Nothing is known of a namespace without a server: an object keeps the one of its manifest. */
  readonly local?: boolean
}

export interface Manifests {
  readonly infos: readonly ObjectInfo[]
  /** Of objects, in order; then of files. As kubectl gathers them. */
  readonly failure: Failure | undefined
  /** Exactly one file was named, not a folder and not standard input. */
  readonly single: boolean
  /** Whatever was named is there and could be read. */
  readonly found: boolean
}

export function hasFiles(call: Call): boolean {
  return call.flags.list('filename').length > 0 || call.flags.text('kustomize') !== ''
}

/** @source pkg/genericclioptions … RequireFilenameOrKustomize, FilenameOptions.validate */
export function requireFiles(call: Call): Failure | undefined {
  const files = call.flags.list('filename').length > 0
  const kustomize = call.flags.text('kustomize') !== ''
  if (!files && !kustomize) return plainError('must specify one of -f and -k')
  if (files && kustomize) return plainError('only one of -f or -k can be specified')
  return undefined
}

export function readManifests(call: Call, options: ManifestOptions): Manifests {
  const found = findStreams(call)
  if (found.failures.length > 0)
    return { infos: [], failure: several(found.failures), single: false, found: call.flags.text('kustomize') !== '' }
  const infos: ObjectInfo[] = []
  const objectFailures: Failure[] = []
  const streamFailures: Failure[] = []
  const namespace = namespaceOf(call)
  const requirements = options.selector === undefined || options.selector.trim() === '' ? undefined : parseLabelSelector(options.selector)
  if (requirements !== undefined && !requirements.ok) {
    return {
      infos: [],
      failure: plainError(`the provided selector ${goQuote(options.selector ?? '')} is not valid: ${requirements.problem}`),
      single: false,
      found: true,
    }
  }
  for (const stream of found.streams) {
    for (const item of readStream(stream, options)) {
      if ('failure' in item) {
        streamFailures.push(item.failure)
        continue
      }
      const placed = options.local === true ? item : placeInNamespace(item, namespace.name, namespace.explicit)
      if ('kind' in placed) objectFailures.push(placed)
      else if (
        requirements === undefined ||
        requirements.value.every((one) => matchesWritten(one, textsOf(metadataOf(placed.object), 'labels')))
      )
        infos.push(placed)
    }
  }
  const grouped = several(streamFailures)
  return {
    infos,
    failure: several(grouped === undefined ? objectFailures : [...objectFailures, grouped]),
    single: found.single,
    found: true,
  }
}

/** Objects in a text that stands in no file of the learner's. */
export function readManifestText(call: Call, source: string, text: string): Manifests {
  const infos: ObjectInfo[] = []
  const failures: Failure[] = []
  for (const item of readStream({ source, text }, { checksKind: true })) {
    const placed = 'failure' in item ? item.failure : placeInNamespace(item, namespaceOf(call).name, true)
    if ('source' in placed) infos.push(placed)
    else failures.push(placed)
  }
  return { infos, failure: several(failures), single: infos.length === 1, found: true }
}

type StreamItem = ObjectInfo | { readonly failure: Failure }

function readStream(stream: Stream, options: ManifestOptions): readonly StreamItem[] {
  const items: StreamItem[] = []
  const { documents, error } = readManifest(stream.text)
  for (const document of documents) {
    const value = sortKeys(document.value)
    if (options.checksKind) {
      const problems = kindProblems(value)
      if (problems.length > 0) {
        const text = problems.length === 1 ? (problems[0] ?? '') : formatProblems(problems)
        return [...items, { failure: invalidManifest(stream.source, text) }]
      }
    }
    items.push(...objectsOf(value, stream.source))
  }
  if (error !== undefined) items.push({ failure: unreadable(stream.source, error, options) })
  return items
}

function invalidManifest(source: string, problem: string): Failure {
  const advice = 'if you choose to ignore these errors, turn validation off with --validate=false'
  return plainError(`error validating ${goQuote(source)}: error validating data: ${problem}; ${advice}`)
}

/** A number of JSON that is too large is read by who validates first. */
function unreadable(source: string, { code, message }: ManifestError, { checksKind }: ManifestOptions): Failure {
  if (code !== 'json-number') return plainError(`error parsing ${source}: ${message}`)
  return checksKind ? invalidManifest(source, message) : plainError(`unable to decode ${goQuote(source)}: ${message}`)
}

function formatProblems(problems: readonly string[]): string {
  return `[${[...new Set(problems)].join(', ')}]`
}

/** K-2. @source k8s.io/kubectl pkg/validation/validation.go getObjectKind, validateList */
export function kindProblems(value: JsonValue): readonly string[] {
  if (!isJsonObject(value)) return ['invalid object to validate']
  const problems: string[] = []
  const { apiVersion, kind } = value
  if (apiVersion === undefined || apiVersion === null) problems.push('apiVersion not set')
  else if (typeof apiVersion !== 'string') problems.push("apiVersion isn't string type")
  else if (parseGroupVersion(apiVersion) === undefined) problems.push(`unexpected GroupVersion string: ${apiVersion}`)
  if (kind === undefined || kind === null) problems.push('kind not set')
  else if (typeof kind !== 'string') problems.push("kind isn't string type")
  if (problems.length === 0 && apiVersion === 'v1' && kind === 'List') {
    const { items } = value
    return isJsonArray(items) ? items.flatMap(kindProblems) : ['invalid object to validate']
  }
  return problems
}

const metadataOnly = struct(
  'resource.metadataOnlyObject',
  { metadata: omitEmpty(objectMeta) },
  { TypeMeta: struct('v1.TypeMeta', { kind: omitEmpty(string), apiVersion: omitEmpty(string) }) },
)

/** K-3 … K-5, and the items of lists. */
function objectsOf(value: JsonValue, source: string): readonly StreamItem[] {
  const fail = (message: string): readonly StreamItem[] => [{ failure: plainError(message) }]
  const undecodable = (problem: string): readonly StreamItem[] => fail(`unable to decode ${goQuote(source)}: ${problem}`)
  if (!isJsonObject(value)) {
    const found = isJsonArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
    return undecodable(`json: cannot unmarshal ${found} into Go value of type unstructured.detector`)
  }
  if (textOf(value, 'kind') === '' || parseGroupVersion(textOf(value, 'apiVersion')) === undefined)
    return undecodable(`Object 'Kind' is missing in '${goJson(value)}'`)
  const items = value['items']
  const isList = items !== undefined && items !== null
  const unreadable = (isList ? itemsProblem(items) : undefined) ?? metadataProblem(value)
  if (unreadable !== undefined) return undecodable(unreadable)
  const kind = kindOf(value)
  if (isJsonArray(items) && (typeof kind !== 'string' || isListKind(value))) return listItems(value, items, source)
  if (typeof kind !== 'string') return [infoOf(kind, value, source)]
  // A list has no name.
  const metadata = isList ? {} : metadataOf(value)
  return fail(
    `resource mapping not found for name: ${goQuote(textOf(metadata, 'name'))} namespace: ${goQuote(textOf(metadata, 'namespace'))} from ${goQuote(source)}: ${kind}\nensure CRDs are installed first`,
  )
}

/** Every group has `List`, and a list of each of its kinds. @source k8s.io/client-go restmapper/discovery.go NewDiscoveryRESTMapper */
function isListKind(list: JsonObject): boolean {
  const [apiVersion, kind] = [textOf(list, 'apiVersion'), textOf(list, 'kind')]
  return kind === 'List'
    ? KINDS.some((info) => apiVersionOf(info) === apiVersion)
    : findKind(apiVersion, kind.replace(/List$/, '')) !== undefined
}

function itemsProblem(items: JsonValue): string | undefined {
  const typeOf = (value: JsonValue): string => (isJsonArray(value) ? 'array' : typeof value)
  if (!isJsonArray(items)) return `json: cannot unmarshal ${typeOf(items)} into Go struct field decodeList.items of type []json.RawMessage`
  const wrong = items.find((item) => !isJsonObject(item))
  return wrong === undefined ? undefined : `json: cannot unmarshal ${typeOf(wrong)} into Go value of type map[string]interface {}`
}

/** Half a head is not completed from the list. @source k8s.io/apimachinery pkg/apis/meta/v1/unstructured/helpers.go decodeToList */
function missingHead(item: JsonObject): string | undefined {
  if (textOf(item, 'kind') === '') return "Object 'Kind' is missing in 'object has no kind field '"
  return textOf(item, 'apiVersion') === '' ? "Object 'apiVersion' is missing in 'object has no apiVersion field'" : undefined
}

/** What is wrong with items comes after all that is right, and together. */
function listItems(list: JsonObject, items: readonly JsonValue[], source: string): readonly StreamItem[] {
  const listKind = textOf(list, 'kind')
  const infos: StreamItem[] = []
  const failures: Failure[] = []
  for (const item of items.filter(isJsonObject)) {
    if (isJsonArray(item['items']))
      return [{ failure: plainError('*unstructured.Unstructured is not a list: no Items field in this object') }]
    const bare = textOf(item, 'kind') === '' && textOf(item, 'apiVersion') === ''
    const object = bare ? { ...item, kind: listKind.replace(/List$/, ''), apiVersion: textOf(list, 'apiVersion') } : item
    const kind = kindOf(object)
    const missing = missingHead(object)
    if (missing !== undefined) failures.push(plainError(`unable to get type info from the object "*unstructured.Unstructured": ${missing}`))
    else if (typeof kind === 'string') failures.push(plainError(`unable to recognize ${kind}`))
    else infos.push({ ...infoOf(kind, object, source), list })
  }
  return failures.length === 0 ? infos : [...infos, { failure: { kind: 'several', failures } }]
}

export function metadataProblem(object: JsonObject): string | undefined {
  const { metadata, apiVersion, kind } = object
  return decodeStruct(metadataOnly, { kind: kind ?? null, apiVersion: apiVersion ?? null, metadata: metadata ?? null }).error
}

function kindOf(object: JsonObject): KindInfo | string {
  return kindForManifest(textOf(object, 'apiVersion'), textOf(object, 'kind'))
}

function infoOf(info: KindInfo, object: JsonObject, source: string): ObjectInfo {
  const metadata = metadataOf(object)
  return { info, namespace: textOf(metadata, 'namespace'), name: textOf(metadata, 'name'), source, object }
}

/** K-6. */
function placeInNamespace(info: ObjectInfo, namespace: string, enforce: boolean): ObjectInfo | Failure {
  if (!info.info.namespaced) {
    const { namespace: _, ...metadata } = metadataOf(info.object)
    return { ...info, namespace: '', object: info.namespace === '' ? info.object : { ...info.object, metadata } }
  }
  if (info.namespace === '') return { ...info, namespace, object: sortKeys(withMetadata(info.object, { namespace })) }
  if (!enforce || info.namespace === namespace) return info
  return plainError(
    `the namespace from the provided object ${goQuote(info.namespace)} does not match the namespace ${goQuote(namespace)}. You must pass '--namespace=${info.namespace}' to perform this operation.`,
  )
}

/** As Go writes maps: the order decides which mistake the server meets first. */
export function sortKeys<T extends JsonValue>(value: T): T
export function sortKeys(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map((item) => sortKeys(item))
  if (!isJsonObject(value)) return value
  const sorted: Record<string, JsonValue> = {}
  for (const key of Object.keys(value).sort(compareBytes)) {
    const member = value[key]
    if (member !== undefined) setMember(sorted, key, sortKeys(member))
  }
  return sorted
}
