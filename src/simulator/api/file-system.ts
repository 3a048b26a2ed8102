// What a container sees as its files: the image's tree with the pod's volumes mounted over it. Values, never changed in place:
// a write gives a new tree that shares the rest, so that every moment of a run keeps its own.

import type { PersistentMap } from '../base/persistent-map.ts'

interface NodeBase {
  /** Permission bits, setuid, setgid and sticky included: 0o644, 0o1777. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Milliseconds since the Unix epoch of the last change of content. */
  readonly modifiedAtEpochMs: number
}

export interface FileNode extends NodeBase {
  readonly kind: 'file'
  readonly content: string | Uint8Array
}

export interface LinkNode extends NodeBase {
  readonly kind: 'link'
  readonly target: string
}

export interface DirectoryNode extends NodeBase {
  readonly kind: 'directory'
  readonly entries: PersistentMap<FileSystemNode>
  /** The image does not have it: it was made as a place for a mount. */
  readonly isMountPlace?: true
}

export type FileSystemNode = FileNode | LinkNode | DirectoryNode

export interface Mount {
  /** Absolute, without trailing slash: `/etc/app`. */
  readonly path: string
  /** Name of the pod's volume, a key of `FileSystem.volumes`. */
  readonly volume: string
  /** Where in the volume the mount begins, '' for its root. A directory below it stays live: others' writes are seen. */
  readonly within: string
  /** A file mounted by subPath: bound to this very file, whatever the volume does later. */
  readonly pinned: FileNode | undefined
  readonly readOnly: boolean
  /** As `mount` prints it: `tmpfs` for Secrets and memory, `ext4` for what lies on the node's disk. */
  readonly fileSystemType: 'tmpfs' | 'ext4'
}

export interface FileSystem {
  /** The image's files and what the container wrote over them; gone when it restarts. */
  readonly own: DirectoryNode
  /** Roots of the pod's volumes by name; all its containers share them. */
  readonly volumes: PersistentMap<DirectoryNode>
  /** A later mount hides what an earlier one put at or below its path. */
  readonly mounts: readonly Mount[]
  /** `readOnlyRootFilesystem` */
  readonly ownIsReadOnly: boolean
}
