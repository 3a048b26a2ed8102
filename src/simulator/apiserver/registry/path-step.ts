// Steps into an object as field managers count them: which items of a list are one and the same, and what is owned as a whole.
// @source sigs.k8s.io/structured-merge-diff fieldpath/element.go; which lists and structs are one thing: the markers in staging/src/k8s.io/api

import type { FieldType } from '../../api/fields/field-table.ts'
import { goJson } from '../../base/go-json.ts'
import type { MutableJson } from '../../base/mutable-json.ts'
import { isMutableObject } from '../../base/mutable-json.ts'

/** One step: `f:name` for a field, `k:{"name":"x"}` for a list item by its keys, `v:"x"` for one that is a value. */
export type PathStep = string

/** Structs that belong to one manager as a whole. */
export const ATOMIC_STRUCTS: ReadonlySet<string> = new Set(
  [
    ...['LabelSelector', 'NodeSelector', 'NodeSelectorTerm', 'ConfigMapKeySelector', 'SecretKeySelector', 'FileKeySelector'],
    ...['ObjectFieldSelector', 'ResourceFieldSelector', 'LocalObjectReference', 'ObjectReference', 'SecretReference'],
    ...['TypedLocalObjectReference', 'OwnerReference'],
  ].map((name) => `v1.${name}`),
)

/** Maps likewise, by struct and field. */
const ATOMIC_MAPS: ReadonlySet<string> = new Set([
  'v1.ServiceSpec.selector',
  'v1.PodSpec.nodeSelector',
  'v1.ReplicationControllerSpec.selector',
])

/** Lists whose items are known by two fields, of which a strategic merge knows one; the second one's initial value. */
const SECOND_KEYS: Readonly<Record<string, readonly [string, MutableJson?]>> = {
  containerPort: ['protocol', 'TCP'],
  port: ['protocol', 'TCP'],
  topologyKey: ['whenUnsatisfiable'],
}

/** Keys that are numbers. */
const NUMBERS: ReadonlySet<string> = new Set(['containerPort', 'port'])

export function isAtomic(owner: FieldType | undefined, field: string, type: FieldType | undefined): boolean {
  if (type?.kind === 'struct') return ATOMIC_STRUCTS.has(type.goType)
  return type?.kind === 'map' && owner?.kind === 'struct' && ATOMIC_MAPS.has(`${owner.goType}.${field}`)
}

export function isAtomicStruct(type: FieldType | undefined): boolean {
  return type?.kind === 'struct' && ATOMIC_STRUCTS.has(type.goType)
}

/** Which item of a list it is: by its keys, or itself where it is no more than a value. */
export function stepOf(item: MutableJson, mergeKey: string | undefined): PathStep {
  if (mergeKey === undefined || !isMutableObject(item)) return `v:${goJson(item)}`
  const { names, initial } = keysOf(mergeKey)
  const [, second] = names
  const keys = {
    [mergeKey]: item[mergeKey] ?? (NUMBERS.has(mergeKey) ? 0 : ''),
    ...(second === undefined ? {} : { [second]: item[second] ?? initial ?? '' }),
  }
  return `k:${goJson(keys)}`
}

/** The keys of a list's items, and the initial value of the second one. */
export function keysOf(mergeKey: string): { readonly names: readonly string[]; readonly initial: MutableJson | undefined } {
  const [second, initial] = SECOND_KEYS[mergeKey] ?? []
  return { names: second === undefined ? [mergeKey] : [mergeKey, second], initial }
}
