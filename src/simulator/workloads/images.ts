// Images as a node's container runtime knows them, made from what authors wrote.

import type { ImageAvailability, ImageDescription, RegistryCredential } from '../api/container-runtime.ts'
import type { ImageReference } from '../base/image-reference.ts'
import { parseImageReference } from '../base/image-reference.ts'
import { sha256 } from '../base/sha256.ts'
import { encodeUtf8 } from '../base/utf8.ts'
import type { ImageEntry, ImageLibrary } from './image-library.ts'
import { imageTree } from './image-tree.ts'

/** What Docker's hub calls itself when it is asked. */
const API_HOSTS: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' }
const NAME_SERVER = '10.96.0.10:53'

/**
 * Whether a node can have an image. The message is containerd's own.
 *
 * @source github.com/containerd/containerd/v2 core/transfer/local/pull.go, core/remotes/docker/resolver.go
 */
export function findImage(library: ImageLibrary, reference: string, credentials: readonly RegistryCredential[]): ImageAvailability {
  const parsed = parseImageReference(reference)
  if (!parsed.ok) return { kind: 'unavailable', message: parsed.problem }
  const full = nameOf(parsed.value)
  const entry = imageByFullName(library, full)
  const refusal = whyNotPulled(library, parsed.value, entry, credentials)
  const message = refusal === undefined ? undefined : `failed to pull and unpack image "${full}": failed to resolve image: ${refusal}`
  if (entry === undefined) return { kind: 'unavailable', message: message ?? '' }
  const image = describeImage(entry)
  if (entry.present) return { kind: 'present', image, refusal: message }
  return message === undefined ? { kind: 'pullable', image } : { kind: 'unavailable', message }
}

/** The image that a reference means, whoever may pull it: `app:1` and `docker.io/library/app:1` are one. */
export function imageNamed(library: ImageLibrary, reference: string): ImageEntry | undefined {
  return imageByFullName(library, fullName(reference))
}

/** A library does not change, and every start of a container looks into it. */
const IMAGES = new WeakMap<ImageLibrary, ReadonlyMap<string, ImageEntry>>()

/** @param name  With registry and tag. */
export function imageByFullName(library: ImageLibrary, name: string): ImageEntry | undefined {
  let images = IMAGES.get(library)
  if (images === undefined) {
    // The first of a name counts.
    images = new Map(library.images.toReversed().map((entry) => [fullName(entry.name), entry]))
    IMAGES.set(library, images)
  }
  return images.get(name)
}

function whyNotPulled(
  { registries }: ImageLibrary,
  { registry, repository, tag, digest }: ImageReference,
  entry: ImageEntry | undefined,
  credentials: readonly RegistryCredential[],
): string | undefined {
  const host = API_HOSTS[registry] ?? registry
  const known = registries.find((each) => each.host === registry)
  const manifest = `https://${host}/v2/${repository}/manifests/${digest === '' ? tag : digest}`
  if (known === undefined)
    return `failed to do request: Head "${manifest}": dial tcp: lookup ${host.replace(/:\d+$/, '')} on ${NAME_SERVER}: no such host`
  if (known.logins.length > 0 && !known.logins.some((login) => credentials.some((each) => isSame(login, each)))) {
    return credentials.length === 0
      ? 'pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials'
      : `unexpected status from HEAD request to ${manifest}: 401 Unauthorized`
  }
  return entry === undefined ? `${nameOf({ registry, repository, tag, digest })}: not found` : undefined
}

function isSame(login: { readonly username: string; readonly password: string }, credential: RegistryCredential): boolean {
  return login.username === credential.username && login.password === credential.password
}

function nameOf({ registry, repository, tag, digest }: ImageReference): string {
  return `${registry}/${repository}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`
}

function fullName(name: string): string {
  const parsed = parseImageReference(name)
  return parsed.ok ? nameOf(parsed.value) : name
}

const DESCRIPTIONS = new WeakMap<ImageEntry, ImageDescription>()

function describeImage(entry: ImageEntry): ImageDescription {
  const known = DESCRIPTIONS.get(entry)
  if (known !== undefined) return known
  const description: ImageDescription = {
    name: fullName(entry.name),
    id: `sha256:${sha256(encodeUtf8(entry.name))}`,
    entrypoint: entry.entrypoint,
    arguments: entry.arguments,
    environment: Object.entries(entry.environment),
    workingDirectory: '/',
    uid: entry.uid,
    gid: entry.uid,
    sizeBytes: entry.sizeBytes,
    pullMs: entry.pullMs,
    files: imageTree(entry.hasShell, entry.files),
  }
  DESCRIPTIONS.set(entry, description)
  return description
}
