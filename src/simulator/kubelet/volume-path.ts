// Finds things in a volume, following its links. Nothing is found behind a link that leads out of its volume.

import type { DirectoryNode, FileSystemNode } from '../api/file-system.ts'
import { PersistentMap } from '../base/persistent-map.ts'

const MOST_LINKS = 40

type Found = Exclude<FileSystemNode, { kind: 'link' }>

/** What stands at a relative path, all links resolved; undefined when nothing does. */
export function findInVolume(root: DirectoryNode, path: string): Found | undefined {
  return locateInVolume(root, path)?.node
}

/** The same, with the path on which no link stands. */
export function locateInVolume(root: DirectoryNode, path: string): Located | undefined {
  return walk(root, path).located
}

/** Whether a link on the way leads elsewhere. @source pkg/volume/util/subpath/subpath_linux.go doBindSubPath */
export function leadsOutOfVolume(root: DirectoryNode, path: string): boolean {
  return walk(root, path).isOutside
}

interface Located {
  readonly node: Found
  readonly path: string
}

interface Walk {
  readonly located: Located | undefined
  readonly isOutside: boolean
}

function walk(root: DirectoryNode, path: string): Walk {
  const parents: DirectoryNode[] = [root]
  const names: string[] = []
  let current: Found = root
  let links = 0
  let isOutside = false
  const steps = path.split('/').reverse()
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (step === '' || step === '.') continue
    if (current.kind !== 'directory') return { located: undefined, isOutside }
    if (step === '..') {
      if (parents.length > 1) parents.pop()
      else isOutside = true
      names.length = parents.length - 1
      current = parents.at(-1) ?? root
      continue
    }
    const next: FileSystemNode | undefined = current.entries.get(step)
    if (next === undefined) return { located: undefined, isOutside }
    if (next.kind === 'link') {
      links += 1
      isOutside ||= next.target.startsWith('/')
      if (links > MOST_LINKS || next.target.startsWith('/')) return { located: undefined, isOutside }
      steps.push(...next.target.split('/').reverse())
      continue
    }
    current = next
    names.push(step)
    if (next.kind === 'directory') parents.push(next)
  }
  return { located: { node: current, path: names.join('/') }, isOutside }
}

const SET_GROUP_ID = 0o2000

/**
 * The volume with a directory at this path, made where it is missing: with the volume's own mode unless another is given, and its
 * group where directories pass on theirs.
 *
 * @source pkg/volume/util/subpath/subpath_linux.go doSafeMakeDir
 */
export function withDirectory(root: DirectoryNode, path: string, epochMs: number, mode = root.mode & 0o777): DirectoryNode {
  return extended(root, path, { epochMs, mode: mode | (root.mode & SET_GROUP_ID) })
}

const INTERMEDIATE = 0o755

function extended(root: DirectoryNode, path: string, made: { readonly epochMs: number; readonly mode: number }): DirectoryNode {
  const [step, ...rest] = path.split('/').filter((each) => each !== '' && each !== '.')
  if (step === undefined) return root
  const present = root.entries.get(step)
  if (present !== undefined && present.kind !== 'directory') return root
  const inner: DirectoryNode = present ?? {
    kind: 'directory',
    mode: rest.length === 0 ? made.mode : INTERMEDIATE | (root.mode & SET_GROUP_ID),
    uid: 0,
    gid: (root.mode & SET_GROUP_ID) === 0 ? 0 : root.gid,
    modifiedAtEpochMs: made.epochMs,
    entries: PersistentMap.empty(),
  }
  return { ...root, entries: root.entries.with(step, extended(inner, rest.join('/'), made)) }
}

/** Every file below a directory, links resolved, by path; what the kubelet keeps for itself (`..data`) is left out. */
export function listFiles(
  root: DirectoryNode,
  from = '',
): readonly (readonly [path: string, file: Extract<FileSystemNode, { kind: 'file' }>])[] {
  const start = findInVolume(root, from)
  if (start === undefined || start.kind !== 'directory') return []
  return start.entries.keys().flatMap((name) => {
    if (name.startsWith('..')) return []
    const path = from === '' ? name : `${from}/${name}`
    const node = findInVolume(root, path)
    if (node === undefined) return []
    return node.kind === 'file' ? [[path, node] as const] : listFiles(root, path)
  })
}
