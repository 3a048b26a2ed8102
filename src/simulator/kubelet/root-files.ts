// The tree of files that a container starts with: the image's, with a place for each mount (VOL-20 … VOL-24).
// @source github.com/opencontainers/runc libcontainer/rootfs_linux.go mountToRootfs, createMountpoint; containerd pkg/cri orderedMounts
// @simplified `/proc`, `/dev` and `/sys`, which the kernel mounts, always have a place in a container, whatever its image holds.

import type { DirectoryNode, FileSystemNode, Mount } from '../api/file-system.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import { findInVolume, withDirectory } from './volume-path.ts'

/** A mount with the path on the node that messages name. */
export interface SourcedMount extends Mount {
  readonly source: string
}

export interface RootFiles {
  readonly own: DirectoryNode
  readonly volumes: PersistentMap<DirectoryNode>
  /** In the order in which they are mounted: a path with fewer parts first. */
  readonly mounts: readonly Mount[]
}

export interface RootRequest {
  readonly image: DirectoryNode
  readonly volumes: PersistentMap<DirectoryNode>
  readonly mounts: readonly SourcedMount[]
  readonly podDirectory: string
  /** Where a last message is written, and the file of the node behind it. */
  readonly terminationLog: { readonly path: string; readonly source: string }
  /** Path on the node of the tree itself, as messages name it. */
  readonly rootPath: string
  readonly workingDirectory: string
  readonly epochMs: number
}

const CREATE_FAILED = 'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: '
const INIT_FAILED = 'unable to start container process: error during container init: '

interface Place {
  readonly path: string
  readonly source: string
  readonly isFile: boolean
  readonly readOnly: boolean
  readonly mount: Mount | undefined
}

/** @returns the tree, or the words of the OCI runtime for what cannot be mounted */
export function prepareRoot(request: RootRequest): Result<RootFiles, string> {
  const chosen = request.mounts.map((mount) => placeOf(mount, request.volumes))
  // What the Pod mounts there itself comes instead. @source kubelet_pods.go makeMounts; containerd pkg/cri/server runtimeMounts
  const given = [...runtimeFiles(request.podDirectory), ...terminationLog(request)].filter(
    ({ path }) => !chosen.some((each) => each.path === path),
  )
  const places = inOrder([...chosen, ...given])
  const done: Mount[] = []
  let { image: own, volumes } = request
  for (const place of places) {
    const forbidden = processProblem(place.path)
    if (forbidden !== undefined)
      return failure(refusal(place, `"${request.rootPath}${place.path}" cannot be mounted because it is ${forbidden}`))
    const below = done.findLast(({ path }) => covers(path, place.path))
    const root = below === undefined ? own : volumes.get(below.volume)
    const within = below === undefined ? place.path : `${below.within}${place.path.slice(below.path === '/' ? 0 : below.path.length)}`
    const present = root === undefined ? undefined : below?.pinned !== undefined ? below.pinned : findInVolume(root, within)
    const isWrong = present !== undefined && (present.kind === 'file') !== place.isFile
    if (isWrong || (below?.pinned !== undefined && below.path !== place.path)) return failure(refusal(place, notDirectory(place)))
    if (present === undefined && root !== undefined) {
      if (below?.readOnly === true) {
        const parent = root === undefined ? undefined : missingParent(root, within)
        const call = parent !== undefined && place.isFile ? 'mkdir' : place.isFile ? 'open' : 'mkdirat'
        const path = call === 'mkdir' ? place.path.slice(0, place.path.length - within.length) + (parent ?? '') : place.path
        return failure(refusal(place, `${call} ${request.rootPath}${path}: read-only file system`))
      }
      const made = withNode(root, partsOf(within), place.isFile, request.epochMs)
      if (below === undefined) own = made
      else volumes = volumes.with(below.volume, made)
    }
    if (place.mount !== undefined) done.push(place.mount)
  }
  return withWorkingDirectory({ own, volumes, mounts: done }, request)
}

