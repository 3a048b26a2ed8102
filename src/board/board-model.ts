// What the board shows at one moment: a pure function of a snapshot and of the values that the followed key has had.

import type { ContainerReport, PodReport, Snapshot, TimelineEntry } from '../simulator/index.ts'
import { bytesOf, podStatus } from '../simulator/index.ts'

/** Which key the board follows. */
export interface Focus {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  readonly key: string
  readonly namespace?: string
}

/** A value and the number of its version: v1 is the first value that the key ever had. 0: a value that the key never had. */
export interface Versioned {
  readonly text: string
  readonly version: number
}

export interface ObjectCard {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly resourceVersion: string
  readonly isSecret: boolean
  readonly entries: readonly { readonly key: string; readonly value: Versioned; readonly followed: boolean }[]
}

export interface NodeCard {
  readonly name: string
  readonly cache: readonly {
    readonly id: string
    readonly name: string
    readonly version: number
    readonly sinceMs: number
    readonly missing: boolean
  }[]
  readonly dials: readonly { readonly pod: string; readonly leftMs: number | undefined; readonly share: number }[]
}

export interface ConsumerRow {
  readonly id: string
  readonly container: string
  readonly how: 'variable' | 'all keys as variables' | 'file' | 'subPath file'
  readonly has: Versioned
  readonly uses: Versioned | undefined
  /** For how long the process has used it. */
  readonly ageMs: number | undefined
  readonly stale: boolean
  /** The entry that "why?" begins at. */
  readonly reason: number | undefined
}

export interface PodCard {
  readonly id: string
  readonly name: string
  readonly word: string
  readonly healthy: boolean
  readonly restarts: number
  readonly owner: string
  readonly rows: readonly ConsumerRow[]
}

export interface BoardModel {
  readonly objects: readonly ObjectCard[]
  readonly nodes: readonly NodeCard[]
  readonly pods: readonly PodCard[]
  /** The value that is stored now; undefined when the object or the key is gone. */
  readonly stored: Versioned | undefined
}

const LONGEST_SYNC_MS = 91_000
const CLUSTERS_OWN = 'kube-root-ca.crt'

/** @param values  Of the followed key, in the order in which they were stored, each once. */
export function boardAt(snapshot: Snapshot, focus: Focus, values: readonly string[]): BoardModel {
  const versioned = (text: string): Versioned => ({ text: text.trim(), version: values.indexOf(text) + 1 })
  const stored = storedValue(snapshot, focus)
  return {
    objects: objectCards(snapshot, focus, versioned),
    nodes: snapshot.nodes.map((node) => ({
      name: node.node,
      cache: node.cache
        .filter(({ name }) => name !== CLUSTERS_OWN)
        .map(({ kind, name, version, sinceMs }) => ({
          id: `${kind}/${name}`,
          name,
          version: kind === focus.kind && name === focus.name ? cachedVersion(snapshot, focus, version, values) : 0,
          sinceMs,
          missing: version === undefined,
        })),
      dials: node.pods.map((pod) => dialOf(snapshot.atMs, pod)),
    })),
    pods: snapshot.nodes.flatMap((node) => node.pods.map((pod) => podCard(snapshot, focus, pod, versioned, stored))),
    stored: stored === undefined ? undefined : versioned(stored),
  }
}

export function storedValue({ view }: Snapshot, { kind, name, key, namespace = 'default' }: Focus): string | undefined {
  const object = view.get(kind, { namespace, name })
  const text = object?.data?.[key]
  if (text === undefined) return undefined
  return kind === 'Secret' ? textOf(text) : text
}

