// Which logins of a Pod's pull secrets are meant for an image (PULL-3, PULL-4).
// @source pkg/credentialprovider/keyring.go, config.go, secrets/secrets.go
// @simplified Pull secrets that cannot be read are passed over, and the node has no logins of its own.

import type { RegistryCredential } from '../api/container-runtime.ts'
import type { Secret } from '../api/fields/core.ts'
import { parseImageReference } from '../base/image-reference.ts'
import { decodeUtf8 } from '../base/utf8.ts'
import { bytesOf } from './environment.ts'

const DEFAULT_REGISTRY = 'index.docker.io'

interface Login extends RegistryCredential {
  /** Host and path, as patterns. */
  readonly place: string
}

/** Logins for the image, the most specific first. */
export function credentialsFor(image: string, secrets: readonly Secret[]): readonly RegistryCredential[] {
  if (secrets.length === 0) return []
  const parsed = parseImageReference(image)
  if (!parsed.ok) return []
  const { registry, repository } = parsed.value
  const host = registry === 'docker.io' ? DEFAULT_REGISTRY : registry
  return secrets
    .flatMap(loginsOf)
    .filter(({ place }) => isMeantFor(place, host, repository))
    .sort((a, b) => (a.place < b.place ? 1 : a.place > b.place ? -1 : 0))
    .map(({ username, password }) => ({ username, password }))
}

function loginsOf({ type, data }: Secret): readonly Login[] {
  if (type === 'kubernetes.io/dockerconfigjson') return readLogins(data?.['.dockerconfigjson'], 'auths')
  return type === 'kubernetes.io/dockercfg' ? readLogins(data?.['.dockercfg'], undefined) : []
}

function isMeantFor(place: string, host: string, repository: string): boolean {
  const slash = place.indexOf('/')
  const pattern = slash === -1 ? place : place.slice(0, slash)
  const path = slash === -1 ? '' : place.slice(slash + 1)
  return matchesHost(pattern, host) && repository.startsWith(path)
}

/** `*` stands for letters of one part between dots. */
function matchesHost(pattern: string, host: string): boolean {
  const [wanted, parts] = [pattern.split('.'), host.split('.')]
  return wanted.length === parts.length && wanted.every((part, index) => globOf(part).test(parts[index] ?? ''))
}

function globOf(part: string): RegExp {
  return new RegExp(
    `^${part
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  )
}

/** `https://index.docker.io/v1/` is `index.docker.io`. */
function placeOf(key: string): string {
  const bare = key.replace(/^https?:\/\//, '').replace(/^docker\.io(?=\/|$)/, DEFAULT_REGISTRY)
  const slash = bare.indexOf('/')
  const host = slash === -1 ? bare : bare.slice(0, slash)
  const path = slash === -1 ? '' : bare.slice(slash + 1).replace(/^v[12](?:\/|$)/, '')
  const trimmed = path.replace(/\/+$/, '')
  return trimmed === '' ? host : `${host}/${trimmed}`
}

function readLogins(base64: string | undefined, member: 'auths' | undefined): readonly Login[] {
  const text = base64 === undefined ? undefined : decodeUtf8(bytesOf(base64))
  const document = text === undefined ? undefined : parseJson(text)
  const logins = member === undefined ? document : membersOf(document).find(([name]) => name === member)?.[1]
  return membersOf(logins).map(([key, login]) => {
    const fields = new Map(membersOf(login))
    const auth = typeof fields.get('auth') === 'string' ? (decodeUtf8(bytesOf(String(fields.get('auth')))) ?? '') : ''
    const [username = '', password = ''] = auth.split(/:(.*)/s)
    return {
      place: placeOf(key),
      username: auth === '' ? textOr(fields.get('username'), '') : username,
      password: auth === '' ? textOr(fields.get('password'), '') : password,
    }
  })
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A broken login file helps nobody, and the pull says so.
    return undefined
  }
}
