// Where each value of a document is written. Looks into the tree of nodes on demand, so a document that nobody asks about costs nothing.
// What came through an alias or a merge is found where it was written.

import type { SourceRange } from '../base/source-range.ts'
import type { ReadableText } from './line-ends.ts'
import type { MappingNode, ScalarNode, YamlNode } from './node.ts'
import { isMergeKey, mergedMappings, resolveAlias } from './node.ts'
import { typeOfScalar } from './scalar-value.ts'
import type { ScalarStyle } from './token.ts'
import { keyText } from './value-builder.ts'

/** Keys and list indexes from the root. */
export type JsonPath = readonly (string | number)[]

export interface EntryRanges {
  /** The key, quotes included; undefined for list items and for the root. */
  readonly key: SourceRange | undefined
  /** The value with its anchor and tag. Zero-width behind the colon where nothing is written. */
  readonly value: SourceRange
  /** From the key to the end of what stands behind it, which for an alias is the alias itself. */
  readonly entry: SourceRange
}

/** How a scalar is written. */
export interface ScalarSource {
  readonly style: ScalarStyle
  /** The text between the start and the end of the value: with quotes, without anchor and tag. */
  readonly raw: string
  readonly range: SourceRange
  /** `tag:yaml.org,2002:str` for `!!str`, empty without a tag. */
  readonly tag: string
}

export interface Place {
  readonly path: JsonPath
  readonly part: 'key' | 'value'
}

export interface SourceMap {
  /** Undefined where the document has no such path. */
  rangeOf(path: JsonPath): EntryRanges | undefined
  /** The scalar at a path; undefined for lists, mappings and paths that do not exist. */
  scalarAt(path: JsonPath): ScalarSource | undefined
  /** The scalar that is the last key of a path. */
  keyAt(path: JsonPath): ScalarSource | undefined
  /** The innermost entry around an offset of the source; undefined outside of the document. */
  pathAt(offset: number): Place | undefined
}

interface Entry {
  readonly key: YamlNode | undefined
  readonly value: YamlNode
}

export function createSourceMap(root: YamlNode, readable: ReadableText): SourceMap {
  return new NodeSourceMap(root, readable)
}

class NodeSourceMap implements SourceMap {
  readonly #root: YamlNode
  readonly #readable: ReadableText
  /** Entries by key, made when a mapping is first looked into. */
  readonly #entries = new Map<MappingNode, ReadonlyMap<string, Entry>>()

  constructor(root: YamlNode, readable: ReadableText) {
    this.#root = root
    this.#readable = readable
  }

  rangeOf(path: JsonPath): EntryRanges | undefined {
    const entry = this.#find(path)
    if (entry === undefined) return undefined
    const { toSource } = this.#readable
    const { key, value } = entry
    return {
      key: key === undefined ? undefined : toSource(key),
      value: toSource(resolveAlias(value)),
      entry: toSource({ start: (key ?? value).start, end: value.end }),
    }
  }

  scalarAt(path: JsonPath): ScalarSource | undefined {
    const value = this.#find(path)?.value
    return value === undefined ? undefined : this.#scalarSource(resolveAlias(value))
  }

  keyAt(path: JsonPath): ScalarSource | undefined {
    const key = this.#find(path)?.key
    return key === undefined ? undefined : this.#scalarSource(resolveAlias(key))
  }

  pathAt(offset: number): Place | undefined {
    const at = this.#readable.fromSource(offset)
    if (!contains(this.#root, at)) return undefined
    const path: (string | number)[] = []
    let node = this.#root
    for (;;) {
      if (node.kind === 'sequence') {
        const index = node.items.findIndex((item) => contains(item, at))
        const item = node.items[index]
        if (item === undefined) return { path, part: 'value' }
        path.push(index)
        node = item
      } else if (node.kind === 'mapping') {
        const pair = node.pairs.find(({ key, value }) => key.start <= at && at <= value.end)
        if (pair === undefined) return { path, part: 'value' }
        if (isMergeKey(pair.key)) {
          if (contains(pair.key, at)) return { path, part: 'value' }
          node = this.#mergeSourceAt(pair.value, at)
          continue
        }
        path.push(textOfKey(pair.key) ?? '')
        if (contains(pair.key, at)) return { path, part: 'key' }
        if (!contains(pair.value, at)) return { path, part: 'value' }
        node = pair.value
      } else {
        return { path, part: 'value' }
      }
    }
  }

  /** A mapping written behind `<<` adds nothing to the path. */
  #mergeSourceAt(value: YamlNode, at: number): YamlNode {
    if (value.kind !== 'sequence') return value
    return value.items.find((item) => contains(item, at)) ?? { kind: 'sequence', start: at, end: at, items: [] }
  }

  #find(path: JsonPath): Entry | undefined {
    let entry: Entry | undefined = { key: undefined, value: this.#root }
    for (const step of path) {
      const node: YamlNode = resolveAlias(entry.value)
      if (node.kind === 'sequence') {
        const item = typeof step === 'number' ? node.items[step] : undefined
        entry = item === undefined ? undefined : { key: undefined, value: item }
      } else if (node.kind === 'mapping') {
        entry = this.#entriesOf(node).get(String(step))
      } else {
        entry = undefined
      }
      if (entry === undefined) return undefined
    }
    return entry
  }

  #entriesOf(mapping: MappingNode): ReadonlyMap<string, Entry> {
    const known = this.#entries.get(mapping)
    if (known !== undefined) return known
    const entries = new Map<string, Entry>()
    for (const pair of mapping.pairs) {
      if (isMergeKey(pair.key)) {
        for (const source of mergedMappings(pair.value).toReversed()) {
          for (const [text, entry] of this.#entriesOf(source)) entries.set(text, entry)
        }
      } else {
        entries.set(textOfKey(pair.key) ?? '', pair)
      }
    }
    this.#entries.set(mapping, entries)
    return entries
  }

  #scalarSource(node: YamlNode): ScalarSource | undefined {
    if (node.kind !== 'scalar') return undefined
    const { start, end } = valueRange(node)
    return { style: node.style, raw: this.#readable.text.slice(start, end), range: this.#readable.toSource({ start, end }), tag: node.tag }
  }
}

function valueRange({ valueStart, end }: ScalarNode): SourceRange {
  return { start: valueStart, end }
}

function contains({ start, end }: SourceRange, offset: number): boolean {
  return start <= offset && offset <= end
}

function textOfKey(key: YamlNode): string | undefined {
  const node = resolveAlias(key)
  return node.kind === 'scalar' ? keyText(typeOfScalar(node)) : undefined
}
