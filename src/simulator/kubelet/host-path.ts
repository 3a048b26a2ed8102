// A volume that is a place of the node itself: whether what stands there is what the Pod says, and what is made where nothing stands.
// @source pkg/volume/hostpath/host_path.go checkTypeInternal
// @simplified A `hostPath` volume finds the directories of any Linux, all empty. What a Pod writes there is lost with it, and no other Pod
// sees it.

import type { HostPathVolumeSource } from '../api/fields/volume.ts'
import type { DirectoryNode, FileNode } from '../api/file-system.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import type { Writing } from './atomic-writer.ts'
import { emptyRoot } from './atomic-writer.ts'

/** By type, without `OrCreate`. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['Directory', 'directory'],
  ['File', 'file'],
  ['Socket', 'socket file'],
  ['CharDevice', 'character device'],
  ['BlockDevice', 'block device'],
])

const DIRECTORIES = /^\/(bin|dev|etc|home|lib|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var(\/(lib|log|run))?)?$/
const FILES = /^\/etc\/(hostname|hosts|passwd|resolv\.conf)$/

/** Where the volume holds the one file that it is, if it is no directory. */
const HOST_FILE = 'host-file'

export function hostRoot({ path, type = '' }: HostPathVolumeSource, writing: Writing): Result<DirectoryNode, string> {
  const wanted = type.replace('OrCreate', '')
  const clean = path.replace(/(.)\/+$/, '$1')
  const present = DIRECTORIES.test(clean) ? 'Directory' : FILES.test(clean) ? 'File' : undefined
  const made = wanted === '' ? 'Directory' : wanted === type ? undefined : wanted
  const found = present ?? made
  const words = WORDS.get(wanted)
  if (words !== undefined && found !== wanted) return failure(`hostPath type check failed: ${path} is not a ${words}`)
  const root = emptyRoot({ ...writing, fsGroup: undefined }, 0o755)
  if (found === 'Directory') return success(root)
  const file: FileNode = { kind: 'file', mode: 0o644, uid: 0, gid: 0, modifiedAtEpochMs: writing.epochMs, content: '' }
  return success({ ...root, entries: root.entries.with(HOST_FILE, file) })
}

/** What of the volume a mount of all of it shows. */
export function mountedWhole(root: DirectoryNode): string {
  return root.entries.has(HOST_FILE) ? HOST_FILE : ''
}
