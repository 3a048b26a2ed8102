// What exists: in the cluster at the moment that is shown, and in manifests that were not applied yet.

import type { ObjectKey } from '../api/objects.ts'
import type { Kind } from '../api/kinds.ts'
import { kindInfo } from '../api/kinds.ts'
import { decodeBase64 } from '../base/base64.ts'
import { decodeUtf8 } from '../base/utf8.ts'
import type { Store } from './references.ts'
import { sketchText } from './sketch.ts'
import type { SketchNode } from './sketch-node.ts'
import { childAt, textOf } from './sketch-node.ts'
import type { EditorWorld } from './world.ts'

const DEFAULT_NAMESPACE = 'default'
/** The API server's own; nobody writes it by hand. */
const CLUSTERS_OWN = 'kube-root-ca.crt'

export function namespaceOf(root: SketchNode): string {
  return textOf(childAt(root, ['metadata', 'namespace'])) ?? DEFAULT_NAMESPACE
}

export function keyOf(kind: Kind, namespace: string, name: string): ObjectKey {
  return { namespace: kindInfo(kind).namespaced ? namespace : '', name }
}

/** Names of a kind in the cluster. */
export function storedNames({ view }: EditorWorld, kind: Kind, namespace: string): readonly string[] {
  const objects = view?.list(kind, kindInfo(kind).namespaced ? namespace : '') ?? []
  return objects.map(({ metadata }) => metadata.name ?? '').filter((name) => name !== CLUSTERS_OWN)
}

export interface WrittenObject {
  readonly file: string
  readonly name: string
  readonly root: SketchNode
}

/** Objects of a kind in the learner's files. */
export function writtenObjects({ files }: EditorWorld, kind: Kind, namespace: string): readonly WrittenObject[] {
  return Object.entries(files).flatMap(([file, text]) =>
    sketchText(text).flatMap(({ root }) => {
      const name = textOf(childAt(root, ['metadata', 'name']))
      const isMeant = textOf(childAt(root, ['kind'])) === kind && name !== undefined && namespaceOf(root) === namespace
      return isMeant ? [{ file, name, root }] : []
    }),
  )
}

/** Keys of a stored ConfigMap or Secret, those of `binaryData` too; undefined when there is no such object. */
export function storedKeys({ view }: EditorWorld, kind: Store, key: ObjectKey): readonly string[] | undefined {
  if (kind === 'Secret') {
    const secret = view?.get('Secret', key)
    return secret && Object.keys(secret.data ?? {})
  }
  const map = view?.get('ConfigMap', key)
  return map && [...Object.keys(map.data ?? {}), ...Object.keys(map.binaryData ?? {})]
}

export function writtenKeys({ root }: WrittenObject): readonly string[] {
  return ['data', 'stringData', 'binaryData'].flatMap((field) =>
    (childAt(root, [field])?.children ?? []).filter(({ isBare }) => !isBare).map(({ step }) => String(step)),
  )
}

/** A stored value as a person may see it: of a Secret no more than its size. */
export function shownValue({ view }: EditorWorld, kind: Store, key: ObjectKey, name: string): string | undefined {
  const object = view?.get(kind, key)
  const binary = object?.kind === 'ConfigMap' ? object.binaryData?.[name] : undefined
  const value = object?.data?.[name] ?? binary
  if (value === undefined) return undefined
  if (kind === 'ConfigMap' && binary === undefined) return shorten(value)
  const decoded = decodeBase64(value)
  const size = `${decoded.ok ? String(decoded.value.length) : 'some'} bytes`
  if (kind === 'ConfigMap') return size
  return decoded.ok && decodeUtf8(decoded.value) !== undefined ? `•••••• (${size})` : `•••••• (${size}, no text)`
}

const SHOWN_CHARACTERS = 60

function shorten(value: string): string {
  const lines = value.split('\n')
  const [first = ''] = lines
  const line = first.length > SHOWN_CHARACTERS ? `${first.slice(0, SHOWN_CHARACTERS)}…` : first
  const more = lines.length - (value.endsWith('\n') ? 2 : 1)
  return more > 0 ? `${line} … and ${String(more)} more ${more === 1 ? 'line' : 'lines'}` : line
}
