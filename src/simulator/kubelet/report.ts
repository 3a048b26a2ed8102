// What a node has and knows, for those who look on.

import type { CachedObject, ContainerReport, FileReport, NodeReport, PodReport } from '../api/node-report.ts'
import { fileSystemOf } from './processes.ts'
import type { ContainerRecord, KubeletState, PodRecord } from './state.ts'
import { findInVolume, listFiles } from './volume-path.ts'

export function reportNode<P>(node: string, state: KubeletState<P>): NodeReport {
  const cache = state.cache.values().map(({ kind, namespace, name, object, sinceMs }): CachedObject => {
    return { kind, namespace, name, version: object?.metadata.resourceVersion, sinceMs }
  })
  return { node, cache, pods: state.pods.values().map(reportPod) }
}

function reportPod<P>(record: PodRecord<P>): PodReport {
  const { metadata, spec } = record.pod
  const names = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(({ name }) => name)
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? '',
    uid: metadata.uid ?? '',
    lastSyncAtMs: record.lastSyncAtMs,
    nextSyncAtMs: record.nextSyncAtMs,
    containers: names.flatMap((name) => {
      const container = record.containers.get(name)
      return container === undefined ? [] : [reportContainer(record, container)]
    }),
  }
}

function reportContainer<P>(record: PodRecord<P>, container: ContainerRecord<P>): ContainerReport {
  const { name, restartCount, phase, environment, uses } = container
  return {
    name,
    restartCount,
    running: phase.kind === 'running',
    startedAtMs: phase.kind === 'running' ? phase.startedAtMs : undefined,
    environment,
    files: filesOf(record, container),
    uses,
    fileSystem: fileSystemOf(record, container),
  }
}

/** Files of configuration, in order of path. */
function filesOf<P>(record: PodRecord<P>, { run }: ContainerRecord<P>): readonly FileReport[] {
  const files = (run?.mounts ?? []).flatMap((mount): readonly FileReport[] => {
    const volume = record.volumes.get(mount.volume)
    if (volume?.root === undefined || volume.payload === undefined || mount.volume.startsWith('kube-api-access-')) return []
    const { payload, root, writtenAtMs } = volume
    if (mount.pinned !== undefined) {
      const { content, mode } = mount.pinned
      return [{ path: mount.path, content, mode, writtenAtMs, source: run?.pinnedSources.get(mount.path), pinned: true }]
    }
    const start = findInVolume(root, mount.within)
    if (start?.kind !== 'directory') return []
    // A part of the volume lies in the folder that was the latest when it was mounted.
    const [, ...folders] = mount.within.split('/')
    return listFiles(start).map(([path, file]) => {
      const source = payload.get([...folders, path].join('/'))?.source
      return { path: `${mount.path}/${path}`, content: file.content, mode: file.mode, writtenAtMs, source, pinned: mount.within !== '' }
    })
  })
  return files.sort((left, right) => (left.path < right.path ? -1 : 1))
}
