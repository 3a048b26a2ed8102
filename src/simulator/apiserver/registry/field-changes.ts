// Which fields one version of an object has that another has not, or has otherwise: what a writer becomes the manager of.
// @source sigs.k8s.io/structured-merge-diff typed/compare.go; which lists and structs are one thing: the markers in staging/src/k8s.io/api

import type { FieldType } from '../../api/fields/field-table.ts'
import { ruleOf } from '../../api/strategic-merge/list-rule.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { goJson } from '../../base/go-json.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { isMutableObject } from '../../base/mutable-json.ts'
import type { PathStep } from './field-set.ts'

type Path = readonly PathStep[]

export interface FieldChanges {
  /** Added, or with another value. */
  readonly taken: readonly Path[]
  readonly removed: readonly Path[]
}

/** Structs that belong to one manager as a whole. */
const ATOMIC_STRUCTS: ReadonlySet<string> = new Set(
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

export function isAtomic(owner: FieldType | undefined, field: string, type: FieldType | undefined): boolean {
  if (type?.kind === 'struct') return ATOMIC_STRUCTS.has(type.goType)
  return type?.kind === 'map' && owner?.kind === 'struct' && ATOMIC_MAPS.has(`${owner.goType}.${field}`)
}

export function isAtomicStruct(type: FieldType | undefined): boolean {
  return type?.kind === 'struct' && ATOMIC_STRUCTS.has(type.goType)
}

/** @param before  undefined where there was nothing. */
export function fieldChanges(before: MutableObject, after: MutableObject, type: FieldType): FieldChanges {
  const changes = { taken: [] as Path[], removed: [] as Path[] }
  compareMembers(before, after, type, [], changes)
  return changes
}

interface Found {
  readonly taken: Path[]
  readonly removed: Path[]
}

function compareMembers(before: MutableObject, after: MutableObject, type: FieldType | undefined, path: Path, found: Found): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const rule = ruleOf(type, key)
    const here = [...path, `f:${key}`]
    const [old, now] = [before[key], after[key]]
    const { mergeKey, strategies, itemType } = rule.list
    if (isAtomic(type, key, rule.type)) compareLeaves(old, now, here, found)
    else if (rule.type?.kind === 'list' && strategies.includes('merge')) compareLists(old, now, { mergeKey, itemType }, here, found)
    else if (rule.type?.kind === 'struct' || rule.type?.kind === 'map') compareNodes(old, now, rule.type, here, found)
    else compareLeaves(old, now, here, found)
  }
}

function compareLeaves(old: MutableJson | undefined, now: MutableJson | undefined, path: Path, { taken, removed }: Found): void {
  if (now === undefined && old !== undefined) removed.push(path)
  else if (!isDeepEqual(old, now)) taken.push(path)
}

function compareNodes(
  old: MutableJson | undefined,
  now: MutableJson | undefined,
  type: FieldType | undefined,
  path: Path,
  found: Found,
): void {
  noteExistence(old, now, path, found)
  compareMembers(isMutableObject(old) ? old : {}, isMutableObject(now) ? now : {}, type, path, found)
}

/** Null is there: a list without omitempty is. */
function noteExistence(old: MutableJson | undefined, now: MutableJson | undefined, path: Path, { taken, removed }: Found): void {
  if (old === undefined && now !== undefined) taken.push(path)
  if (old !== undefined && now === undefined) removed.push(path)
}

function compareLists(
  old: MutableJson | undefined,
  now: MutableJson | undefined,
  { mergeKey, itemType }: { readonly mergeKey: string | undefined; readonly itemType: FieldType | undefined },
  path: Path,
  found: Found,
): void {
  noteExistence(old, now, path, found)
  const before = itemsByStep(old, mergeKey)
  const after = itemsByStep(now, mergeKey)
  for (const step of new Set([...before.keys(), ...after.keys()])) {
    const here = [...path, step]
    const [was, is] = [before.get(step), after.get(step)]
    if (itemType?.kind === 'struct' && !ATOMIC_STRUCTS.has(itemType.goType)) compareNodes(was, is, itemType, here, found)
    else compareLeaves(was, is, here, found)
  }
}

function itemsByStep(list: MutableJson | undefined, mergeKey: string | undefined): ReadonlyMap<PathStep, MutableJson> {
  return new Map(Array.isArray(list) ? list.map((item) => [stepOf(item, mergeKey), item] as const) : [])
}

/** Which item of a list it is: by its keys, or itself where it is no more than a value. */
export function stepOf(item: MutableJson, mergeKey: string | undefined): PathStep {
  if (mergeKey === undefined || !isMutableObject(item)) return `v:${goJson(item)}`
  const { names, initial } = keysOf(mergeKey)
  const [, second] = names
  const keys = { [mergeKey]: item[mergeKey] ?? '', ...(second === undefined ? {} : { [second]: item[second] ?? initial ?? '' }) }
  return `k:${goJson(keys)}`
}

/** The keys of a list's items, and the initial value of the second one. */
export function keysOf(mergeKey: string): { readonly names: readonly string[]; readonly initial: MutableJson | undefined } {
  const [second, initial] = SECOND_KEYS[mergeKey] ?? []
  return { names: second === undefined ? [mergeKey] : [mergeKey, second], initial }
}
