// How long after an update of a ConfigMap Pods see it in their volumes: the simulator's distribution beside the recorded one (PROP-2 … PROP-4).
//
// The recording says when each Pod saw each update, not when the updates were made. Pods look again 60 to 90 seconds after they last
// looked, so the times between updates are those that fit the most Pods; the simulator then updates at the same times.

import type { ApiRequest } from '../../../src/simulator/api/client.ts'
import { advance, createCluster, request } from '../../../src/simulator/cluster/cluster.ts'
import { ALL_TOOLS } from '../../../src/simulator/kubectl/tools/all.ts'
import { decodeImageLibrary } from '../../../src/simulator/workloads/image-library.ts'
import { createContainerRuntime } from '../../../src/simulator/workloads/runtime.ts'
import type { AreaResult } from '../area.ts'
import type { Source } from '../source.ts'
import { isRecord } from '../source.ts'

export const area = 'propagation'

const QUANTILES = [5, 25, 50, 75, 95] as const
const TOLERANCE = 0.1
const PODS_TO_PLAY = 10_000
/** Pods were started over about this long, and asked this often. */
const STARTS_SPREAD_SECONDS = 30
const POLL_SECONDS = 0.5
const SHORTEST_PERIOD_SECONDS = 60
const LONGEST_PERIOD_SECONDS = 90

export function run(source: Source, only: string = area): AreaResult {
  const file = only === area ? source.json('recorded/live/propagation.json') : undefined
  if (!isRecord(file)) return { passed: 0, total: 0, failures: [] }
  const delays = delaysByPod(file['delays'])
  const wanted = isRecord(file['quantiles']) ? file['quantiles'] : {}
  const updateSeconds = updateTimes(delays)
  const rounds = Math.ceil(PODS_TO_PLAY / (delays.length * updateSeconds.length))
  const seen = Array.from({ length: rounds }, (_, seed) => playRound(seed + 1, delays.length, updateSeconds)).flat()
  seen.sort((a, b) => a - b)
  const rows = QUANTILES.map((quantile) => ({
    quantile,
    recorded: Number(wanted[String(quantile)]),
    ours: seen[Math.floor((seen.length * quantile) / 100)] ?? 0,
  }))
  const shown = (side: 'recorded' | 'ours'): string => rows.map((row) => `${String(row.quantile)} %: ${row[side].toFixed(1)} s`).join(', ')
  const isSame = rows.every(({ recorded, ours }) => Math.abs(ours - recorded) <= TOLERANCE * recorded + POLL_SECONDS)
  const failure = { id: 'propagation', expected: shown('recorded'), actual: shown('ours') }
  return { passed: isSame ? 1 : 0, total: 1, failures: isSame ? [] : [failure] }
}

/** Seconds of each update by Pod. */
function delaysByPod(entries: unknown): readonly (readonly number[])[] {
  const pods: number[][] = []
  for (const entry of Array.isArray(entries) ? entries.filter(isRecord) : []) {
    const pod = (pods[Number(entry['pod'])] ??= [])
    pod[Number(entry['update'])] = Number(entry['seconds'])
  }
  return pods
}

/** When the updates were made, in seconds after the first Pod started. */
function updateTimes(pods: readonly (readonly number[])[]): readonly number[] {
  const updates = pods[0]?.length ?? 0
  const startOf = (pod: number): number => (STARTS_SPREAD_SECONDS * pod) / pods.length
  const times: number[] = []
  for (let update = 0; update < updates; update += 1) {
    const before = times.at(-1)
    const elapsed = (pod: readonly number[], index: number, at: number): number =>
      before === undefined ? at + (pod[0] ?? 0) - startOf(index) : at + (pod[update] ?? 0) - (before + (pod[update - 1] ?? 0))
    const earliest = (before ?? 0) + SHORTEST_PERIOD_SECONDS
    times.push(mostFitting(earliest, (at) => pods.filter((pod, index) => isSumOfPeriods(elapsed(pod, index, at))).length))
  }
  return times
}

/** The middle of the times that fit the most. */
function mostFitting(from: number, count: (at: number) => number): number {
  const candidates = Array.from({ length: 400 }, (_, index) => from + index * 0.5).map((at) => ({ at, fits: count(at) }))
  const best = Math.max(...candidates.map(({ fits }) => fits))
  const ties = candidates.filter(({ fits }) => fits === best)
  return ties[Math.floor(ties.length / 2)]?.at ?? from
}

function isSumOfPeriods(seconds: number): boolean {
  return [1, 2, 3].some(
    (periods) => seconds >= periods * SHORTEST_PERIOD_SECONDS - 1 && seconds <= periods * (LONGEST_PERIOD_SECONDS + 1) + 1,
  )
}

const LIBRARY = decodeImageLibrary({
  images: [{ name: 'idle:1', present: true, sizeBytes: 1, pullMs: 0, entrypoint: ['idle'], programs: { idle: {} } }],
})

/** Delays in seconds, of each Pod and each update. */
function playRound(seed: number, pods: number, updateSeconds: readonly number[]): readonly number[] {
  if (!LIBRARY.ok) throw new Error(JSON.stringify(LIBRARY.problem))
  const runtime = createContainerRuntime(LIBRARY.value)
  const startedAtEpochMs = Date.UTC(2026, 10, 24)
  let { cluster } = createCluster({ seed, startedAtEpochMs, nodes: ['node-1'], changeDetection: 'Watch', runtime, parts: ALL_TOOLS })
  const act = (asked: ApiRequest): void => {
    cluster = request(cluster, asked).cluster
  }
  cluster = advance(cluster, 500).cluster
  act({ verb: 'create', kind: 'ConfigMap', namespace: 'default', body: configMap(0) })
  const startMs = cluster.nowMs
  for (let pod = 0; pod < pods; pod += 1) {
    cluster = advance(cluster, startMs + (STARTS_SPREAD_SECONDS * 1000 * pod) / pods).cluster
    act({ verb: 'create', kind: 'Pod', namespace: 'default', body: podWith(`pod-${String(pod)}`) })
  }
  const delays: number[] = []
  for (const [index, seconds] of updateSeconds.entries()) {
    cluster = advance(cluster, startMs + seconds * 1000).cluster
    const updatedAtMs = cluster.nowMs
    act({ verb: 'update', kind: 'ConfigMap', key: { namespace: 'default', name: 'settings' }, body: configMap(index + 1) })
    const next = updateSeconds[index + 1] ?? seconds + LONGEST_PERIOD_SECONDS + 10
    const passed = advance(cluster, startMs + next * 1000)
    cluster = passed.cluster
    for (const entry of passed.entries) {
      if (entry.kind !== 'volume-written' || entry.volume !== 'cfg') continue
      // The recording asked every half second.
      delays.push(Math.ceil((entry.atMs - updatedAtMs) / 1000 / POLL_SECONDS) * POLL_SECONDS)
    }
  }
  return delays
}

function configMap(value: number) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { value: String(value) } }
}

function podWith(name: string) {
  const container = { name: 'app', image: 'idle:1', volumeMounts: [{ name: 'cfg', mountPath: '/etc/cfg' }] }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [container], volumes: [{ name: 'cfg', configMap: { name: 'settings' } }] },
  }
}
