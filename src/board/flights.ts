// Where a change is on its way at a moment: from the editor into the store, to the node, through the dial into containers, to the
// process. It stops where reality stops it: at the ice around variables and at the pin that holds a subPath file.

import type { TimelineEntry } from '../simulator/index.ts'
import type { BoardModel } from './board-model.ts'
import type { ConsumerRow } from './consumer-row.ts'
import type { PodGroup } from './fold-pods.ts'
import type { PodCard } from './pod-card.ts'
import type { VersionBook } from './versions.ts'
import { idOf, versionOfObject } from './versions.ts'

/** A place on the stage, as its element names it: `editor`, `object:ID`, `copy:NODE:ID`, `dial:POD`, `has:ROW`, `uses:ROW`. */
export type Place = string

export interface Flight {
  readonly id: string
  readonly from: Place
  readonly to: Place
  readonly version: number
  readonly startMs: number
  readonly endMs: number
  readonly ends: 'arrives' | 'bounces'
}

export interface Traffic {
  /** Those on their way, and those that go on from where these end. */
  readonly flights: readonly Flight[]
  /** Dials at which a version waits to be let in. */
  readonly waiting: readonly { readonly place: Place; readonly version: number }[]
}

/** No chain of hops that follow each other is longer. */
const LONGEST_CHAIN = 6
/** A kubelet looks at each Pod within this time. */
const LONGEST_SYNC_MS = 91_000

type Leg = Pick<Flight, 'from' | 'to' | 'version' | 'ends'>

/**
 * What travels from a moment on, until something is written down again: nothing has to be thought out for each frame between the two.
 *
 * @param atMs   When something was written down last.
 * @param hopMs  How long a hop takes, in milliseconds of the cluster: what the eye needs, times the speed.
 */
export function planTraffic(
  entries: readonly TimelineEntry[],
  board: BoardModel,
  groups: readonly PodGroup[],
  versions: VersionBook,
  atMs: number,
  hopMs: number,
): Traffic {
  const scene = sceneOf(board, groups, versions)
  const arrivals = new Map<Place, number>()
  const flights: Flight[] = []
  for (const entry of within(entries, atMs - LONGEST_CHAIN * hopMs, atMs)) {
    for (const leg of legsOf(entry, scene)) {
      const startMs = Math.max(entry.atMs, arrivals.get(leg.from) ?? 0)
      const endMs = startMs + hopMs
      arrivals.set(leg.to, endMs)
      if (atMs < endMs) flights.push({ ...leg, id: `${String(entry.id)} ${leg.to}`, startMs, endMs })
    }
  }
  return { flights, waiting: waitingIn(board, scene) }
}

/** Entries after one moment and not after another. */
function within(entries: readonly TimelineEntry[], afterMs: number, untilMs: number): readonly TimelineEntry[] {
  const from = entries.findLastIndex((entry) => entry.atMs <= afterMs) + 1
  const until = entries.findLastIndex((entry) => entry.atMs <= untilMs) + 1
  return entries.slice(from, until)
}

interface Scene {
  readonly versions: VersionBook
  /** By namespace and name: the Pod that is drawn for it. */
  readonly drawn: ReadonlyMap<string, PodCard>
  /** Since when a node has held its copy: by node and id. */
  readonly copiesSinceMs: ReadonlyMap<string, number>
}

function sceneOf({ nodes }: BoardModel, groups: readonly PodGroup[], versions: VersionBook): Scene {
  return {
    versions,
    drawn: new Map(groups.flatMap(({ shown, pods }) => pods.map(({ namespace, name }) => [`${namespace}/${name}`, shown] as const))),
    copiesSinceMs: new Map(nodes.flatMap(({ name, copies }) => copies.map(({ id, sinceMs }) => [`${name}:${id}`, sinceMs] as const))),
  }
}

function legsOf(entry: TimelineEntry, scene: Scene): readonly Leg[] {
  const { object } = entry
  if (object === undefined) return []
  const isConfiguration = object.kind === 'ConfigMap' || object.kind === 'Secret'
  const id = idOf(object.kind, object.namespace, object.name)
  const rows = scene.drawn.get(`${object.namespace}/${object.name}`)?.rows ?? []
  switch (entry.kind) {
    case 'object-stored': {
      if (!isConfiguration || entry.change === 'deleted' || entry.actor !== 'you') return []
      return [leg('editor', `object:${id}`, versionOfObject(scene.versions, id, entry.version))]
    }
    case 'cache-updated': {
      if (entry.version === undefined) return []
      return [leg(`object:${id}`, `copy:${entry.node}:${id}`, versionOfObject(scene.versions, id, entry.version))]
    }
    case 'volume-written':
      return entry.sources.flatMap(({ object: source }) => {
        const from = idOf(source.kind, source.namespace, source.name)
        return rows.filter((row) => row.from?.id === from && (row.how === 'file' || row.isStale)).map((row) => enter(entry.node, row))
      })
    case 'pod-synced':
      return rows
        .filter(
          (row) => row.isStale && row.hold === 'frozen' && !rows.some((each) => each.from?.id === row.from?.id && each.mode !== undefined),
        )
        .filter((row) => entry.atMs - (scene.copiesSinceMs.get(`${entry.node}:${row.from?.id ?? ''}`) ?? 0) <= LONGEST_SYNC_MS)
        .map((row) => enter(entry.node, row))
    case 'container-started':
      return rows
        .filter((row) => row.container === entry.container && row.hold !== undefined && row.from !== undefined)
        .map((row) => ({ ...enter(entry.node, row), version: row.has.version, ends: 'arrives' as const }))
    case 'process-read':
      return rows
        .filter((row) => row.container === entry.container && row.place === entry.source)
        .map((row) => leg(`has:${row.id}`, `uses:${row.id}`, row.uses?.version ?? 0))
    default:
      return []
  }
}

function leg(from: Place, to: Place, version: number): Leg {
  return { from, to, version, ends: 'arrives' }
}

/** From the node's copy into the container, or to what keeps it out. */
function enter(node: string, row: ConsumerRow): Leg {
  const isHeld = row.hold !== undefined
  return {
    from: `copy:${node}:${row.from?.id ?? ''}`,
    to: `has:${row.id}`,
    version: (isHeld ? row.stored : row.has)?.version ?? 0,
    ends: isHeld ? 'bounces' : 'arrives',
  }
}

/** A version that the node has heard of and that is not in the files yet waits for the dial. */
function waitingIn({ nodes, pods }: BoardModel, { versions }: Scene): Traffic['waiting'] {
  const cached = new Map(nodes.flatMap(({ name, copies }) => copies.map((copy) => [`${name}:${copy.id}`, copy.resourceVersion] as const)))
  return pods.flatMap(({ id: pod, node, rows }) => {
    const news = rows.flatMap((row) => {
      if (row.how !== 'file' || row.from === undefined || node === undefined) return []
      const { id, key } = row.from
      const heard = versions.revisions
        .get(id)
        ?.find((each) => each.resourceVersion === cached.get(`${node}:${id}`))
        ?.keys.get(key)
      return heard === undefined || heard === row.has.version ? [] : [heard]
    })
    const [version] = news
    return version === undefined ? [] : [{ place: `dial:${pod}`, version }]
  })
}
