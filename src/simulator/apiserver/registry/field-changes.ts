// Which fields one version of an object has that another has not, or has otherwise: what a writer becomes the manager of.
// @source sigs.k8s.io/structured-merge-diff typed/compare.go

import type { FieldType } from '../../api/fields/field-table.ts'
import { ruleOf } from '../../api/strategic-merge/list-rule.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { isMutableObject } from '../../base/mutable-json.ts'
import type { PathStep } from './path-step.ts'
import { ATOMIC_STRUCTS, isAtomic, stepOf } from './path-step.ts'

type Path = readonly PathStep[]

export interface FieldChanges {
  /** Added, or with another value. */
  readonly taken: readonly Path[]
  readonly removed: readonly Path[]
}

/** @param before  undefined where there was nothing. */
export function fieldChanges(before: MutableObject, after: MutableObject, type: FieldType): FieldChanges {
  const taken: Path[] = []
  const removed: Path[] = []
  compareMembers(before, after, type, [], { taken, removed })
  return { taken, removed }
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
