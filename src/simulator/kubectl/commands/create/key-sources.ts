// `--from-literal`, `--from-file`, `--from-env-file`: where the keys of ConfigMaps and Secrets come from (KC-3, KC-4, KC-6).
//
// @source k8s.io/kubectl pkg/util/util.go ParseFileSource, ParseLiteralSource; pkg/cmd/util/env_file.go; pkg/cmd/create/create_configmap.go

import { goQuote } from '../../../base/go-text.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { decodeUtf8 } from '../../../base/utf8.ts'
import type { Call } from '../../command/command.ts'
import type { FileContent, Session } from '../../session.ts'
import { baseName, joinPath, listFolder, pathKind, readBytes, readFile } from '../../files.ts'

/** Takes one key and its content; the problem is kubectl's text. */
export type AddKey = (key: string, content: FileContent) => string | undefined

export function addLiterals(sources: readonly string[], add: AddKey): string | undefined {
  for (const source of sources) {
    const equals = source.indexOf('=')
    if (equals <= 0) return `invalid literal source ${source}, expected key=value`
    const problem = add(source.slice(0, equals), source.slice(equals + 1))
    if (problem !== undefined) return problem
  }
  return undefined
}

export function addFiles(session: Session, sources: readonly string[], add: AddKey): string | undefined {
  for (const source of sources) {
    const parsed = parseFileSource(source)
    if (!parsed.ok) return parsed.problem
    const problem = addFile(session, source, parsed.value, add)
    if (problem !== undefined) return problem
  }
  return undefined
}

function addFile(
  session: Session,
  source: string,
  { key, path }: { readonly key: string; readonly path: string },
  add: AddKey,
): string | undefined {
  switch (pathKind(session, path)) {
    case 'missing':
      return `error reading ${path}: no such file or directory`
    case 'folder':
      if (source.includes('=')) return 'cannot give a key name for a directory path'
      for (const entry of listFolder(session, path)) {
        if (entry.kind !== 'file') continue
        const problem = add(entry.name, readFile(session, joinPath(path, entry.name)) ?? '')
        if (problem !== undefined) return problem
      }
      return undefined
    case 'file':
      return add(key, readFile(session, path) ?? '')
  }
}

function parseFileSource(source: string): Result<{ readonly key: string; readonly path: string }, string> {
  const [first = '', second, ...more] = source.split('=')
  if (second === undefined) return success({ key: baseName(source), path: source })
  if (more.length > 0) return failure("key names or file paths cannot contain '='")
  if (first === '') return failure(`key name for file path ${second} missing`)
  if (second === '') return failure(`file path for key name ${first} missing`)
  return success({ key: first, path: second })
}

/** @param noun  `config` or `secret`, for the message about folders. */
export function addEnvFiles(call: Call, paths: readonly string[], noun: string, add: AddKey): string | undefined {
  const { session } = call.runtime
  for (const path of paths) {
    const kind = pathKind(session, path)
    if (kind === 'missing') return `error reading ${path}: no such file or directory`
    if (kind === 'folder') return `env ${noun} file cannot be a directory`
    for (const [index, line] of linesOf(readBytes(session, path) ?? new Uint8Array()).entries()) {
      const problem = addEnvLine(line, index, path, call.variables, add)
      if (problem !== undefined) return problem
    }
  }
  return undefined
}

/** Lines without their ends, a carriage return included; no empty line after the last end. */
export function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  while (start < bytes.length) {
    const found = bytes.indexOf(0x0a, start)
    const end = found < 0 ? bytes.length : found
    lines.push(bytes.subarray(start, end > start && bytes[end - 1] === 0x0d ? end - 1 : end))
    start = end + 1
  }
  return lines
}

function addEnvLine(
  line: Uint8Array,
  index: number,
  path: string,
  variables: ReadonlyMap<string, string>,
  add: AddKey,
): string | undefined {
  const decoded = decodeUtf8(line)
  if (decoded === undefined) return `env file ${path} contains invalid utf8 bytes at line ${String(index + 1)}: [${[...line].join(' ')}]`
  const text = (index === 0 ? decoded.replace(/^\ufeff/, '') : decoded).replace(
    /^[\t\n\v\f\r \x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/,
    '',
  )
  if (text === '' || text.startsWith('#')) return undefined
  const equals = text.indexOf('=')
  const key = equals < 0 ? text : text.slice(0, equals)
  const problems = envNameProblems(key)
  if (problems.length > 0) return `${goQuote(key)} is not a valid key name: ${problems.join(';')}`
  return add(key, equals < 0 ? (variables.get(key) ?? '') : text.slice(equals + 1))
}

const MAX_KEY_LENGTH = 253

/** @source k8s.io/apimachinery pkg/util/validation/validation.go IsConfigMapKey */
export function configKeyProblems(key: string): readonly string[] {
  const problems: string[] = []
  if (key.length > MAX_KEY_LENGTH) problems.push(`must be no more than ${String(MAX_KEY_LENGTH)} characters`)
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
    problems.push(
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    )
  }
  return [...problems, ...folderProblems(key)]
}

/** @source k8s.io/apimachinery pkg/util/validation/validation.go IsEnvVarName */
export function envNameProblems(name: string): readonly string[] {
  const problems: string[] = []
  if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) {
    problems.push(
      "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')",
    )
  }
  return [...problems, ...folderProblems(name)]
}

function folderProblems(name: string): readonly string[] {
  if (name === '.') return ["must not be '.'"]
  if (name === '..') return ["must not be '..'"]
  return name.startsWith('..') ? ["must not start with '..'"] : []
}