/** Bytes as text; how many there are where they are no UTF-8. */
function textOf(base64: string): string {
  const bytes = bytesOf(base64)
  let escaped = ''
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`
  try {
    return decodeURIComponent(escaped)
  } catch {
    return `${String(bytes.length)} bytes`
  }
}

function objectCards({ view }: Snapshot, focus: Focus, versioned: (text: string) => Versioned): readonly ObjectCard[] {
  const namespace = focus.namespace ?? 'default'
  const maps = view.list('ConfigMap', namespace).filter(({ metadata }) => metadata.name !== CLUSTERS_OWN)
  return [...maps, ...view.list('Secret', namespace)].map((object) => {
    const name = object.metadata.name ?? ''
    const isFollowed = object.kind === focus.kind && name === focus.name
    return {
      id: `${object.kind}/${name}`,
      kind: object.kind,
      name,
      resourceVersion: object.metadata.resourceVersion ?? '',
      isSecret: object.kind === 'Secret',
      entries: Object.entries(object.data ?? {}).map(([key, text]) => {
        const shown = object.kind === 'Secret' ? textOf(text) : text
        const followed = isFollowed && key === focus.key
        return { key, value: followed ? versioned(shown) : { text: shown.trim(), version: 0 }, followed }
      }),
    }
  })
}

/** The version of the value that the node's copy holds: the one that was stored with that resourceVersion. */
function cachedVersion(snapshot: Snapshot, focus: Focus, resourceVersion: string | undefined, values: readonly string[]): number {
  if (resourceVersion === undefined) return 0
  const object = snapshot.view.get(focus.kind, { namespace: focus.namespace ?? 'default', name: focus.name })
  const value = storedValue(snapshot, focus)
  const latest = value === undefined ? 0 : values.indexOf(value) + 1
  return object?.metadata.resourceVersion === resourceVersion ? latest : Math.max(0, latest - 1)
}

function dialOf(nowMs: number, { name, nextSyncAtMs }: PodReport): NodeCard['dials'][number] {
  const leftMs = nextSyncAtMs === undefined ? undefined : Math.max(0, nextSyncAtMs - nowMs)
  return { pod: name, leftMs, share: leftMs === undefined ? 0 : Math.min(1, leftMs / LONGEST_SYNC_MS) }
}

function podCard(
  snapshot: Snapshot,
  focus: Focus,
  report: PodReport,
  versioned: (text: string) => Versioned,
  stored: string | undefined,
): PodCard {
  const pod = snapshot.view.get('Pod', { namespace: report.namespace, name: report.name })
  const { word, restarts } = pod === undefined ? { word: 'gone', restarts: 0 } : podStatus(pod)
  const owner = pod?.metadata.ownerReferences?.[0]
  return {
    id: report.uid,
    name: report.name,
    word,
    healthy: word === 'Running' || word === 'Completed',
    restarts,
    owner: owner === undefined ? '' : `${owner.kind} ${owner.name}`,
    rows: report.containers.flatMap((container) => consumerRows(snapshot, focus, report, container, versioned, stored)),
  }
}

function consumerRows(
  snapshot: Snapshot,
  focus: Focus,
  pod: PodReport,
  container: ContainerReport,
  versioned: (text: string) => Versioned,
  stored: string | undefined,
): readonly ConsumerRow[] {
  const spec = snapshot.view
    .get('Pod', { namespace: pod.namespace, name: pod.name })
    ?.spec.containers?.find(({ name }) => name === container.name)
  const isFollowed = (source: { readonly kind: string; readonly name: string; readonly key: string } | undefined) =>
    source?.kind === focus.kind && source.name === focus.name && source.key === focus.key
  const variables = container.environment
    .filter(({ source }) => isFollowed(source))
    .map(({ name, value }) => ({
      source: name,
      value,
      how: spec?.env?.some((each) => each.name === name) === true ? ('variable' as const) : ('all keys as variables' as const),
    }))
  const files = container.files
    .filter(({ source }) => isFollowed(source))
    .map(({ path, content, pinned }) => ({
      source: path,
      value: typeof content === 'string' ? content : '',
      how: pinned ? ('subPath file' as const) : ('file' as const),
    }))
  return [...variables, ...files].map(({ source, value, how }) => {
    const use = container.uses.find((each) => each.source === source)
    return {
      id: `${pod.uid}/${container.name}/${source}`,
      container: container.name,
      how,
      has: versioned(value),
      uses: use === undefined ? undefined : versioned(use.value),
      ageMs: use === undefined ? undefined : snapshot.atMs - use.atMs,
      stale: stored !== undefined && (use === undefined ? value !== stored : use.value !== stored),
      reason: reasonOf(snapshot.entries, pod.name, container.name, source),
    }
  })
}

/** The last time the process took the value into use. */
function reasonOf(entries: readonly TimelineEntry[], pod: string, container: string, source: string): number | undefined {
  return entries.findLast(
    (entry) => entry.kind === 'process-read' && entry.object?.name === pod && entry.container === container && entry.source === source,
  )?.id
}