/** The runtime makes the directory that the process starts in. @source opencontainers/runc libcontainer/rootfs_linux.go prepareRootfs */
function withWorkingDirectory({ own, volumes, mounts }: RootFiles, { workingDirectory, epochMs }: RootRequest): Result<RootFiles, string> {
  if (!workingDirectory.startsWith('/')) return failure(`${CREATE_FAILED}Cwd must be an absolute path`)
  const below = mounts.findLast(({ path }) => covers(path, workingDirectory))
  const root = below === undefined ? own : (volumes.get(below.volume) ?? own)
  const begin = below === undefined || below.path === '/' ? '' : below.path
  const parts = partsOf(workingDirectory.slice(begin.length))
  const within = `${below?.within ?? ''}/${parts.join('/')}`
  const refused = (count: number, problem: string) =>
    failure(`${CREATE_FAILED}${INIT_FAILED}mkdir ${begin}/${parts.slice(0, count).join('/')}: ${problem}`)
  if (below?.pinned !== undefined) return failure(`${CREATE_FAILED}${INIT_FAILED}mkdir ${below.path}: not a directory`)
  for (const [index] of parts.entries()) {
    const node = findInVolume(root, `${below?.within ?? ''}/${parts.slice(0, index + 1).join('/')}`)
    if (node?.kind === 'file') return refused(index + 1, 'not a directory')
    if (node === undefined && below?.readOnly === true) return refused(index + 1, 'read-only file system')
    if (node === undefined) break
  }
  const made = withDirectory(root, within, epochMs, 0o755)
  return success(below === undefined ? { own: made, volumes, mounts } : { own, volumes: volumes.with(below.volume, made), mounts })
}

function placeOf(mount: SourcedMount, volumes: PersistentMap<DirectoryNode>): Place {
  const { source, ...rest } = mount
  const root = volumes.get(mount.volume)
  const isFile = mount.pinned !== undefined || (root !== undefined && findInVolume(root, mount.within)?.kind === 'file')
  return { path: mount.path, source, isFile, readOnly: mount.readOnly, mount: rest }
}

/** It lies in /dev, which has a place for everything unless a volume hides it. */
function terminationLog({ mounts, terminationLog: { path, source } }: RootRequest): readonly Place[] {
  const isHidden = mounts.some((mount) => covers(mount.path, path))
  return isHidden ? [{ path, source, isFile: true, readOnly: false, mount: undefined }] : []
}

function covers(path: string, other: string): boolean {
  return other === path || other.startsWith(path === '/' ? path : `${path}/`)
}

/** What the kernel tells of processes is not to be faked. @source opencontainers/runc libcontainer/rootfs_linux.go checkProcMount */
function processProblem(path: string): string | undefined {
  if (path === '/proc') return 'not of type proc'
  return path.startsWith('/proc/') ? 'inside /proc' : undefined
}

/** The first directory on the way to a path that is not there. */
function missingParent(root: DirectoryNode, within: string): string | undefined {
  const parts = partsOf(within).slice(0, -1)
  const paths = parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)
  return paths.find((path) => findInVolume(root, path) === undefined)
}

/** Files that the kubelet and the runtime mount into every container. */
function runtimeFiles(podDirectory: string): readonly Place[] {
  const sandbox = '/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes'
  return [
    { path: '/etc/hosts', source: `${podDirectory}/etc-hosts` },
    { path: '/etc/hostname', source: `${sandbox}/hostname` },
    { path: '/etc/resolv.conf', source: `${sandbox}/resolv.conf` },
  ].map((each) => ({ ...each, isFile: true, readOnly: false, mount: undefined }))
}

function inOrder(places: readonly Place[]): readonly Place[] {
  const depths = new Map(places.map((place) => [place, partsOf(place.path).length]))
  return places.toSorted((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0))
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.')
}

function refusal({ source, path }: Place, problem: string): string {
  return `${CREATE_FAILED}${INIT_FAILED}error mounting "${source}" to rootfs at "${path}": ${problem}`
}

function notDirectory({ source, path, readOnly }: Place): string {
  return `mount ${source}:${path} (via /proc/self/fd/6), flags: ${readOnly ? '0x5001' : '0x5000'}: not a directory`
}

function placeMade(base: Pick<DirectoryNode, 'uid' | 'gid' | 'modifiedAtEpochMs'>): DirectoryNode {
  return { ...base, kind: 'directory', mode: 0o755, entries: PersistentMap.empty(), isMountPlace: true }
}

/** The tree with an empty file or directory at this path; directories on the way are made, and what gets a new entry has changed. */
function withNode(root: DirectoryNode, [name, ...rest]: readonly string[], isFile: boolean, epochMs: number): DirectoryNode {
  if (name === undefined) return root
  const present = root.entries.get(name)
  const base = { uid: 0, gid: 0, modifiedAtEpochMs: epochMs }
  if (rest.length === 0) {
    const leaf: FileSystemNode = isFile ? { ...base, kind: 'file', mode: 0o755, content: '' } : placeMade(base)
    return { ...root, modifiedAtEpochMs: epochMs, entries: root.entries.with(name, leaf) }
  }
  const inner: DirectoryNode = present?.kind === 'directory' ? present : placeMade(base)
  const modifiedAtEpochMs = present === undefined ? epochMs : root.modifiedAtEpochMs
  return { ...root, modifiedAtEpochMs, entries: root.entries.with(name, withNode(inner, rest, isFile, epochMs)) }
}
