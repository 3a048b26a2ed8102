// The files of an image as a tree: what every image of its sort has, and what its author put there.

import type { DirectoryNode, FileSystemNode } from '../api/file-system.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import { busyboxFiles } from './applets/image-files.ts'

/** Files of an image are older than any cluster. */
const BUILT_AT_EPOCH_MS = Date.UTC(2024, 8, 26, 21, 31, 42)
const ROOT_OWNED = { uid: 0, gid: 0, modifiedAtEpochMs: BUILT_AT_EPOCH_MS } as const
const EMPTY: DirectoryNode = { kind: 'directory', mode: 0o755, ...ROOT_OWNED, entries: PersistentMap.empty() }
const WITH_SHELL = busyboxFiles(BUILT_AT_EPOCH_MS)

/** @param files  Texts by absolute path; folders that are missing are made. */
export function imageTree(hasShell: boolean, files: Readonly<Record<string, string>>): DirectoryNode {
  const root = hasShell ? WITH_SHELL : EMPTY
  return Object.entries(files).reduce((tree, [path, text]) => withFile(tree, path.split('/').filter(Boolean), text), root)
}

function withFile(folder: DirectoryNode, [name = '', ...rest]: readonly string[], text: string): DirectoryNode {
  const entry: FileSystemNode =
    rest.length === 0 ? { kind: 'file', mode: 0o644, ...ROOT_OWNED, content: text } : withFile(folderIn(folder, name), rest, text)
  return { ...folder, entries: folder.entries.with(name, entry) }
}

function folderIn(folder: DirectoryNode, name: string): DirectoryNode {
  const found = folder.entries.get(name)
  return found?.kind === 'directory' ? found : EMPTY
}
