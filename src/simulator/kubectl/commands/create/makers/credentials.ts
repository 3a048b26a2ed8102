// `kubectl create secret docker-registry | tls` (KC-10, KC-11).
// @source k8s.io/kubectl pkg/cmd/create/create_secret_docker.go, create_secret_tls.go

import { encodeBase64 } from '../../../../base/base64.ts'
import { goJson } from '../../../../base/go-json.ts'
import { keyPairProblem } from '../../../../base/key-pair.ts'
import { encodeUtf8 } from '../../../../base/utf8.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../../command/command.ts'
import { flag } from '../../../command/flag.ts'
import { plainError } from '../../../failure.ts'
import { pathKind, readBytes } from '../../../files.ts'
import { CREATE_FLAGS, beginCreate, beginNamed } from '../begin.ts'
import { addFiles } from '../key-sources.ts'
import type { SecretData } from '../secret.ts'
import { adder, finishSecret } from '../secret.ts'

const DOCKER_CONFIG_KEY = '.dockerconfigjson'

export const CREATE_DOCKER_REGISTRY: CommandSpec = {
  name: 'docker-registry',
  usage:
    'NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none]',
  short: 'Create a secret for use with a Docker registry',
  examples: [
    'kubectl create secret docker-registry pull --docker-server=registry.example.com --docker-username=ada --docker-password=s3cr3t',
  ],
  flags: [
    ...CREATE_FLAGS,
    flag('docker-username', 'string', '', 'User name at the registry.'),
    flag('docker-password', 'string', '', 'Password at the registry.'),
    flag('docker-email', 'string', '', 'E-mail address at the registry.'),
    flag('docker-server', 'string', 'https://index.docker.io/v1/', 'The registry.'),
    flag('append-hash', 'bool', 'false', 'Append a hash of the content to the name.'),
    flag('from-file', 'slice', '', 'A Docker configuration file in JSON.'),
  ],
  completes: 'none',
  run: createDockerRegistry,
}

export const CREATE_TLS: CommandSpec = {
  name: 'tls',
  usage: 'NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none]',
  short: 'Create a TLS secret',
  examples: ['kubectl create secret tls web --cert=tls.crt --key=tls.key'],
  flags: [
    ...CREATE_FLAGS,
    flag('cert', 'string', '', 'File with the certificate, as PEM.'),
    flag('key', 'string', '', 'File with the private key, as PEM.'),
    flag('append-hash', 'bool', 'false', 'Append a hash of the content to the name.'),
  ],
  completes: 'none',
  run: createTls,
}

function createDockerRegistry(call: Call): CommandOutcome {
  const start = beginNamed(call)
  if (!start.ok) return start.problem
  const [username, password, email, server] = ['username', 'password', 'email', 'server'].map((name) => call.flags.text(`docker-${name}`))
  const files = call.flags.list('from-file').map((source) => (source.includes('=') ? source : `${DOCKER_CONFIG_KEY}=${source}`))
  if (files.length === 0 && (username === '' || password === '' || server === '')) {
    return plainError('either --from-file or the combination of --docker-username, --docker-password and --docker-server is required')
  }
  const data: SecretData = {}
  if (files.length > 0) {
    const problem = addFiles(call.runtime.session, files, adder(data))
    if (problem !== undefined) return plainError(problem)
  } else data[DOCKER_CONFIG_KEY] = encodeBase64(encodeUtf8(dockerConfig(username ?? '', password ?? '', email ?? '', server ?? '')))
  return finishSecret(call, start.value, 'kubernetes.io/dockerconfigjson', data)
}

/** Keys in Go's order; empty ones left out. */
function dockerConfig(username: string, password: string, email: string, server: string): string {
  const auth = encodeBase64(encodeUtf8(`${username}:${password}`))
  const fields = Object.entries({ username, password, email, auth }).filter(([, value]) => value !== '')
  const entry = fields.map(([key, value]) => `${goJson(key)}:${goJson(value)}`).join(',')
  return `{"auths":{${goJson(server)}:{${entry}}}}`
}

function createTls(call: Call): CommandOutcome {
  const start = beginCreate(call)
  if (!start.ok) return start.problem
  const certPath = call.flags.text('cert')
  const keyPath = call.flags.text('key')
  if (certPath === '' || keyPath === '') return plainError('key and cert must be specified')
  const { session } = call.runtime
  for (const path of [certPath, keyPath]) {
    const kind = pathKind(session, path)
    if (kind === 'missing') return plainError(`Cannot read file ${path}, open ${path}: no such file or directory`)
    if (kind === 'folder') return plainError(`Cannot read file ${path}, read ${path}: is a directory`)
  }
  const cert = readBytes(session, certPath) ?? new Uint8Array()
  const key = readBytes(session, keyPath) ?? new Uint8Array()
  const problem = keyPairProblem(cert, key)
  if (problem !== undefined) return plainError(problem)
  return finishSecret(call, start.value, 'kubernetes.io/tls', { 'tls.crt': encodeBase64(cert), 'tls.key': encodeBase64(key) })
}
