// Writes to a container's files: each gives a new file system that shares the rest with the old one.
// @source open(2), unlink(2), mkdir(2), rename(2), chmod(2)

import type { DirectoryNode, FileSystem, FileSystemNode } from '../../api/file-system.ts'
import { PersistentMap } from '../../base/persistent-map.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { toContent } from './byte-text.ts'
import type { FileError } from './file-error.ts'
import type { FileWorld, Place } from './file-tree.ts'
import { entriesAt, isMountPoint, isReadOnly, mountAt, mountPoint, nodeAt, partsOf, permits } from './file-tree.ts'

export type Change = Result<FileSystem, FileError>

/** The most that one file may hold, in bytes. */
const MOST_FILE_BYTES = 1024 * 1024

/** Whether the name at `parts` may be made or taken away by who asks. */
export function mayChangeName(world: FileWorld, parts: readonly string[]): FileError | undefined {
  if (isReadOnly(world.files, parts)) return 'EROFS'
  const parent = nodeAt(world, parts.slice(0, -1))
  if (parent === undefined) return 'ENOENT'
  if (parent.kind !== 'directory') return 'ENOTDIR'
  if (!permits(parent, world.who, 2)) return 'EACCES'
  const node = nodeAt(world, parts)
  const sticky = (parent.mode & 0o1000) !== 0 && node !== undefined
  return sticky && world.who.uid !== 0 && node.uid !== world.who.uid && parent.uid !== world.who.uid ? 'EPERM' : undefined
}

/** Puts a node where none stands, owned by who asks. */
export function create(
  world: FileWorld,
  place: Place,
  made:
    | { readonly kind: 'file'; readonly content: string; readonly mode: number }
    | { readonly kind: 'link'; readonly target: string }
    | { readonly kind: 'directory'; readonly mode: number },
): Change {
  if (place.node !== undefined) return failure('EEXIST')
  const denied = mayChangeName(world, place.parts)
  if (denied !== undefined) return failure(denied)
  const parent = nodeAt(world, place.parts.slice(0, -1))
  const inherits = parent !== undefined && (parent.mode & 0o2000) !== 0
  const base = { uid: world.who.uid, gid: inherits ? parent.gid : world.who.gid, modifiedAtEpochMs: world.nowEpochMs }
  switch (made.kind) {
    case 'file':
      if (made.content.length > MOST_FILE_BYTES) return failure('ENOSPC')
      return put(world, place.parts, { ...base, kind: 'file', mode: made.mode, content: toContent(made.content) })
    case 'link':
      return put(world, place.parts, { ...base, kind: 'link', mode: 0o777, target: made.target })
    case 'directory': {
      const mode = made.mode | (inherits ? 0o2000 : 0)
      return put(world, place.parts, { ...base, kind: 'directory', mode, entries: PersistentMap.empty() })
    }
  }
}

/** New content for a file that is there. */
export function rewrite(world: FileWorld, place: Place, content: string): Change {
  const { node, parts } = place
  if (node === undefined) return failure('ENOENT')
  if (node.kind !== 'file') return failure('EISDIR')
  if (content.length > MOST_FILE_BYTES) return failure('ENOSPC')
  return put(world, parts, { ...node, content: toContent(content), modifiedAtEpochMs: world.nowEpochMs })
}

/** Whether a file that is there may be opened for writing. */
export function mayWrite(world: FileWorld, { node, parts }: Place): FileError | undefined {
  if (node === undefined) return mayChangeName(world, parts)
  if (node.kind === 'directory') return 'EISDIR'
  if (isReadOnly(world.files, parts)) return 'EROFS'
  return permits(node, world.who, 2) ? undefined : 'EACCES'
}

/** Another mode, owner or time. */
export function alter(
  world: FileWorld,
  { node, parts }: Place,
  change: Partial<Pick<FileSystemNode, 'mode' | 'uid' | 'gid' | 'modifiedAtEpochMs'>>,
): Change {
  if (node === undefined) return failure('ENOENT')
  if (isReadOnly(world.files, parts)) return failure('EROFS')
  const isOwner = world.who.uid === 0 || (world.who.uid === node.uid && change.uid === undefined)
  const onlyTouches = change.mode === undefined && change.uid === undefined && change.gid === undefined && permits(node, world.who, 2)
  if (!isOwner && !onlyTouches) return failure('EPERM')
  return put(world, parts, { ...node, ...change })
}

