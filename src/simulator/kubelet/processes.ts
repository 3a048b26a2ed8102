// Carries what a container's processes did into the kubelet's records: output, values taken into use, files, the end.

import type { ProcessEnd, ProcessStep, ProcessWorld, WakeCause } from '../api/container-runtime.ts'
import type { ContainerRecord, Exited, LogEnd, PodRecord } from './state.ts'
import type { FileSystem } from '../api/file-system.ts'
import { linesOf } from './log-lines.ts'
import type { Turn } from './turn.ts'
import { note, recordOf, remind, specOf, uidOf, updateContainer, updatePod } from './turn.ts'
import { findInVolume } from './volume-path.ts'
import { decodeUtf8Loosely } from '../base/utf8.ts'
import { askForNews } from './sync-request.ts'
import { PersistentMap } from '../base/persistent-map.ts'

/** @source pkg/kubelet/container/runtime.go MaxContainerTerminationMessageLength, -LogLength, -LogLines */
const LONGEST_MESSAGE = 4096
const LONGEST_LOG = 2048
const MOST_LOG_LINES = 80
const SHORTEST_RUN_MS = 150
const NOTICE_MS = 30
/** From the end of the last container to the end of the sandbox. */
export const STOP_MS = 150

export function worldOf<P>(turn: Turn<P>, record: PodRecord<P>, container: ContainerRecord<P>): ProcessWorld | undefined {
  const files = fileSystemOf(record, container)
  const { nowMs, startedAtEpochMs, seed } = turn.moment
  return files === undefined ? undefined : { nowMs, startedAtEpochMs, seed, files }
}

/** What the container sees; undefined before its first start. */
export function fileSystemOf<P>(record: PodRecord<P>, { run }: ContainerRecord<P>): FileSystem | undefined {
  if (run === undefined) return undefined
  let volumes: FileSystem['volumes'] = PersistentMap.empty()
  for (const { volume } of run.mounts) {
    const root = record.volumes.get(volume)?.root
    if (root !== undefined) volumes = volumes.with(volume, root)
  }
  return { own: run.own, volumes, mounts: run.mounts, ownIsReadOnly: run.ownIsReadOnly }
}

/** Wakes a running container; nothing happens when it does not run. */
export function wake<P>(turn: Turn<P>, uid: string, name: string, cause: WakeCause): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  if (record === undefined || container?.run === undefined || container.phase.kind !== 'running') return
  const world = worldOf(turn, record, container)
  if (world === undefined || container.run.ending !== undefined) return
  if (cause.kind === 'signal')
    note(turn, record.pod, { kind: 'signal-sent', signal: cause.signal, container: name, restartCount: container.restartCount })
  apply(turn, uid, name, turn.options.runtime.wake(container.run.processes, cause, world))
}

/** Takes over the outcome of a step of the container's processes. */
export function apply<P>(turn: Turn<P>, uid: string, name: string, step: ProcessStep<P>): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  if (record === undefined || container?.run === undefined) return
  const { nowMs } = turn.moment
  const place = { container: name, restartCount: container.restartCount }
  let log: LogEnd | undefined = container.log
  for (const { stream, text } of step.output) {
    log = { atMs: nowMs, stream, text, before: log }
    note(turn, record.pod, { kind: 'process-printed', line: text.replace(/\n$/, ''), ...place }, 'process')
  }
  // A loop that reads the same value again and again says nothing new.
  const news = step.reads.filter((read) => !container.uses.some(({ source, value }) => source === read.source && value === read.value))
  const uses = [
    ...container.uses.filter((use) => !news.some(({ source }) => source === use.source)),
    ...news.map((read) => ({ ...read, atMs: nowMs })),
  ]
  for (const read of news) note(turn, record.pod, { kind: 'process-read', ...read, ...place }, 'process')
  const wakes = container.run.wakes + 1
  updateContainer(turn, uid, name, { log, uses, run: { ...container.run, processes: step.processes, own: step.files.own, wakes } })
  const changed = takeVolumes(turn, uid, step.files)
  if (step.exit !== undefined) ends(turn, uid, name, step.exit)
  else if (step.wakeAtMs !== undefined) {
    turn.timers.push({
      dueAtMs: Math.max(nowMs, step.wakeAtMs),
      task: { kind: 'wake', uid, container: name, wakes, restartCount: container.restartCount },
    })
  }
  for (const volume of changed) tellOthers(turn, uid, name, volume)
}

