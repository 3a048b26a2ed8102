// References to container images: `registry/repository:tag@digest`.
// @source github.com/distribution/reference ParseNormalizedNamed; pkg/util/parsers/parsers.go ParseImageName

import type { Result } from './result.ts'
import { failure, success } from './result.ts'

export interface ImageReference {
  /** `docker.io` where none is written. */
  readonly registry: string
  /** `library/busybox` where `busybox` is written. */
  readonly repository: string
  /** `latest` where neither a tag nor a digest is written; empty with a digest alone. */
  readonly tag: string
  readonly digest: string
}

const LONGEST_NAME = 255
const HOST = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?$/
const PATH = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/
const TAG = /^\w[\w.-]{0,127}$/
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/
const FORMAT = 'invalid reference format'

/** @returns the parts, or upstream's words on what is wrong */
export function parseImageReference(text: string): Result<ImageReference, string> {
  if (/^[a-f0-9]{64}$/.test(text)) return failure(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`)
  const slash = text.indexOf('/')
  const first = text.slice(0, Math.max(0, slash))
  const hasRegistry = slash !== -1 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first)
  const registry = !hasRegistry || first === 'index.docker.io' ? 'docker.io' : first
  let rest = hasRegistry ? text.slice(slash + 1) : text
  if (registry === 'docker.io' && !rest.includes('/')) rest = `library/${rest}`
  const colon = rest.indexOf(':')
  const remote = colon === -1 ? rest : rest.slice(0, colon)
  if (remote.toLowerCase() !== remote) return failure(`${FORMAT}: repository name (${remote}) must be lowercase`)
  return readParts(registry, rest)
}

function readParts(registry: string, rest: string): Result<ImageReference, string> {
  const at = rest.indexOf('@')
  const digest = at === -1 ? '' : rest.slice(at + 1)
  const named = at === -1 ? rest : rest.slice(0, at)
  const colon = named.lastIndexOf(':')
  const tag = colon === -1 ? '' : named.slice(colon + 1)
  const repository = colon === -1 ? named : named.slice(0, colon)
  const isWell =
    HOST.test(registry) &&
    repository.split('/').every((part) => PATH.test(part)) &&
    (colon === -1 || TAG.test(tag)) &&
    (at === -1 || DIGEST.test(digest))
  if (!isWell) return failure(FORMAT)
  if (registry.length + 1 + repository.length > LONGEST_NAME)
    return failure(`repository name must not be more than ${String(LONGEST_NAME)} characters`)
  return success({ registry, repository, tag: tag === '' && digest === '' ? 'latest' : tag, digest })
}
