// Finds what a process sees at a path: the latest mount that covers it, else the image's own files; links followed.
// @source path_resolution(7)

import type { FileNode, FileSystem, FileSystemNode, Mount } from '../api/file-system.ts'

const MOST_LINKS = 40

export type Found = Exclude<FileSystemNode, { kind: 'link' }>

/** What stands at an absolute path, or undefined. */
export function findPath(files: FileSystem, path: string): Found | undefined {
  let links = 0
  let done: readonly string[] = []
  const open = partsOf(path).reverse()
  let node: FileSystemNode | undefined = at(files, [])
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (node === undefined || node.kind !== 'directory') return undefined
    if (step === '..') done = done.slice(0, -1)
    else {
      const next = at(files, [...done, step])
      if (next?.kind === 'link') {
        links += 1
        if (links > MOST_LINKS) return undefined
        if (next.target.startsWith('/')) done = []
        open.push(...partsOf(next.target).reverse())
      } else done = [...done, step]
    }
    node = at(files, done)
  }
  return node === undefined || node.kind === 'link' ? undefined : node
}

export function readFile(files: FileSystem, path: string): FileNode | undefined {
  const found = findPath(files, path)
  return found?.kind === 'file' ? found : undefined
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.')
}

/** The node at a path without links on the way. */
function at(files: FileSystem, parts: readonly string[]): FileSystemNode | undefined {
  const mount = files.mounts.findLast((each) => covers(each, parts))
  if (mount === undefined) return walk(files.own, parts) ?? standIn(files, parts)
  if (mount.pinned !== undefined) return partsOf(mount.path).length === parts.length ? mount.pinned : undefined
  const root = files.volumes.get(mount.volume)
  const below = parts.slice(partsOf(mount.path).length)
  const start = root === undefined ? undefined : walk(root, partsOf(mount.within))
  return start === undefined ? undefined : walk(start, below)
}

function covers({ path }: Mount, parts: readonly string[]): boolean {
  const own = partsOf(path)
  return own.length <= parts.length && own.every((part, index) => part === parts[index])
}

/** A mount point that the image does not have is an empty directory on the way to it. */
function standIn(files: FileSystem, parts: readonly string[]): FileSystemNode | undefined {
  const leads = files.mounts.some(({ path }) => {
    const own = partsOf(path)
    return parts.length < own.length && parts.every((part, index) => part === own[index])
  })
  return leads ? { ...files.own, entries: files.own.entries } : undefined
}

function walk(start: FileSystemNode, parts: readonly string[]): FileSystemNode | undefined {
  let node: FileSystemNode | undefined = start
  for (const part of parts) node = node?.kind === 'directory' ? node.entries.get(part) : undefined
  return node
}