function takeVolumes<P>(turn: Turn<P>, uid: string, files: FileSystem): readonly string[] {
  const changed: string[] = []
  for (const [name, root] of files.volumes.entries()) {
    const record = recordOf(turn, uid)
    const volume = record?.volumes.get(name)
    if (record === undefined || volume === undefined || volume.root === root) continue
    updatePod(turn, uid, { volumes: record.volumes.with(name, { ...volume, root }) })
    changed.push(name)
  }
  return changed
}

/** Other containers that mount the volume may be waiting for a file. */
export function tellOthers<P>(turn: Turn<P>, uid: string, writer: string | undefined, volume: string): void {
  for (const container of recordOf(turn, uid)?.containers.values() ?? []) {
    const mounts = container.run?.mounts.some((mount) => mount.volume === volume && mount.pinned === undefined) === true
    if (container.name !== writer && mounts) wake(turn, uid, container.name, { kind: 'files-changed', volume })
  }
}

/** However short its run, a container is seen to run: the end of its process takes a moment to come through. */
function ends<P>(turn: Turn<P>, uid: string, name: string, ending: ProcessEnd): void {
  const container = recordOf(turn, uid)?.containers.get(name)
  if (container?.run === undefined || container.phase.kind !== 'running') return
  const leftMs = container.phase.startedAtMs + SHORTEST_RUN_MS - turn.moment.nowMs
  if (leftMs <= 0) {
    end(turn, uid, name, ending)
    return
  }
  updateContainer(turn, uid, name, { run: { ...container.run, ending } })
  remind(turn, leftMs, { kind: 'exited', uid, container: name, restartCount: container.restartCount })
}

export function noticeEnd<P>(turn: Turn<P>, uid: string, name: string): void {
  const ending = recordOf(turn, uid)?.containers.get(name)?.run?.ending
  if (ending !== undefined) end(turn, uid, name, ending)
}

function end<P>(turn: Turn<P>, uid: string, name: string, exit: ProcessEnd): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  if (record === undefined || container === undefined || container.phase.kind !== 'running') return
  const { nowMs } = turn.moment
  const reason = exit.exitCode === 0 ? 'Completed' : 'Error'
  const phase: Exited = {
    kind: 'exited',
    exitCode: exit.exitCode,
    signal: undefined,
    reason,
    message: terminationMessage(record, container, exit.exitCode),
    startedAtMs: container.phase.startedAtMs,
    finishedAtMs: nowMs,
    containerID: container.containerID,
  }
  updateContainer(turn, uid, name, { phase })
  note(turn, record.pod, {
    kind: 'container-exited',
    node: turn.options.nodeName,
    exitCode: exit.exitCode,
    reason,
    ...(exit.spun && { spun: true }),
    container: name,
    restartCount: container.restartCount,
  })
  // A sync that ended it goes on.
  if (container.health.stopping !== undefined && record.plan !== undefined) remind(turn, NOTICE_MS, { kind: 'continue', uid })
  if (record.termination === undefined) askForNews(turn, uid)
  else remind(turn, STOP_MS, { kind: 'stopped', uid: uidOf(record.pod) })
}

/** What the container left for whoever asks why it ended: a file, or the end of its log. @source kuberuntime_container.go getTerminationMessage */
function terminationMessage<P>(record: PodRecord<P>, container: ContainerRecord<P>, exitCode: number): string | undefined {
  const spec = specOf(record.pod, container.name)
  const file =
    container.run === undefined ? undefined : findInVolume(container.run.own, spec?.terminationMessagePath ?? '/dev/termination-log')
  const content = file?.kind === 'file' ? file.content : ''
  const written = (typeof content === 'string' ? content : decodeUtf8Loosely(content)).slice(-LONGEST_MESSAGE)
  if (written !== '') return written
  if (spec?.terminationMessagePolicy !== 'FallbackToLogsOnError' || exitCode === 0) return undefined
  const lines = linesOf(container.log, true).slice(-MOST_LOG_LINES)
  const text = lines
    .map((line) => line.text)
    .join('')
    .slice(-LONGEST_LOG)
  return text === '' ? undefined : text
}
