// Writes all files of a volume at once: a new directory, then one link that is turned (VOL-7 … VOL-9).
// @source pkg/volume/util/atomic_writer.go

import type { DirectoryNode, FileSystemNode } from '../api/file-system.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import type { RandomStream } from '../base/random.ts'
import { drawBelow } from '../base/random.ts'
import type { Payload, PayloadFile } from './payload-file.ts'

const DATA = '..data'

export interface Writing {
  readonly epochMs: number
  readonly chance: RandomStream
  /** Counts the writings of this volume. */
  readonly index: number
  readonly uid: number
  readonly gid: number
  /** Set-group-id and group access for `fsGroup` (VOL-25). */
  readonly fsGroup: number | undefined
}

export interface Written {
  readonly root: DirectoryNode
  /** Relative paths whose content changed, appeared or disappeared; empty when nothing was written. */
  readonly changedPaths: readonly string[]
}

export function emptyRoot(writing: Writing, mode: number): DirectoryNode {
  const group = writing.fsGroup
  return {
    kind: 'directory',
    mode: group === undefined ? mode : mode | 0o2000,
    uid: writing.uid,
    gid: group ?? writing.gid,
    modifiedAtEpochMs: writing.epochMs,
    entries: PersistentMap.empty(),
  }
}

/** Only contents are compared: a mode that alone changed is not written. */
export function writeAtomically(root: DirectoryNode, before: Payload | undefined, after: Payload, writing: Writing): Written {
  const changedPaths = before === undefined ? [...after.keys()] : changesBetween(before, after)
  if (before !== undefined && changedPaths.length === 0) return { root, changedPaths }
  const folder = folderName(writing)
  // Places for what is mounted below the volume stay.
  let entries = PersistentMap.from(root.entries.entries().filter(([name, node]) => node.kind === 'directory' && !name.startsWith('..')))
  entries = entries.with(folder, directory(treeOf(after, writing), writing))
  entries = entries.with(DATA, link(folder, writing))
  const links = new Set([...after.keys()].map((path) => path.split('/')[0] ?? ''))
  for (const name of links) {
    const present = root.entries.get(name)
    entries = entries.with(name, present?.kind === 'link' ? present : link(`${DATA}/${name}`, writing))
  }
  return { root: { ...root, entries, modifiedAtEpochMs: writing.epochMs }, changedPaths }
}

function changesBetween(before: Payload, after: Payload): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => !isDeepEqual(contentOf(before.get(path)), contentOf(after.get(path))))
}

function contentOf(file: PayloadFile | undefined): unknown {
  return file === undefined ? undefined : typeof file.content === 'string' ? file.content : [...file.content]
}

type Tree = Map<string, Tree | PayloadFile>

function treeOf(payload: Payload, writing: Writing): PersistentMap<FileSystemNode> {
  const tree: Tree = new Map()
  for (const [path, file] of payload) {
    const steps = path.split('/').filter((step) => step !== '' && step !== '.')
    const name = steps.pop()
    let folder = tree
    for (const step of steps) {
      const next = folder.get(step)
      const inner: Tree = next instanceof Map ? next : new Map()
      folder.set(step, inner)
      folder = inner
    }
    if (name !== undefined) folder.set(name, file)
  }
  return nodesOf(tree, writing)
}

function nodesOf(tree: Tree, writing: Writing): PersistentMap<FileSystemNode> {
  let nodes = PersistentMap.empty<FileSystemNode>()
  for (const [name, entry] of tree)
    nodes = nodes.with(name, entry instanceof Map ? directory(nodesOf(entry, writing), writing) : fileNode(entry, writing))
  return nodes
}

function fileNode({ content, mode, uid: owner }: PayloadFile, { uid, gid, fsGroup, epochMs }: Writing): FileSystemNode {
  return {
    kind: 'file',
    content,
    mode: fsGroup === undefined ? mode : mode | 0o440,
    uid: owner ?? uid,
    gid: fsGroup ?? gid,
    modifiedAtEpochMs: epochMs,
  }
}

function directory(entries: PersistentMap<FileSystemNode>, { uid, gid, fsGroup, epochMs }: Writing): DirectoryNode {
  return { kind: 'directory', mode: fsGroup === undefined ? 0o755 : 0o2755, uid, gid: fsGroup ?? gid, modifiedAtEpochMs: epochMs, entries }
}

function link(target: string, { uid, gid, fsGroup, epochMs }: Writing): FileSystemNode {
  return { kind: 'link', mode: 0o777, uid, gid: fsGroup ?? gid, modifiedAtEpochMs: epochMs, target }
}

/** `..2026_01_31_10_20_30.123456789` */
function folderName({ epochMs, chance, index }: Writing): string {
  const time = new Date(epochMs).toISOString().slice(0, 19).replace(/[-T:]/g, '_')
  return `..${time}.${String(drawBelow(chance, index, 4_294_967_296))}`
}
