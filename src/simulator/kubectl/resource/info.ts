// One object that a command is about: where it was named, and what is known of it so far.

import type { KindInfo } from '../../api/kinds.ts'
import { kindInfo } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import type { JsonObject } from '../../base/json.ts'
import { isJsonObject } from '../../base/json.ts'
import { goQuote } from '../../base/go-text.ts'
import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import { describeKind, describeResource } from './mapping.ts'

export interface ObjectInfo {
  readonly info: KindInfo
  /** '' for kinds without namespace. */
  readonly namespace: string
  readonly name: string
  /** File name as given, or STDIN; '' when named on the command line. */
  readonly source: string
  /** The manifest, or what the server answered. Keys sorted. */
  readonly object: JsonObject
  /** The List in which a file holds it, if one does. */
  readonly list?: JsonObject
}

export function infoOfObject(object: ApiObject, source = ''): ObjectInfo {
  const { namespace, name } = object.metadata
  return { info: kindInfo(object.kind), namespace: namespace ?? '', name: name ?? '', source, object: jsonFromObject(object) }
}

/** @source k8s.io/cli-runtime pkg/resource/visitor.go Info.String */
export function describeInfo({ info, name, namespace, object }: ObjectInfo): string {
  const kind = textOf(object, 'kind')
  return `Resource: ${goQuote(describeResource(info))}, GroupVersionKind: ${goQuote(describeKind(info, kind === '' ? info.kind : kind))}\nName: ${goQuote(name)}, Namespace: ${goQuote(namespace)}`
}

export function metadataOf(object: JsonObject): JsonObject {
  const { metadata } = object
  return isJsonObject(metadata) ? metadata : {}
}

export function textOf(object: JsonObject, field: string): string {
  const value = object[field]
  return typeof value === 'string' ? value : ''
}

/** String values of a map field; null is the empty text. @source unstructured/helpers.go NestedNullCoercingStringMap */
export function textsOf(object: JsonObject, field: string): Readonly<Record<string, string>> {
  const value = object[field]
  if (!isJsonObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => (typeof entry === 'string' || entry === null ? [[key, entry ?? '']] : [])),
  )
}

export function withMetadata(object: JsonObject, change: JsonObject): JsonObject {
  return { ...object, metadata: { ...metadataOf(object), ...change } }
}