/** Takes a name away: a file or link, or an empty directory. */
export function remove(world: FileWorld, { node, parts }: Place, what: 'file' | 'directory'): Change {
  if (node === undefined) return failure('ENOENT')
  if (parts.length === 0) return failure('EBUSY')
  if (what === 'directory' && node.kind !== 'directory') return failure('ENOTDIR')
  if (what === 'file' && node.kind === 'directory') return failure('EISDIR')
  if (isMountPoint(world.files, parts)) return failure('EBUSY')
  const denied = mayChangeName(world, parts)
  if (denied !== undefined) return failure(denied)
  if (what === 'directory' && entriesAt(world, parts).length > 0) return failure('ENOTEMPTY')
  return put(world, parts, undefined)
}

/** Gives a node another name; what stood there is replaced. `EXDEV`: the places are in different volumes. */
export function rename(world: FileWorld, from: Place, to: Place): Change {
  if (from.node === undefined) return failure('ENOENT')
  if (isMountPoint(world.files, from.parts) || isMountPoint(world.files, to.parts)) return failure('EBUSY')
  if (mountAt(world.files, from.parts) !== mountAt(world.files, to.parts)) return failure('EXDEV')
  const denied = mayChangeName(world, from.parts) ?? mayChangeName(world, to.parts)
  if (denied !== undefined) return failure(denied)
  if (to.parts.length > from.parts.length && from.parts.every((part, index) => part === to.parts[index])) return failure('EINVAL')
  if (to.node?.kind === 'directory') {
    if (from.node.kind !== 'directory') return failure('EISDIR')
    if (to.node.entries.size > 0) return failure('ENOTEMPTY')
  } else if (to.node !== undefined && from.node.kind === 'directory') return failure('ENOTDIR')
  const taken = put(world, from.parts, undefined)
  return taken.ok ? put({ ...world, files: taken.value }, to.parts, from.node) : taken
}

/** Writes one node into the tree it belongs to. */
function put(world: FileWorld, parts: readonly string[], node: FileSystemNode | undefined): Change {
  const { files } = world
  const mount = mountAt(files, parts)
  if (mount === undefined) {
    const own = withNode(files.own, parts, node, world.nowEpochMs)
    return own === undefined ? failure('EBUSY') : success({ ...files, own })
  }
  if (mount.pinned !== undefined) {
    if (node?.kind !== 'file') return failure('EBUSY')
    return success({ ...files, mounts: files.mounts.map((each) => (each === mount ? { ...each, pinned: node } : each)) })
  }
  const root = files.volumes.get(mount.volume)
  if (root === undefined) return failure('ENOENT')
  const below = [...partsOf(mount.within), ...parts.slice(mountPoint(mount).length)]
  const changed = withNode(root, below, node, world.nowEpochMs)
  return changed === undefined ? failure('EBUSY') : success({ ...files, volumes: files.volumes.with(mount.volume, changed) })
}

function withNode(
  directory: DirectoryNode,
  [name, ...rest]: readonly string[],
  node: FileSystemNode | undefined,
  nowEpochMs: number,
): DirectoryNode | undefined {
  if (name === undefined) return node?.kind === 'directory' ? node : undefined
  if (rest.length === 0) {
    const isNew = directory.entries.has(name) !== (node !== undefined)
    const entries = node === undefined ? directory.entries.without(name) : directory.entries.with(name, node)
    return { ...directory, entries, modifiedAtEpochMs: isNew ? nowEpochMs : directory.modifiedAtEpochMs }
  }
  // A directory on the way to a mount stands in no tree until something is written below it.
  const child = directory.entries.get(name) ?? { ...directory, mode: 0o755, entries: PersistentMap.empty<FileSystemNode>() }
  if (child.kind !== 'directory') return undefined
  const changed = withNode(child, rest, node, nowEpochMs)
  return changed === undefined ? undefined : { ...directory, entries: directory.entries.with(name, changed) }
}
