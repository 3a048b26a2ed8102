// A node as Go prints a value with `%#v`: kubectl shows keys so that cannot be keys.
//
// @source Go fmt %#v; internal/fmtsort for the order of maps
// @simplified Keys of different types are printed in the order of their types' names; Go's order depends on its memory.

import { formatGoFloat } from '../base/go-float.ts'
import { goQuote } from '../base/go-text.ts'
import type { MappingNode, YamlNode } from './node.ts'
import { isMergeKey, mergedMappings, resolveAlias } from './node.ts'
import type { ScalarType, TypedScalar } from './scalar-type.ts'
import { typeOfScalar } from './scalar-value.ts'

export function goSyntax(node: YamlNode): string {
  const target = resolveAlias(node)
  switch (target.kind) {
    case 'scalar':
      return scalarSyntax(typeOfScalar(target))
    case 'sequence':
      return `[]interface {}{${target.items.map(goSyntax).join(', ')}}`
    case 'mapping':
      return `map[interface {}]interface {}{${mappingSyntax(target)}}`
  }
}

function scalarSyntax({ type, value }: TypedScalar): string {
  switch (type) {
    case 'null':
      return 'interface {}(nil)'
    case 'unsigned':
      return `0x${BigInt(Number(value)).toString(16)}`
    case 'float':
      return formatGoFloat(Number(value))
    case 'integer':
    case 'boolean':
      return String(value)
    case 'string':
    case 'timestamp':
      return goQuote(String(value))
  }
}

interface Entry {
  readonly key: TypedScalar
  readonly text: string
}

const TYPE_ORDER: Readonly<Record<ScalarType, number>> = { null: 0, boolean: 1, float: 2, integer: 3, string: 4, timestamp: 4, unsigned: 5 }

function mappingSyntax(mapping: MappingNode): string {
  const entries = new Map<string, Entry>()
  collect(mapping, entries)
  const sorted = [...entries.values()].sort((a, b) => compareKeys(a.key, b.key))
  return sorted.map(({ key, text }) => `${scalarSyntax(key)}:${text}`).join(', ')
}

function collect(mapping: MappingNode, entries: Map<string, Entry>): void {
  for (const { key, value } of mapping.pairs) {
    const scalar = resolveAlias(key)
    if (isMergeKey(key)) {
      for (const source of mergedMappings(value).toReversed()) collect(source, entries)
    } else if (scalar.kind === 'scalar') {
      const typed = typeOfScalar(scalar)
      entries.set(scalarSyntax(typed), { key: typed, text: goSyntax(value) })
    }
  }
}

function compareKeys(left: TypedScalar, right: TypedScalar): number {
  const byType = TYPE_ORDER[left.type] - TYPE_ORDER[right.type]
  if (byType !== 0) return byType
  if (typeof left.value === 'number' && typeof right.value === 'number') return left.value - right.value
  return String(left.value) < String(right.value) ? -1 : 1
}
