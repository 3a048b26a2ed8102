// A document as it is written: what the values, the source map and the editor are made from. JSON documents are made of the same nodes.

import type { ScalarStyle } from './token.ts'

export interface ScalarNode {
  readonly kind: 'scalar'
  /** Range of the node, with anchor and tag. */
  readonly start: number
  readonly end: number
  /** Where the value itself starts. */
  readonly valueStart: number
  readonly style: ScalarStyle
  readonly tag: string
  /** Whether the value decides the type: plain, or tagged `!`. */
  readonly implicit: boolean
  readonly value: string
}

export interface SequenceNode {
  readonly kind: 'sequence'
  readonly start: number
  end: number
  readonly items: YamlNode[]
}

export interface Pair {
  readonly key: YamlNode
  readonly value: YamlNode
}

export interface MappingNode {
  readonly kind: 'mapping'
  readonly start: number
  end: number
  readonly pairs: Pair[]
}

export interface AliasNode {
  readonly kind: 'alias'
  readonly start: number
  readonly end: number
  readonly name: string
  readonly target: ScalarNode | SequenceNode | MappingNode
}

export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode

const MERGE_TAG = 'tag:yaml.org,2002:merge'

/** Whether a key is `<<`, which brings in the entries of other mappings. */
export function isMergeKey(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.value === '<<' && (key.implicit || key.tag === MERGE_TAG)
}

/** The node an alias stands for; every other node stands for itself. */
export function resolveAlias(node: YamlNode): ScalarNode | SequenceNode | MappingNode {
  return node.kind === 'alias' ? node.target : node
}

/** The mappings behind a `<<`, those that win first. What is no mapping is left out. */
export function mergedMappings(value: YamlNode): readonly MappingNode[] {
  const nodes = value.kind === 'sequence' ? value.items : [value]
  return nodes.map(resolveAlias).filter((node) => node.kind === 'mapping')
}
