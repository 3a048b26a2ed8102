// Looks at one file of a container without a shell: what somebody finds at a path, or why not.

import type { FileNode, FileSystem } from '../api/file-system.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import { toByteText } from './shell/byte-text.ts'
import type { FileError } from './shell/file-error.ts'
import type { Who } from './shell/file-tree.ts'
import { find, permits } from './shell/file-tree.ts'

const ROOT: Who = { uid: 0, gid: 0, groups: [] }

/** @param path  Absolute; links are followed. */
export function openFile(files: FileSystem, path: string, who: Who): Result<FileNode, FileError> {
  const found = find({ files, who, nowEpochMs: 0, virtual: () => undefined }, '/', toByteText(path))
  if (!found.ok) return found
  const { node } = found.value
  if (node.kind === 'link') return failure('ENOENT')
  if (!permits(node, who, 4)) return failure('EACCES')
  return node.kind === 'file' ? success(node) : failure('EISDIR')
}

/** What root finds there, if it is a file. */
export function fileAt(files: FileSystem, path: string): FileNode | undefined {
  const opened = openFile(files, path, ROOT)
  return opened.ok ? opened.value : undefined
}
