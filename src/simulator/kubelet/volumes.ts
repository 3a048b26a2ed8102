// Sets up the volumes of a Pod, and brings them up to date (VOL-3, VOL-11 … VOL-19, PROP-2).
// @source pkg/kubelet/volumemanager, pkg/util/goroutinemap/exponentialbackoff
// @simplified Volumes of storage systems are empty directories.

import type { Container } from '../api/fields/container.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { Volume } from '../api/fields/volume.ts'
import type { referenceTo } from '../api/objects.ts'
import type { ConfigurationSource } from '../api/node-report.ts'
import type { Writing } from './atomic-writer.ts'
import { emptyRoot, writeAtomically } from './atomic-writer.ts'
import { cacheKey, readerOf, referencesOfVolume } from './configuration.ts'
import type { Payload } from './payload-file.ts'
import { payloadOf } from './payload.ts'
import type { PodRecord, VolumeRecord } from './state.ts'
import { hostRoot } from './host-path.ts'
import { liesInMemory } from './mounts.ts'
import { nestedMountPoints, withMountPoints } from './nested-mounts.ts'
import type { Turn } from './turn.ts'
import { chance, note, noteRead, placeOf, podHere, recordOf, remind, report, uidOf, updatePod } from './turn.ts'

const FIRST_RETRY_MS = 500
/** 2 m 2 s */
const LAST_RETRY_MS = 122_000

/** The populator and the reconciler each look ten times a second: until then nothing is known to be missing. */
const LOOPS_MS = 100

const NEVER_SET_UP: VolumeRecord = {
  root: undefined,
  payload: undefined,
  madeFrom: [],
  writtenAtMs: 0,
  writings: 0,
  failures: 0,
  retryAtMs: 0,
}

/** Volumes that some container mounts: the others are not set up (VOL-3). */
function usedVolumes({ spec }: Pod): readonly Volume[] {
  const { initContainers = [], containers = [], volumes = [] } = spec
  const mounts = (volume: Volume) => (container: Container) => container.volumeMounts?.some(({ name }) => name === volume.name) === true
  return volumes.filter((volume) => initContainers.some(mounts(volume)) || containers.some(mounts(volume)))
}

/** Tries every volume that is due. @returns whether all are there */
export function setUpVolumes<P>(turn: Turn<P>, uid: string): boolean {
  const pod = recordOf(turn, uid)?.pod
  if (pod === undefined) return false
  let ready = true
  for (const volume of usedVolumes(pod)) {
    const present = recordOf(turn, uid)?.volumes.get(volume.name) ?? NEVER_SET_UP
    if (present.root === undefined && present.retryAtMs <= turn.moment.nowMs) setUp(turn, uid, pod, volume, present)
    if (recordOf(turn, uid)?.volumes.get(volume.name)?.root === undefined) ready = false
  }
  return ready
}

/** Writes again what has changed. @returns names of the volumes that were rewritten */
export function refreshVolumes<P>(turn: Turn<P>, uid: string): readonly string[] {
  const record = recordOf(turn, uid)
  if (record === undefined) return []
  const rewritten: string[] = []
  for (const volume of usedVolumes(record.pod)) {
    const present = record.volumes.get(volume.name)
    if (present?.root === undefined || present.payload === undefined || present.retryAtMs > turn.moment.nowMs) continue
    setUp(turn, uid, record.pod, volume, present)
    if (recordOf(turn, uid)?.volumes.get(volume.name)?.writings !== present.writings) rewritten.push(volume.name)
  }
  return rewritten
}

