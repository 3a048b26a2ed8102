// What is to be said of the field or the value at an offset: one sentence, its type, whether it must be there, what it is otherwise, and
// what the cluster holds now for a name that is written there.

import type { FieldDescription } from '../api/fields/describe-field.ts'
import { describeField, typeName } from '../api/fields/describe-field.ts'
import type { KindInfo } from '../api/kinds.ts'
import type { SourceRange } from '../base/source-range.ts'
import { nodeAround } from './caret.ts'
import { kindOf, placeAt, printPath } from './field-place.ts'
import type { SketchPath } from './field-place.ts'
import { keyOf, namespaceOf, shownValue, storedKeys, storedNames } from './known-objects.ts'
import { referenceAt } from './references.ts'
import type { Reference } from './references.ts'
import type { SketchNode } from './sketch-node.ts'
import { childAt, documentAt, pathOf } from './sketch-node.ts'
import { sketchText } from './sketch.ts'
import type { EditorWorld } from './world.ts'

export interface FieldHelp {
  /** The key, or the item. */
  readonly range: SourceRange
  /** `spec.containers[0].env[0].name` */
  readonly path: string
  /** Undefined for keys that people make up and for fields that do not exist. */
  readonly field: FieldDescription | undefined
  /** `string`, also where there is no field of that name but a map's entry. */
  readonly type: string
  /** What the cluster holds now, a sentence each. */
  readonly now: readonly string[]
}

/** Undefined where there is no key and no value. */
export function helpAt(text: string, offset: number, world: EditorWorld): FieldHelp | undefined {
  const root = documentAt(sketchText(text), offset)?.root
  // Blanks behind a colon belong to the key, also where no value follows yet.
  const node = root === undefined ? undefined : nodeAround(root, text.slice(0, offset).replace(/:[ \t]+$/, '').length)
  if (root === undefined || node === undefined || node.isBare) return undefined
  const kind = kindOf(root)
  const path = pathOf(node)
  const type = kind === undefined ? undefined : placeAt(kind, path)?.type
  if (kind === undefined || type === undefined) return undefined
  return {
    range: node.key ?? firstLine(text, node.value),
    path: printPath(path),
    field: typeof path.at(-1) === 'string' ? describeField(kind.kind, path, world.sentences) : undefined,
    type: typeName(type),
    now: whatIsThere(kind, root, path, node, world),
  }
}

function firstLine(text: string, { start, end }: SourceRange): SourceRange {
  const lineEnd = text.indexOf('\n', start)
  return { start, end: lineEnd < 0 ? end : Math.min(end, lineEnd) }
}

/** For a name, and for the struct that holds one: hovering `configMapKeyRef` tells what hovering its key tells. */
function whatIsThere(kind: KindInfo, root: SketchNode, path: SketchPath, node: SketchNode, world: EditorWorld): readonly string[] {
  if (world.view === undefined) return []
  const own = referenceAt(kind, root, path)
  const inside = ['key', 'name', 'secretName'].map((field) => [...path, field]).find((inner) => childAt(root, inner) !== undefined)
  const reference = own ?? (node.children.length > 0 && inside !== undefined ? referenceAt(kind, root, inside) : undefined)
  return reference === undefined ? [] : describeReference(reference, namespaceOf(root), world)
}

function describeReference(reference: Reference, namespace: string, world: EditorWorld): readonly string[] {
  switch (reference.to) {
    case 'object':
      return describeObject(reference, namespace, world)
    case 'key':
      return describeKey(reference, namespace, world)
    case 'volume':
      return reference.names.includes(reference.name) || reference.name === ''
        ? []
        : [`No volume of this Pod has that name. There ${listOf(reference.names)}.`]
    case 'label': {
      const expected = reference.choices[reference.label]
      return expected === undefined || expected === reference.value ? [] : [`The other place says ${expected}; the two must agree.`]
    }
  }
}

function listOf(names: readonly string[]): string {
  if (names.length === 0) return 'is none'
  return names.length === 1 ? `is ${names.join()}` : `are ${names.join(', ')}`
}

function describeObject({ kind, name }: Extract<Reference, { to: 'object' }>, namespace: string, world: EditorWorld): readonly string[] {
  if (name === '') return []
  const key = keyOf(kind, namespace, name)
  if (world.view?.get(kind, key) === undefined)
    return [`The cluster has no ${kind} ${name} now. There ${listOf(storedNames(world, kind, namespace))}.`]
  if (kind !== 'ConfigMap' && kind !== 'Secret') return [`The cluster has ${kind} ${name}.`]
  const keys = storedKeys(world, kind, key) ?? []
  return [
    `The cluster has ${kind} ${name}${keys.length === 0 ? ', without a key' : ':'}`,
    ...keys.map((each) => `${each} = ${shownValue(world, kind, key, each) ?? ''}`),
  ]
}

function describeKey(
  { kind, object, key: name }: Extract<Reference, { to: 'key' }>,
  namespace: string,
  world: EditorWorld,
): readonly string[] {
  if (object === '') return []
  const key = keyOf(kind, namespace, object)
  const keys = storedKeys(world, kind, key)
  if (keys === undefined) return [`The cluster has no ${kind} ${object} now.`]
  const value = shownValue(world, kind, key, name)
  if (value === undefined) return [`${kind} ${object} has no key ${name} now. There ${listOf(keys)}.`]
  return [`${kind} ${object} holds ${name} = ${value}`]
}
