// The value of a scalar node: its tag decides first, then quotes, then the table of plain scalars.
//
// @source vendor/go.yaml.in/yaml/v2/resolve.go resolve, decode.go scalar

import { decodeBase64 } from '../base/base64.ts'
import { decodeUtf8Loosely } from '../base/utf8.ts'
import { ManifestProblem } from './manifest-problem.ts'
import type { ScalarNode } from './node.ts'
import type { ScalarType, TypedScalar } from './scalar-type.ts'
import { typeOfPlain, typeOfTagged } from './scalar-type.ts'

const STANDARD_TAGS = 'tag:yaml.org,2002:'

/** The tags that have a say about scalars; under any other tag, `!secret` as much as `!!set`, the text stays text. */
const TYPES_BY_TAG: ReadonlyMap<string, ScalarType> = new Map([
  ['bool', 'boolean'],
  ['int', 'integer'],
  ['float', 'float'],
  ['null', 'null'],
  ['timestamp', 'timestamp'],
])

const TAGS_BY_TYPE: Readonly<Record<ScalarType, string>> = {
  null: '!!null',
  boolean: '!!bool',
  integer: '!!int',
  unsigned: '!!int',
  float: '!!float',
  string: '!!str',
  timestamp: '!!timestamp',
}

/** What the node means. Throws a ManifestProblem when its tag does not fit its text. */
export function typeOfScalar(node: ScalarNode): TypedScalar {
  if (node.tag.startsWith(STANDARD_TAGS)) return typeUnderTag(node, node.tag.slice(STANDARD_TAGS.length))
  if (node.tag !== '') return { type: 'string', value: node.value }
  return node.implicit ? typeOfPlain(node.value) : { type: 'string', value: node.value }
}

function typeUnderTag(node: ScalarNode, tag: string): TypedScalar {
  const { value: text } = node
  if (tag === 'binary') return { type: 'string', value: decodeBinary(node) }
  const wanted = TYPES_BY_TAG.get(tag)
  if (wanted === undefined) return { type: 'string', value: text }
  const typed = wanted === 'timestamp' ? typeOfPlain(text) : typeOfTagged(text)
  if (typed.type === wanted) return typed
  if (wanted === 'integer' && typed.type === 'unsigned') return typed
  if (wanted === 'float' && typed.type === 'integer') return { type: 'float', value: typed.value }
  const problem = `yaml: cannot decode ${TAGS_BY_TYPE[typed.type]} \`${text}\` as a !!${tag}`
  throw new ManifestProblem('tag-mismatch', problem, { start: node.start, end: node.end })
}

function decodeBinary(node: ScalarNode): string {
  const bytes = decodeBase64(node.value)
  if (bytes.ok) return decodeUtf8Loosely(bytes.value)
  throw new ManifestProblem('binary-bad', 'yaml: !!binary value contains invalid base64 data', { start: node.start, end: node.end })
}
