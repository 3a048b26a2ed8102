// Looks at one file of a container without starting a process in it: what root would find at a path.

import type { FileNode, FileSystem } from '../api/file-system.ts'
import { toByteText } from './shell/byte-text.ts'
import { find } from './shell/file-tree.ts'

/** @param path  Absolute; links are followed. */
export function fileAt(files: FileSystem, path: string): FileNode | undefined {
  const world = { files, who: { uid: 0, gid: 0, groups: [] }, nowEpochMs: 0, virtual: () => undefined }
  const found = find(world, '/', toByteText(path))
  return found.ok && found.value.node.kind === 'file' ? found.value.node : undefined
}
