// Fields that Kubernetes doesn't know, found in the sketch of a text: the API server names them only in a text that can be read and
// decoded, and as long as something else is wrong it never comes to that (D-7).

import type { FieldType } from '../api/fields/field-table.ts'
import { fieldsOf } from '../api/fields/struct-fields.ts'
import { TABLE_BY_KIND } from '../api/objects.ts'
import type { SourceRange } from '../base/source-range.ts'
import { kindOf, printPath } from './field-place.ts'
import type { SketchNode } from './sketch-node.ts'
import { pathOf } from './sketch-node.ts'
import { sketchText } from './sketch.ts'

export interface UnknownField {
  readonly key: string
  readonly path: readonly (string | number)[]
  /** As the API server prints it. */
  readonly field: string
  readonly range: SourceRange
  /** Fields that may stand at this place and are not there yet. */
  readonly free: readonly string[]
}

/** What stands below an unknown field is passed over. */
export function unknownFields(text: string): readonly UnknownField[] {
  return sketchText(text).flatMap(({ root }) => {
    const info = kindOf(root)
    return info === undefined ? [] : unknownIn(root, TABLE_BY_KIND[info.kind])
  })
}

function unknownIn(node: SketchNode, type: FieldType): readonly UnknownField[] {
  if (type.kind === 'list') return node.children.flatMap((child) => unknownIn(child, type.items))
  if (type.kind === 'map') return node.children.flatMap((child) => unknownIn(child, type.values))
  if (type.kind !== 'struct') return []
  const fields = fieldsOf(type)
  const free = [...fields.keys()].filter((name) => !node.children.some(({ step }) => step === name))
  return node.children.flatMap((child): readonly UnknownField[] => {
    const { step, key, isBare } = child
    if (typeof step === 'number' || key === undefined || isBare) return []
    const row = fields.get(step)?.row
    if (row !== undefined) return unknownIn(child, row.type)
    const path = pathOf(child)
    return [{ key: step, path, field: printPath(path), range: key, free }]
  })
}
