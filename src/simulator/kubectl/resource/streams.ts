// The texts that `-f` and `-k` name: files, folders, standard input, what a kustomization makes.
// @source k8s.io/cli-runtime pkg/resource/builder.go FilenameParam, Path; visitor.go ExpandPathsToFileVisitors

import { goQuote } from '../../base/go-text.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { decodeUtf8Loosely } from '../../base/utf8.ts'
import type { Call } from '../command/command.ts'
import type { Failure } from '../failure.ts'
import { plainError } from '../failure.ts'
import { cleanPath, glob, joinPath, listFolder, pathKind, readBytes } from '../files.ts'
import type { Session } from '../session.ts'
import { formatList } from '../text/go-format.ts'
import { LACKING, toolsNamed } from '../tool-sets.ts'

const EXTENSIONS = ['.json', '.yaml', '.yml']

export interface Stream {
  readonly source: string
  readonly text: string
}

export function findStreams(call: Call): {
  readonly streams: readonly Stream[]
  readonly failures: readonly Failure[]
  readonly single: boolean
} {
  const { session } = call.runtime
  const streams: Stream[] = []
  const failures: Failure[] = []
  const names = call.flags.list('filename')
  const recursive = call.flags.bool('recursive')
  const kustomize = call.flags.text('kustomize')
  if (names.length > 0 && kustomize !== '') failures.push(plainError('only one of -f or -k can be specified'))
  if (recursive && kustomize !== '') failures.push(plainError("the -k flag can't be used with -f or -R"))
  if (failures.length > 0) return { streams, failures, single: false }
  let stdinUsed = false
  let single = !recursive && names.length === 1 && names[0] !== '-'
  for (const name of names) {
    if (name === '-') {
      if (stdinUsed) failures.push(plainError('standard input cannot be used for multiple arguments'))
      stdinUsed = true
      streams.push({ source: 'STDIN', text: call.stdin })
      continue
    }
    if (/^https?:\/\//.test(name)) {
      failures.push(plainError(`unable to read URL ${goQuote(name)}: this terminal has no network; put the manifest into a file`))
      continue
    }
    if (name === '/dev/null') {
      streams.push({ source: name, text: '' })
      continue
    }
    const paths = pathKind(session, name) === 'missing' ? glob(session, name) : [name]
    if (paths.length === 0) failures.push(plainError(`the path ${goQuote(name)} does not exist`))
    for (const path of paths) {
      if (pathKind(session, path) === 'folder') {
        single = false
        const files = filesIn(session, path, recursive)
        if (files.length === 0 && streams.length === 0) {
          failures.push(plainError(`error reading ${formatList([path])}: recognized file extensions are ${formatList(EXTENSIONS)}`))
        }
        streams.push(...files.map((file) => streamOf(session, file)))
      } else streams.push(streamOf(session, path))
    }
  }
  if (kustomize !== '') {
    const built = buildStream(call, kustomize)
    if (built.ok) streams.push(built.value)
    else failures.push(built.problem)
  }
  return { streams, failures, single: single && streams.length === 1 }
}

function buildStream({ runtime }: Call, folder: string): Result<Stream, Failure> {
  const tools = toolsNamed(runtime, 'kustomize')
  if (tools === undefined) return failure(LACKING)
  const manifests = tools.build(runtime, folder)
  return manifests.ok ? success({ source: folder, text: manifests.value }) : failure(plainError(manifests.problem))
}

function filesIn(session: Session, folder: string, recursive: boolean): readonly string[] {
  return listFolder(session, folder).flatMap(({ name, kind }) => {
    const path = joinPath(cleanPath(folder), name)
    if (kind === 'folder') return recursive ? filesIn(session, path, true) : []
    return EXTENSIONS.some((extension) => name.endsWith(extension)) ? [path] : []
  })
}

/** UTF-16 with a byte order mark is read as such. */
function streamOf(session: Session, path: string): Stream {
  const bytes = readBytes(session, path) ?? new Uint8Array()
  const little = bytes[0] === 0xff && bytes[1] === 0xfe
  if (little || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    let text = ''
    for (let index = 2; index + 1 < bytes.length; index += 2) {
      const [first = 0, second = 0] = [bytes[index], bytes[index + 1]]
      text += String.fromCharCode(little ? first | (second << 8) : (first << 8) | second)
    }
    return { source: path, text }
  }
  return { source: path, text: decodeUtf8Loosely(bytes).replace(/^\ufeff/, '') }
}
