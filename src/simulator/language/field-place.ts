// What the field tables say of a place in a manifest.

import { KINDS } from '../api/kinds.ts'
import type { KindInfo } from '../api/kinds.ts'
import { TABLE_BY_KIND } from '../api/objects.ts'
import type { FieldType, StructTable } from '../api/fields/field-table.ts'
import { fieldsOf } from '../api/fields/struct-fields.ts'
import type { SketchNode } from './sketch-node.ts'
import { childAt, textOf } from './sketch-node.ts'

export type SketchPath = readonly (string | number)[]

export interface FieldPlace {
  readonly type: FieldType
  /** The struct whose field this is; undefined for the root, items and entries of maps. */
  readonly owner: StructTable | undefined
}

/** The kind that a document says it is. The apiVersion decides nothing here: it may be what is wrong. */
export function kindOf(root: SketchNode): KindInfo | undefined {
  const name = textOf(childAt(root, ['kind']))
  return KINDS.find(({ kind }) => kind === name)
}

/** What is allowed at a path of a document of a kind; undefined below unknown fields and scalars. */
export function placeAt({ kind }: KindInfo, path: SketchPath): FieldPlace | undefined {
  let place: FieldPlace | undefined = { type: TABLE_BY_KIND[kind], owner: undefined }
  for (const step of path) place = place === undefined ? undefined : inside(place.type, step)
  return place
}

function inside(type: FieldType, step: string | number): FieldPlace | undefined {
  if (type.kind === 'list') return typeof step === 'number' ? { type: type.items, owner: undefined } : undefined
  if (type.kind === 'map') return { type: type.values, owner: undefined }
  if (type.kind !== 'struct') return undefined
  const row = fieldsOf(type).get(String(step))?.row
  return row === undefined ? undefined : { type: row.type, owner: type }
}

/** As the API server prints paths: `spec.containers[0].env[1].name`, `metadata.labels[app.kubernetes.io/name]`. */
export function printPath(path: SketchPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${String(step)}]`
      return /^[\w-]+$/.test(step) ? `${index > 0 ? '.' : ''}${step}` : `[${step}]`
    })
    .join('')
}

/** Fields in which the cluster answers: a manifest has no use for them. */
export function isWrittenByCluster(owner: StructTable, name: string): boolean {
  if ('root' in owner) return name === 'status'
  return owner.goType === 'v1.ObjectMeta' && METADATA_OF_CLUSTER.has(name)
}

const METADATA_OF_CLUSTER: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
])