function setUp<P>(turn: Turn<P>, uid: string, pod: Pod, volume: Volume, present: VolumeRecord): void {
  const record = recordOf(turn, uid)
  if (record === undefined) return
  noteRead(turn, pod, referencesOfVolume(volume))
  const madeFrom = ingredientsOf(turn, record, volume)
  if (isUpToDate(present, madeFrom)) return
  const writing = writingOf(turn, pod, volume, present)
  const host = volume.hostPath === undefined ? undefined : hostRoot(volume.hostPath, writing)
  if (host?.ok === false) {
    refuse(turn, uid, pod, volume, present, host.problem)
    return
  }
  const payload = payloadOf(volume, { pod: podHere(turn, record), place: placeOf(turn, record), configuration: readerOf(turn.state.cache) })
  if (payload === undefined) {
    store(turn, uid, volume.name, {
      ...present,
      root: host?.value ?? emptyRoot(writing, liesInMemory(volume) ? 0o1777 : 0o777),
      writtenAtMs: turn.moment.nowMs,
      failures: 0,
      retryAtMs: 0,
    })
    return
  }
  if (!payload.ok) {
    refuse(turn, uid, pod, volume, present, payload.problem)
    return
  }
  const empty = emptyRoot(writing, liesInMemory(volume) ? 0o1777 : 0o777)
  const { root, changedPaths } = writeAtomically(
    present.root ?? withMountPoints(empty, nestedMountPoints(pod, volume.name), writing.epochMs),
    present.payload,
    payload.value,
    writing,
  )
  const isWritten = present.root === undefined || changedPaths.length > 0
  const writings = isWritten ? present.writings + 1 : present.writings
  const writtenAtMs = isWritten ? turn.moment.nowMs : present.writtenAtMs
  store(turn, uid, volume.name, { root, payload: payload.value, madeFrom, writtenAtMs, writings, failures: 0, retryAtMs: 0 })
  if (!isWritten || volume.name.startsWith('kube-api-access-')) return
  note(turn, pod, {
    kind: 'volume-written',
    node: turn.options.nodeName,
    volume: volume.name,
    changedPaths,
    sources: sourcesOf(pod, payload.value),
  })
}

/** Everything that its files depend on, as values that are replaced when they change. Of a Pod's addresses no volume can hold one. */
function ingredientsOf<P>(turn: Turn<P>, { pod }: PodRecord<P>, volume: Volume): readonly unknown[] {
  const { spec, metadata } = pod
  const namespace = metadata.namespace ?? ''
  const objects = referencesOfVolume(volume).map(({ kind, name }) => turn.state.cache.get(cacheKey(kind, namespace, name))?.object)
  return [spec, metadata.labels, metadata.annotations, ...objects]
}

function isUpToDate({ root, payload, madeFrom, failures }: VolumeRecord, now: readonly unknown[]): boolean {
  const isWhole = root !== undefined && payload !== undefined && failures === 0
  return isWhole && madeFrom.length === now.length && madeFrom.every((each, index) => each === now[index])
}

function refuse<P>(turn: Turn<P>, uid: string, pod: Pod, volume: Volume, present: VolumeRecord, problem: string): void {
  if (present === NEVER_SET_UP) {
    const afterMs = Math.round(LOOPS_MS * (1 + chance(turn)))
    store(turn, uid, volume.name, { ...present, retryAtMs: turn.moment.nowMs + afterMs })
    remind(turn, afterMs, { kind: 'mount', uid })
    return
  }
  const delayMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(present.failures, 20))
  store(turn, uid, volume.name, { ...present, failures: present.failures + 1, retryAtMs: turn.moment.nowMs + delayMs })
  // The reconciler looks ten times a second.
  remind(turn, delayMs + chance(turn) * 100, { kind: present.root === undefined ? 'mount' : 'remount', uid })
  const message = `MountVolume.SetUp failed for volume "${volume.name}" : ${problem}`
  report(turn, pod, 'Warning', 'FailedMount', message)
  note(turn, pod, { kind: 'volume-failed', node: turn.options.nodeName, volume: volume.name, message })
}

function store<P>(turn: Turn<P>, uid: string, name: string, volume: VolumeRecord): void {
  const record = recordOf(turn, uid)
  if (record !== undefined) updatePod(turn, uid, { volumes: record.volumes.with(name, volume) })
}

function writingOf<P>(turn: Turn<P>, pod: Pod, volume: Volume, present: VolumeRecord): Writing {
  const { moment } = turn
  return {
    epochMs: moment.startedAtEpochMs + moment.nowMs,
    chance: { seed: moment.seed, stream: `volume/${uidOf(pod)}/${volume.name}` },
    index: present.writings,
    uid: 0,
    gid: 0,
    fsGroup: pod.spec.securityContext?.fsGroup,
  }
}

function sourcesOf(pod: Pod, payload: Payload): readonly { readonly object: ReturnType<typeof referenceTo>; readonly version: string }[] {
  const found = new Map<string, ConfigurationSource>()
  for (const { source } of payload.values()) if (source !== undefined) found.set(`${source.kind}/${source.name}`, source)
  const namespace = pod.metadata.namespace ?? ''
  return [...found.values()].map(({ kind, name, version }) => ({ object: { kind, namespace, name }, version }))
}
