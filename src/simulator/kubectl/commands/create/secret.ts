// `kubectl create secret generic` (KC-7 … KC-9), and the name of what else there is.
// @source k8s.io/kubectl pkg/cmd/create/create_secret.go

import { encodeBase64 } from '../../../base/base64.ts'
import { goQuote } from '../../../base/go-text.ts'
import { encodeUtf8 } from '../../../base/utf8.ts'
import type { Draft } from '../../../apiserver/decode/decoder.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import { plainError } from '../../failure.ts'
import { kubectlHash } from '../../hash.ts'
import type { FileContent } from '../../session.ts'
import type { CreateStart } from './begin.ts'
import { CREATE_FLAGS, beginNamed, finishCreate, typeMeta } from './begin.ts'
import { SOURCE_FLAGS } from './configmap.ts'
import { addEnvFiles, addFiles, addLiterals, configKeyProblems } from './key-sources.ts'

const GENERIC: CommandSpec = {
  name: 'generic',
  usage: 'NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  short: 'Create a secret from a local file, directory, or literal value',
  examples: ['kubectl create secret generic db --from-literal=password=s3cr3t', 'kubectl create secret generic ssh --from-file=id_rsa'],
  flags: [...CREATE_FLAGS, ...SOURCE_FLAGS, flag('type', 'string', '', 'The type of the secret; Opaque when not given.')],
  completes: 'none',
  run: createGeneric,
}

/** @param credentials  The other subcommands, once their set is there. */
export function secretCommand(credentials: readonly CommandSpec[] | undefined): CommandSpec {
  const missing = (name: string): CommandSpec => ({ name, usage: '', short: '', flags: [], set: 'makers' })
  return {
    name: 'secret',
    usage: '(docker-registry | generic | tls)',
    short: 'Create a secret using a specified subcommand',
    long: `Create a secret with specified type.

 A docker-registry type secret is for accessing a container registry.

 A generic type secret indicate an Opaque secret type.

 A tls type secret holds TLS certificate and its associated key.`,
    flags: [],
    subcommands: [GENERIC, ...(credentials ?? [missing('docker-registry'), missing('tls')])],
  }
}

/** Base64 by key, as the object will hold it. */
export type SecretData = Record<string, string>

export function adder(data: SecretData) {
  return (key: string, content: FileContent): string | undefined => {
    const problems = configKeyProblems(key)
    if (problems.length > 0) return `${goQuote(key)} is not valid key name for a Secret ${problems.join(';')}`
    if (Object.hasOwn(data, key)) return `cannot add key ${key}, another key by that name already exists`
    data[key] = encodeBase64(typeof content === 'string' ? encodeUtf8(content) : content)
    return undefined
  }
}

function createGeneric(call: Call): CommandOutcome {
  const start = beginNamed(call)
  if (!start.ok) return start.problem
  const literals = call.flags.list('from-literal')
  const files = call.flags.list('from-file')
  const envFiles = call.flags.list('from-env-file')
  if (envFiles.length > 0 && (files.length > 0 || literals.length > 0)) {
    return plainError('from-env-file cannot be combined with from-file or from-literal')
  }
  const data: SecretData = {}
  const add = adder(data)
  const problem = addLiterals(literals, add) ?? addFiles(call.runtime.session, files, add) ?? addEnvFiles(call, envFiles, 'secret', add)
  if (problem !== undefined) return plainError(problem)
  return finishSecret(call, start.value, call.flags.text('type'), data)
}

export function finishSecret(call: Call, start: CreateStart, type: string, data: SecretData): CommandOutcome {
  const draft: Draft = { ...typeMeta('Secret'), metadata: { name: start.name }, data, type }
  const hashed = call.flags.bool('append-hash') ? { ...draft, metadata: { name: `${start.name}-${kubectlHash(draft)}` } } : draft
  return finishCreate(call, start, 'Secret', hashed, 'failed to create secret ')
}
