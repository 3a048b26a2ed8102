// Images as a node's container runtime knows them, made from what authors wrote.

import type { ImageAvailability, ImageDescription } from '../api/container-runtime.ts'
import type { DirectoryNode } from '../api/file-system.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import { sha256 } from '../base/sha256.ts'
import { encodeUtf8 } from '../base/utf8.ts'
import { busyboxFiles } from './applets/image-files.ts'
import type { ImageEntry, ImageLibrary } from './image-library.ts'

/** Files of an image are older than any cluster. */
const BUILT_AT_EPOCH_MS = Date.UTC(2024, 8, 26, 21, 31, 42)
const WITH_SHELL = busyboxFiles(BUILT_AT_EPOCH_MS)
const EMPTY: DirectoryNode = {
  kind: 'directory',
  mode: 0o755,
  uid: 0,
  gid: 0,
  modifiedAtEpochMs: BUILT_AT_EPOCH_MS,
  entries: PersistentMap.empty(),
}

/** Whether a node can have an image. The message is containerd's own. */
export function findImage({ images }: ImageLibrary, reference: string): ImageAvailability {
  const tagged = /:[^/]+$/.test(reference) ? reference : `${reference}:latest`
  const entry = images.find(({ name }) => name === tagged)
  if (entry === undefined) {
    const [host, path] = registryOf(tagged)
    const full = `${host}/${path}`
    const why = `pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`
    return { kind: 'unavailable', message: `failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${why}` }
  }
  const image = describeImage(entry)
  return entry.present ? { kind: 'present', image } : { kind: 'pullable', image }
}

/** `nginx:1` is `docker.io/library/nginx:1`. */
function registryOf(reference: string): readonly [host: string, path: string] {
  const slash = reference.indexOf('/')
  const first = slash === -1 ? '' : reference.slice(0, slash)
  if (first.includes('.') || first.includes(':') || first === 'localhost') return [first, reference.slice(slash + 1)]
  return ['docker.io', slash === -1 ? `library/${reference}` : reference]
}

export function describeImage(entry: ImageEntry): ImageDescription {
  const [host, path] = registryOf(entry.name)
  return {
    name: `${host}/${path}`,
    id: `sha256:${sha256(encodeUtf8(entry.name))}`,
    entrypoint: entry.entrypoint,
    arguments: entry.arguments,
    environment: Object.entries(entry.environment),
    workingDirectory: '/',
    uid: entry.uid,
    gid: entry.uid,
    sizeBytes: entry.sizeBytes,
    pullMs: entry.pullMs,
    files: entry.hasShell ? WITH_SHELL : EMPTY,
  }
}
