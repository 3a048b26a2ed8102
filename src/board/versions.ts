// Which version of a value it is: v1 is the first value that a key ever had, v2 the next different one. The same number everywhere
// on the stage: on the card, in the node's copy, in files, variables and processes.

import type { ObjectByKind, Run } from '../simulator/index.ts'
import { bytesOf, decodeUtf8, snapshotAt } from '../simulator/index.ts'

export type ConfigurationObject = ObjectByKind['ConfigMap'] | ObjectByKind['Secret']
export type ConfigurationKind = ConfigurationObject['kind']

/** Everything that the keys of each ConfigMap and Secret have held so far. */
export interface VersionBook {
  /** By `idOf` and key, joined with a blank: each different text, the first one first. */
  readonly values: ReadonlyMap<string, readonly string[]>
  /** By `idOf`: what was stored under each resourceVersion, in order. */
  readonly revisions: ReadonlyMap<string, readonly StoredRevision[]>
}

export interface StoredRevision {
  readonly resourceVersion: string
  readonly atMs: number
  /** Counts the different contents of the object, from 1; 0 from when it is gone. */
  readonly version: number
  /** The version of each key's value. */
  readonly keys: ReadonlyMap<string, number>
}

/** The cluster makes these in every namespace; no lesson is about them. */
const CLUSTERS_OWN = 'kube-root-ca.crt'

/** `ConfigMap/default/settings` */
export function idOf(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`
}

export function isClustersOwn(name: string, namespace: string): boolean {
  return name === CLUSTERS_OWN || namespace.startsWith('kube-')
}

/** Keys and their texts. Bytes that are no text are kept apart from every text by a mark in front. */
export function textsOf(object: ConfigurationObject): ReadonlyMap<string, string> {
  const data = Object.entries(object.data ?? {}).map(
    ([key, value]) => [key, object.kind === 'Secret' ? textOfBytes(bytesOf(value)) : value] as const,
  )
  const binary = object.kind === 'ConfigMap' ? Object.entries(object.binaryData ?? {}) : []
  return new Map([...data, ...binary.map(([key, value]) => [key, textOfBytes(bytesOf(value))] as const)])
}

const NO_TEXT = '\u0000'

export function textOfBytes(bytes: Uint8Array): string {
  return decodeUtf8(bytes) ?? NO_TEXT + Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

/** How many bytes a text of `textOfBytes` stands for, if they are no text. */
export function binaryLength(text: string): number | undefined {
  return text.startsWith(NO_TEXT) ? text.length - 1 : undefined
}

export function readVersions(run: Run): VersionBook {
  const values = new Map<string, string[]>()
  const revisions = new Map<string, (StoredRevision & { readonly content: string })[]>()
  for (const entry of run.entries) {
    if (entry.kind !== 'object-stored') continue
    const { object } = entry
    if ((object?.kind !== 'ConfigMap' && object?.kind !== 'Secret') || isClustersOwn(object.name, object.namespace)) continue
    const { atMs } = entry
    const id = idOf(object.kind, object.namespace, object.name)
    const known = revisions.get(id) ?? []
    const stored = snapshotAt(run, atMs).view.get(object.kind, object)
    if (stored === undefined) {
      revisions.set(id, [...known, { resourceVersion: '', atMs, version: 0, keys: new Map(), content: '' }])
      continue
    }
    const texts = textsOf(stored)
    const keys = new Map<string, number>()
    for (const [key, text] of texts) {
      const had = values.get(`${id} ${key}`) ?? []
      const all = had.includes(text) ? had : [...had, text]
      values.set(`${id} ${key}`, all)
      keys.set(key, all.indexOf(text) + 1)
    }
    const content = JSON.stringify([...texts])
    const same = known.find((each) => each.content === content)
    const version = same?.version ?? known.reduce((most, each) => Math.max(most, each.version), 0) + 1
    revisions.set(id, [...known, { resourceVersion: entry.version, atMs, version, keys, content }])
  }
  return { values, revisions }
}

/** From 1; 0 for a text that the key never had. */
export function versionOfValue({ values }: VersionBook, id: string, key: string, text: string): number {
  return (values.get(`${id} ${key}`)?.indexOf(text) ?? -1) + 1
}

/** From 1; 0 for a resourceVersion that nobody stored. */
export function versionOfObject({ revisions }: VersionBook, id: string, resourceVersion: string | undefined): number {
  return revisions.get(id)?.find((each) => each.resourceVersion === resourceVersion)?.version ?? 0
}
