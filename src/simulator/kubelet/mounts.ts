// What a container finds where: volumes, parts of volumes, single files that stay as they were at its start (VOL-2, VOL-20 … VOL-24).
// @source pkg/kubelet/kubelet_pods.go makeMounts; pkg/volume/util/subpath/subpath_linux.go

import type { Container } from '../api/fields/container.ts'
import type { Volume } from '../api/fields/volume.ts'
import type { DirectoryNode } from '../api/file-system.ts'
import type { ConfigurationSource } from '../api/node-report.ts'
import type { PersistentMap } from '../base/persistent-map.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import { mountedWhole } from './host-path.ts'
import type { SourcedMount } from './root-files.ts'
import type { VolumeRecord } from './state.ts'
import { leadsOutOfVolume, locateInVolume, withDirectory } from './volume-path.ts'
import { expand } from './expansion.ts'

export interface Mounted {
  readonly mounts: readonly SourcedMount[]
  /** Where files that are held by subPath came from, by their path in the container. */
  readonly pinnedSources: ReadonlyMap<string, ConfigurationSource>
  /** Roots of volumes that got a directory for a subPath that was not there. */
  readonly made: readonly (readonly [volume: string, root: DirectoryNode])[]
}

/** @returns mounts in the order of the list, or the kubelet's words for what is wrong */
export function makeMounts(
  container: Container,
  volumes: readonly Volume[],
  records: PersistentMap<VolumeRecord>,
  environment: ReadonlyMap<string, string>,
  epochMs: number,
  podDirectory: string,
): Result<Mounted, string> {
  const mounts: SourcedMount[] = []
  const made = new Map<string, DirectoryNode>()
  const pinnedSources = new Map<string, ConfigurationSource>()
  for (const [index, { name, mountPath, readOnly, subPath, subPathExpr }] of (container.volumeMounts ?? []).entries()) {
    const root = made.get(name) ?? records.get(name)?.root
    const volume = volumes.find((each) => each.name === name)
    if (root === undefined || volume === undefined)
      return failure(`cannot find volume "${name}" to mount into container "${container.name}"`)
    const within = subPathExpr === undefined || subPathExpr === '' ? success(subPath ?? '') : expandPath(subPathExpr, environment)
    if (!within.ok) return within
    const problem = subPathProblem(within.value)
    if (problem !== undefined) return failure(problem)
    if (leadsOutOfVolume(root, within.value))
      return failure(`failed to prepare subPath for volumeMount "${name}" of container "${container.name}"`)
    const isConfiguration = records.get(name)?.payload !== undefined
    const base = {
      path: absolute(mountPath),
      volume: name,
      readOnly: readOnly === true || isConfiguration,
      fileSystemType: liesInMemory(volume) ? ('tmpfs' as const) : ('ext4' as const),
      source:
        within.value === ''
          ? directoryOf(volume, podDirectory)
          : `${podDirectory}/volume-subpaths/${name}/${container.name}/${String(index)}`,
    }
    // What is mounted is the very file or directory to which links lead now.
    const { node: found, path } = locateInVolume(root, within.value === '' ? mountedWhole(root) : within.value) ?? {
      node: undefined,
      path: within.value,
    }
    if (found === undefined) made.set(name, withDirectory(root, within.value, epochMs))
    const source = found?.kind === 'file' ? records.get(name)?.payload?.get(within.value)?.source : undefined
    if (source !== undefined) pinnedSources.set(base.path, source)
    mounts.push({ ...base, within: found?.kind === 'file' ? '' : path, pinned: found?.kind === 'file' ? found : undefined })
  }
  return success({ mounts, pinnedSources, made: [...made] })
}

/** Secrets and what may hold them never touch a disk. */
export function liesInMemory(volume: Volume): boolean {
  return ['secret', 'projected', 'downward-api'].includes(pluginOf(volume)) || volume.emptyDir?.medium === 'Memory'
}

/** Where the node keeps a volume. */
export function directoryOf(volume: Volume, podDirectory: string): string {
  return `${podDirectory}/volumes/kubernetes.io~${pluginOf(volume)}/${volume.name}`
}

/** As the directory below `volumes/` names it. */
function pluginOf(volume: Volume): string {
  if (volume.configMap !== undefined) return 'configmap'
  if (volume.secret !== undefined) return 'secret'
  if (volume.projected !== undefined) return 'projected'
  if (volume.downwardAPI !== undefined) return 'downward-api'
  return volume.hostPath === undefined ? 'empty-dir' : 'host-path'
}

function expandPath(expression: string, environment: ReadonlyMap<string, string>): Result<string, string> {
  const missing = new Set<string>()
  const path = expand(expression, (name) => {
    const value = environment.get(name)
    if (value === undefined || value === '') missing.add(name)
    return value ?? ''
  })
  return missing.size === 0 ? success(path) : failure(`missing value for ${[...missing].sort().join(', ')}`)
}

/** What variables filled in is checked only now (VOL-22). */
function subPathProblem(path: string): string | undefined {
  if (path.startsWith('/')) return `error SubPath \`${path}\` must not be an absolute path`
  return path.split('/').includes('..') ? `unable to provision SubPath \`${path}\`: must not contain '..'` : undefined
}

function absolute(path: string): string {
  const text = path.startsWith('/') ? path : `/${path}`
  return text.length > 1 ? text.replace(/\/+$/, '') : text
}
