// Finds what stands at a path in a container: mounts over the image's files, links followed, permissions of directories checked.
// `/proc` and `/dev` are made up at the moment of asking (virtual-files.ts).
// @source path_resolution(7)

import type { DirectoryNode, FileSystem, FileSystemNode, Mount } from '../../api/file-system.ts'
import { PersistentMap } from '../../base/persistent-map.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { toByteText, toText } from './byte-text.ts'
import type { FileError } from './file-error.ts'

/** Who asks. */
export interface Who {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
}

export interface FileWorld {
  readonly files: FileSystem
  readonly who: Who
  readonly nowEpochMs: number
  /** What is made up in a directory of the root: all of `/proc`, the devices in `/dev`, the runtime's files in `/etc`. */
  readonly virtual: (name: string) => DirectoryNode | undefined
}

/** A place whose directory exists. `node` is undefined when nothing stands there yet. */
export interface Place {
  readonly parts: readonly string[]
  readonly node: FileSystemNode | undefined
}

const MOST_LINKS = 40
/** @source limits.h PATH_MAX */
const MOST_PATH = 4096

export function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.')
}

/** Absolute and canonical, as byte text. */
export function pathOf({ parts }: Pick<Place, 'parts'>): string {
  return `/${toByteText(parts.join('/'))}`
}

/**
 * @param path a byte text; relative to `directory` when it does not begin with a slash
 * @param last whether a link that stands at the very end is followed
 */
export function locate(world: FileWorld, directory: string, path: string, last: 'follow' | 'keep'): Result<Place, FileError> {
  if (path === '') return failure('ENOENT')
  if (path.length + directory.length > MOST_PATH) return failure('ENAMETOOLONG')
  let links = 0
  let done: readonly string[] = []
  const open = [...partsOf(toText(path.startsWith('/') ? path : `${directory}/${path}`))].reverse()
  const mustBeDirectory = path.endsWith('/')
  let node = nodeAt(world, [])
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (node === undefined) return failure('ENOENT')
    if (node.kind !== 'directory') return failure('ENOTDIR')
    if (!permits(node, world.who, 1)) return failure('EACCES')
    if (step.length > 255) return failure('ENAMETOOLONG')
    if (step === '..') done = done.slice(0, -1)
    else {
      const next = nodeAt(world, [...done, step])
      if (next?.kind === 'link' && (open.length > 0 || last === 'follow' || mustBeDirectory)) {
        links += 1
        if (links > MOST_LINKS) return failure('ELOOP')
        if (next.target.startsWith('/')) done = []
        open.push(...[...partsOf(next.target)].reverse())
      } else done = [...done, step]
    }
    node = nodeAt(world, done)
  }
  if (mustBeDirectory && node !== undefined && node.kind !== 'directory') return failure('ENOTDIR')
  return success({ parts: done, node })
}

/** What stands at a path, or why not. */
export function find(
  world: FileWorld,
  directory: string,
  path: string,
  last: 'follow' | 'keep' = 'follow',
): Result<{ readonly parts: readonly string[]; readonly node: FileSystemNode }, FileError> {
  const place = locate(world, directory, path, last)
  if (!place.ok) return place
  const { parts, node } = place.value
  return node === undefined ? failure('ENOENT') : success({ parts, node })
}

/** @param bit 4 read, 2 write, 1 execute or search */
export function permits(node: FileSystemNode, { uid, gid, groups }: Who, bit: 1 | 2 | 4): boolean {
  if (uid === 0) return bit !== 1 || node.kind === 'directory' || (node.mode & 0o111) !== 0
  const shift = node.uid === uid ? 6 : node.gid === gid || groups.includes(node.gid) ? 3 : 0
  return ((node.mode >> shift) & bit) !== 0
}

export function mountAt(files: FileSystem, parts: readonly string[]): Mount | undefined {
  return files.mounts.findLast((mount) => {
    const own = mountPoint(mount)
    return own.length <= parts.length && own.every((part, index) => part === parts[index])
  })
}

/** Whoever opens a file passes by all mounts, which stay the same from the start of a container to its end. */
const MOUNT_POINTS = new WeakMap<Mount, readonly string[]>()

