// ConfigMaps and Secrets that a kustomization makes from literals, files and env files (KZ-2).
//
// @source sigs.k8s.io/kustomize api/internal/generators configmap.go, secret.go, utils.go; api/kv kv.go; kyaml/yaml datamap.go

import { encodeBase64 } from '../../base/base64.ts'
import { compareBytes } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import type { MutableObject } from '../../base/mutable-json.ts'
import { setMember } from '../../base/mutable-json.ts'
import { decodeUtf8, encodeUtf8 } from '../../base/utf8.ts'
import { linesOf } from '../commands/create/key-sources.ts'
import { baseName } from '../files.ts'
import type { Session } from '../session.ts'
import { formatList } from '../text/go-format.ts'
import { BuildProblem, withContext } from './build-problem.ts'
import type { GeneratorArguments, GeneratorOptions, KeySources } from './kustomization-fields.ts'
import type { Root } from './loader.ts'
import { loadBytes } from './loader.ts'
import type { Behavior, Resource } from './resource.ts'
import { resourceOf, setMarks } from './resource.ts'

export interface Generating {
  readonly session: Session
  readonly root: Root
  /** `generatorOptions` of the kustomization. */
  readonly common: GeneratorOptions | undefined
}

export function generateConfigMap(generating: Generating, given: GeneratorArguments): Resource {
  const object = beginObject('ConfigMap', given)
  for (const [key, bytes] of readData(generating, given)) {
    const text = decodeUtf8(bytes)
    const field = text === undefined ? 'binaryData' : 'data'
    const present = object[field]
    const data: MutableObject = typeof present === 'object' && present !== null && !Array.isArray(present) ? present : {}
    setMember(data, key, text ?? foldedBase64(bytes))
    object[field] = data
  }
  return finish(object, generating, given)
}

export function generateSecret(generating: Generating, given: GeneratorArguments): Resource {
  const object = beginObject('Secret', given)
  object['type'] = given.type === undefined || given.type === '' ? 'Opaque' : given.type
  const data: MutableObject = {}
  for (const [key, bytes] of readData(generating, given)) setMember(data, key, foldedBase64(bytes))
  object['data'] = data
  return finish(object, generating, given)
}

function beginObject(kind: string, { name, namespace }: GeneratorArguments): MutableObject {
  if (name === undefined || name === '') throw new BuildProblem('a configmap must have a name')
  return { apiVersion: 'v1', kind, metadata: { name, ...(namespace === undefined || namespace === '' ? {} : { namespace }) } }
}

function finish(object: MutableObject, { common }: Generating, given: GeneratorArguments): Resource {
  const options = mergeOptions(given.options, common)
  if (options?.immutable === true) object['immutable'] = true
  const resource = resourceOf(object)
  for (const field of ['labels', 'annotations'] as const) {
    const marks = options?.[field]
    if (marks !== undefined && Object.keys(marks).length > 0) setMarks(resource, field, marks)
  }
  return { ...resource, needsHash: options?.disableNameSuffixHash !== true, behavior: behaviorOf(given.behavior) }
}

/** A word that is none of the three is as good as none. @source api/types generationbehavior.go */
function behaviorOf(word: string | undefined): Behavior {
  return word === 'create' || word === 'merge' || word === 'replace' ? word : 'unspecified'
}

/** What the kustomization says for all yields to what one generator says; a switch that either turns on is on. */
function mergeOptions(own: GeneratorOptions | undefined, common: GeneratorOptions | undefined): GeneratorOptions | undefined {
  if (common === undefined) return own
  return {
    labels: { ...common.labels, ...own?.labels },
    annotations: { ...common.annotations, ...own?.annotations },
    disableNameSuffixHash: own?.disableNameSuffixHash === true || common.disableNameSuffixHash === true,
    immutable: own?.immutable === true || common.immutable === true,
  }
}

/** Keys in the order of their bytes. */
function readData(generating: Generating, given: GeneratorArguments): readonly (readonly [string, Uint8Array])[] {
  const pairs = withContext('loading KV pairs', () => readPairs(generating, given))
  const data = new Map<string, Uint8Array>()
  for (const [key, bytes] of pairs) {
    if (data.has(key)) throw new BuildProblem(`configmap ${given.name ?? ''} illegally repeats the key \`${key}\``)
    data.set(key, bytes)
  }
  return [...data].sort(([a], [b]) => compareBytes(a, b))
}

function readPairs(
  { session, root }: Generating,
  { envs = [], env, literals = [], files = [] }: KeySources,
): readonly (readonly [string, Uint8Array])[] {
  const envFiles = env === undefined || env === '' ? envs : [...envs, env]
  return [
    ...withContext(`env source files: ${formatList(envFiles)}`, () =>
      envFiles.flatMap((path) => readEnvFile(loadBytes(session, root, path))),
    ),
    ...withContext(`literal sources ${formatList(literals)}`, () => literals.map(readLiteral)),
    ...withContext(`file sources: ${formatList(files)}`, () =>
      files.map((source) => {
        const { key, path } = splitFileSource(source)
        return [key, loadBytes(session, root, path)] as const
      }),
    ),
  ]
}

function readLiteral(source: string): readonly [string, Uint8Array] {
  const equals = source.indexOf('=')
  if (equals <= 0) throw new BuildProblem(`invalid literal source ${source}, expected key=value`)
  return [source.slice(0, equals), encodeUtf8(withoutQuotes(source.slice(equals + 1)))]
}

function withoutQuotes(text: string): string {
  const first = text.charAt(0)
  return text.length >= 2 && (first === '"' || first === "'") && text.endsWith(first) ? text.slice(1, -1) : text
}

function splitFileSource(source: string): { readonly key: string; readonly path: string } {
  const [first = '', second, ...more] = source.split('=')
  if (second === undefined) return { key: baseName(source), path: source }
  if (more.length > 0) throw new BuildProblem(`source ${goQuote(source)} key name or file path contains '='`)
  if (first === '') throw new BuildProblem(`missing key name for file path ${goQuote(second)} in source ${goQuote(source)}`)
  if (second === '') throw new BuildProblem(`missing file path for key name ${goQuote(first)} in source ${goQuote(source)}`)
  return { key: first, path: second }
}

const LEADING_SPACE = /^[\t\n\v\f\r \x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

function readEnvFile(bytes: Uint8Array): readonly (readonly [string, Uint8Array])[] {
  return linesOf(bytes).flatMap((line, index) => {
    const decoded = decodeUtf8(line)
    if (decoded === undefined)
      throw new BuildProblem(
        `line ${formatList([...line].map(String))} has invalid utf8 bytes : ${Array.from(line, (byte) => String.fromCharCode(byte)).join('')}`,
      )
    const text = (index === 0 ? decoded.replace(/^\ufeff/, '') : decoded).replace(LEADING_SPACE, '')
    if (text === '' || text.startsWith('#')) return []
    const equals = text.indexOf('=')
    if (equals === 0) return []
    return equals < 0 ? [[text, new Uint8Array()] as const] : [[text.slice(0, equals), encodeUtf8(text.slice(equals + 1))] as const]
  })
}

const BASE64_LINE = 70

/** Longer values are folded into lines, each with its end. @source kyaml/yaml datamap.go encodeBase64 */
function foldedBase64(bytes: Uint8Array): string {
  const text = encodeBase64(bytes)
  if (text.length < BASE64_LINE) return text
  let folded = ''
  for (let at = 0; at < text.length; at += BASE64_LINE) folded += `${text.slice(at, at + BASE64_LINE)}\n`
  return folded
}
