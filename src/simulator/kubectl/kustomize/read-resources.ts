// Text to objects, as kustomize reads manifests: YAML 1.2's idea of words, lists of objects taken apart, a kind and a name in each.
//
// @source sigs.k8s.io/kustomize api/resource factory.go RNodesFromBytes; kyaml/kio byteio_reader.go; kyaml/yaml rnode.go GetValidatedMetadata

import type { JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { copyJson, isMutableObject, setMember } from '../../base/mutable-json.ts'
import { formatValue } from '../../base/go-value.ts'
import type { ManifestDocument } from '../../yaml/index.ts'
import { readManifest } from '../../yaml/index.ts'
import { BuildProblem } from './build-problem.ts'
import { repeatedKeysProblem } from './repeated-keys.ts'
import type { Resource } from './resource.ts'
import { resourceOf } from './resource.ts'
import { scalarText } from './scalar-text.ts'

export function readResources(text: string): readonly Resource[] {
  const read = readDocuments(text)
  const documents = read.map(({ value }) => value)
  const first = documents[0]
  const unwrapped =
    documents.length === 1 && isMutableObject(first) && first['kind'] === 'List' && Array.isArray(first['items'])
      ? first['items']
      : documents
  const resources: Resource[] = []
  const waiting = unwrapped.filter((each) => !isEmpty(each)).map(checked)
  while (waiting.length > 0) {
    const object = waiting.shift()
    if (object === undefined) break
    const items = scalarText(object['kind']).endsWith('List') ? object['items'] : undefined
    if (items === undefined) {
      const problem = read.find(({ value }) => value === object)?.problem
      resources.push({ ...resourceOf(object), problem })
    } else if (Array.isArray(items)) waiting.push(...items.filter((each) => !isEmpty(each)).map(checked))
    else if (items !== null) {
      throw new BuildProblem(`expected array in ${scalarText(object['kind'])}/items, but found ${typeof items}`)
    }
  }
  return resources
}

interface ReadDocument {
  readonly value: MutableJson
  /** Why it cannot be printed. */
  readonly problem: string | undefined
}

/** The values of a file's documents; empty ones are passed over. */
function readDocuments(text: string): readonly ReadDocument[] {
  const lines = text.replaceAll('\r\n', '\n')
  for (const [separator] of lines.matchAll(/\n---(.*)\n/g)) {
    const behind = separator.slice(4).trim()
    if (behind !== '' && !behind.startsWith('#')) throw new BuildProblem(`invalid document separator: ${separator.trim()}`)
  }
  const { documents, error } = readManifest(lines)
  if (error !== undefined) {
    throw new BuildProblem(`MalformedYAMLError: ${error.message.replace(/^error converting YAML to JSON: /, '')}`, true)
  }
  const isYaml = documents.every(({ kind }) => kind === 'yaml')
  return documents.map((document) => ({
    value: withWords(document, document.value, []),
    problem: isYaml ? repeatedKeysProblem(lines, document.chunkIndex) : undefined,
  }))
}

/** Words that YAML 1.1 takes for booleans and kustomize's reader for texts. */
const MERE_WORD = /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/

function withWords(document: ManifestDocument, value: JsonValue, path: readonly (string | number)[]): MutableJson {
  if (isJsonArray(value)) return value.map((item, index) => withWords(document, item, [...path, index]))
  if (isJsonObject(value)) {
    const copy: MutableObject = {}
    for (const [key, item] of Object.entries(value)) if (item !== undefined) setMember(copy, key, withWords(document, item, [...path, key]))
    return copy
  }
  if (typeof value === 'boolean') {
    const written = document.sourceMap.scalarAt(path)
    if (written?.style === 'plain' && written.tag === '' && MERE_WORD.test(written.raw)) return written.raw
  }
  return copyJson(value)
}

function isEmpty(value: MutableJson): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
}

/** An object with a kind and, unless it is a list, a name. */
function checked(value: MutableJson): MutableObject {
  if (!isMutableObject(value)) throw new BuildProblem('missing Resource metadata')
  const metadata = isMutableObject(value['metadata']) ? value['metadata'] : {}
  const kind = scalarText(value['kind'])
  const shown = showMetadata(value, metadata)
  if (kind === '' && scalarText(value['apiVersion']) === '' && Object.keys(metadata).length === 0) {
    throw new BuildProblem('missing Resource metadata')
  }
  if (kind === '') throw new BuildProblem(`missing kind in object ${shown}`)
  if (!kind.endsWith('List') && scalarText(metadata['name']) === '') throw new BuildProblem(`missing metadata.name in object ${shown}`)
  return value
}

/** As Go's `%v` prints ResourceMeta. */
function showMetadata(object: MutableObject, metadata: MutableObject): string {
  const marks = (field: string): string => formatValue(isMutableObject(metadata[field]) ? metadata[field] : {})
  const type = `{${scalarText(object['apiVersion'])} ${scalarText(object['kind'])}}`
  return `{${type} {{${scalarText(metadata['name'])} ${scalarText(metadata['namespace'])}} ${marks('labels')} ${marks('annotations')}}}`
}