/** Where something is mounted, in parts. */
export function mountPoint(mount: Mount): readonly string[] {
  const known = MOUNT_POINTS.get(mount)
  if (known !== undefined) return known
  const parts = partsOf(mount.path)
  MOUNT_POINTS.set(mount, parts)
  return parts
}

export function isMountPoint(files: FileSystem, parts: readonly string[]): boolean {
  const mount = mountAt(files, parts)
  return mount !== undefined && mountPoint(mount).length === parts.length
}

export function isReadOnly(files: FileSystem, parts: readonly string[]): boolean {
  const [top] = parts
  if (top === 'proc' || top === 'sys') return true
  return mountAt(files, parts)?.readOnly ?? files.ownIsReadOnly
}

/** The node at a path without links on the way. */
export function nodeAt(world: FileWorld, parts: readonly string[]): FileSystemNode | undefined {
  const { files } = world
  const mount = mountAt(files, parts)
  if (mount === undefined) {
    const [top = '', ...rest] = parts
    const virtual = world.virtual(top)
    const made = virtual === undefined ? undefined : walk(virtual, rest)
    if (top === 'proc' && made !== undefined) return made
    const own = walk(files.own, parts)
    // What the runtime mounts over single files lies over the empty places made for it, until somebody writes there.
    if (made?.kind === 'file' && own?.kind === 'file' && own.content === '') return made
    return own ?? made ?? standIn(world, parts)
  }
  const own = mountPoint(mount).length
  if (mount.pinned !== undefined) return own === parts.length ? mount.pinned : undefined
  const root = files.volumes.get(mount.volume)
  const start = root === undefined ? undefined : walk(root, partsOf(mount.within))
  // What was mounted and then taken out of the volume is there, and holds nothing.
  if (start === undefined) return root !== undefined && own === parts.length ? { ...root, entries: PersistentMap.empty() } : undefined
  return walk(start, parts.slice(own)) ?? standIn(world, parts)
}

/** What a directory at a path holds, by name in the order of names. */
export function entriesAt(world: FileWorld, parts: readonly string[]): readonly (readonly [name: string, node: FileSystemNode])[] {
  const node = nodeAt(world, parts)
  if (node?.kind !== 'directory') return []
  const names = new Set(node.entries.keys())
  for (const name of mountsBelow(world.files, parts)) names.add(name)
  const [top = ''] = parts
  if (parts.length === 0) for (const name of ['dev', 'proc']) if (world.virtual(name) !== undefined) names.add(name)
  if (parts.length === 1 && top !== 'proc' && mountAt(world.files, parts) === undefined)
    for (const name of world.virtual(top)?.entries.keys() ?? []) names.add(name)
  return [...names].sort().flatMap((name) => {
    const child = nodeAt(world, [...parts, name])
    return child === undefined ? [] : [[toByteText(name), child] as const]
  })
}

/**
 * What a directory holds in the order in which it gives it: in memory the newest name first.
 *
 * @simplified A directory on disk is searched in the order of its names; on a real disk their hashes decide.
 */
export function foundEntries(world: FileWorld, parts: readonly string[]): ReturnType<typeof entriesAt> {
  const entries = entriesAt(world, parts)
  return mountAt(world.files, parts)?.fileSystemType === 'tmpfs' ? [...entries].reverse() : entries
}

/** Names in a directory that lead to mounts. */
export function mountsBelow(files: FileSystem, parts: readonly string[]): readonly string[] {
  return files.mounts.flatMap((mount) => {
    const own = mountPoint(mount)
    const name = own[parts.length]
    return name !== undefined && parts.every((part, index) => part === own[index]) ? [name] : []
  })
}

/** A directory on the way to a mount that the image does not have: made when the container was created. */
function standIn(world: FileWorld, parts: readonly string[]): DirectoryNode | undefined {
  if (mountsBelow(world.files, parts).length === 0) return undefined
  return { ...world.files.own, mode: 0o755, uid: 0, gid: 0, entries: PersistentMap.empty() }
}

function walk(start: FileSystemNode, parts: readonly string[]): FileSystemNode | undefined {
  let node: FileSystemNode | undefined = start
  for (const part of parts) node = node?.kind === 'directory' ? node.entries.get(part) : undefined
  return node
}
