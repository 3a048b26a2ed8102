// `kubectl create configmap` (KC-1, KC-2, KC-5, KC-7).
// @source k8s.io/kubectl pkg/cmd/create/create_configmap.go

import { encodeBase64 } from '../../../base/base64.ts'
import { goQuote } from '../../../base/go-text.ts'
import { decodeUtf8 } from '../../../base/utf8.ts'
import type { Draft } from '../../../apiserver/decode/decoder.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import { plainError } from '../../failure.ts'
import { kubectlHash } from '../../hash.ts'
import type { FileContent } from '../../session.ts'
import { CREATE_FLAGS, beginNamed, finishCreate, typeMeta } from './begin.ts'
import { addEnvFiles, addFiles, addLiterals, configKeyProblems } from './key-sources.ts'

export const SOURCE_FLAGS = [
  flag('from-file', 'slice', '', 'File, key=file, or folder whose files become keys. May be repeated.'),
  flag('from-literal', 'array', '', 'key=value. May be repeated.'),
  flag('from-env-file', 'slice', '', 'File of KEY=value lines. May be repeated.'),
  flag('append-hash', 'bool', 'false', 'Append a hash of the content to the name.'),
]

export const CREATE_CONFIGMAP: CommandSpec = {
  name: 'configmap',
  aliases: ['cm'],
  usage: 'NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  short: 'Create a config map from a local file, directory or literal value',
  examples: [
    'kubectl create configmap app --from-literal=LOG_LEVEL=info',
    'kubectl create configmap app --from-file=app.properties',
    'kubectl create configmap app --from-env-file=app.env',
  ],
  flags: [...CREATE_FLAGS, ...SOURCE_FLAGS],
  completes: 'none',
  run: createConfigMap,
}

function createConfigMap(call: Call): CommandOutcome {
  const start = beginNamed(call)
  if (!start.ok) return start.problem
  const { name } = start.value
  const literals = call.flags.list('from-literal')
  const files = call.flags.list('from-file')
  const envFiles = call.flags.list('from-env-file')
  if (envFiles.length > 0 && (files.length > 0 || literals.length > 0)) {
    return plainError('from-env-file cannot be combined with from-file or from-literal')
  }

  const data: Record<string, string> = {}
  const binaryData: Record<string, string> = {}
  const add = (key: string, content: FileContent): string | undefined => {
    const problems = configKeyProblems(key)
    if (problems.length > 0) return `${goQuote(key)} is not a valid key name for a ConfigMap: ${problems.join(',')}`
    for (const [held, field] of [[data, 'Data'] as const, [binaryData, 'BinaryData'] as const]) {
      if (Object.hasOwn(held, key))
        return `cannot add key ${goQuote(key)}, another key by that name already exists in ${field} for ConfigMap ${goQuote(name)}`
    }
    const text = typeof content === 'string' ? content : decodeUtf8(content)
    if (text === undefined) binaryData[key] = encodeBase64(typeof content === 'string' ? new Uint8Array() : content)
    else data[key] = text
    return undefined
  }
  const problem = addFiles(call.runtime.session, files, add) ?? addLiterals(literals, add) ?? addEnvFiles(call, envFiles, 'config', add)
  if (problem !== undefined) return plainError(problem)

  const draft: Draft = { ...typeMeta('ConfigMap'), metadata: { name }, data, binaryData }
  const hashed = call.flags.bool('append-hash') ? { ...draft, metadata: { name: `${name}-${kubectlHash(draft)}` } } : draft
  return finishCreate(call, start.value, 'ConfigMap', hashed, 'failed to create configmap: ')
}
