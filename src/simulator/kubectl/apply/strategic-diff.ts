// The patch that `kubectl apply` sends: what the manifest adds and changes against the live object, and what it no longer says.
// @source apimachinery/pkg/util/strategicpatch/patch.go CreateThreeWayMergePatch, diffMaps, diffLists

import type { FieldType } from '../../api/fields/field-table.ts'
import type { ListRule } from '../../api/strategic-merge/list-rule.ts'
import { ruleOf } from '../../api/strategic-merge/list-rule.ts'
import { DELETE_PRIMITIVES, DIRECTIVE, ELEMENT_ORDER, PatchProblem, RETAIN_KEYS, mergeObjects } from '../../api/strategic-merge/merge.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import type { JsonObject } from '../../base/json.ts'
import { compareBytes, goJson } from '../../base/go-json.ts'
import { formatValue } from '../../base/go-value.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { copyJson, isMutableObject, setMember } from '../../base/mutable-json.ts'

/** Which half of a difference is wanted. */
type Half = 'changes' | 'deletions'

/**
 * @param original  The manifest as it was applied last; undefined when it never was.
 * @param modified  The manifest now.
 * @param current   The live object.
 * @returns the patch, or what contradicts itself in the manifest
 */
export function threeWayPatch(
  original: JsonObject | undefined,
  modified: JsonObject,
  current: JsonObject,
  table: FieldType,
): Result<MutableObject, string> {
  const wanted = asObject(copyJson(modified))
  try {
    const changes = differ(asObject(copyJson(current)), wanted, table, 'changes', false)
    const deletions = differ(asObject(copyJson(original)), wanted, table, 'deletions', false)
    return success(mergeObjects(deletions, changes, table, { act: false, dropUnmatchedNulls: false }))
  } catch (thrown) {
    if (thrown instanceof PatchProblem) return failure(thrown.message)
    throw thrown
  }
}

function asObject(value: MutableJson): MutableObject {
  return isMutableObject(value) ? value : {}
}

function differ(
  original: MutableObject,
  modified: MutableObject,
  type: FieldType | undefined,
  half: Half,
  retains: boolean,
): MutableObject {
  const patch: MutableObject = {}
  for (const [key, value] of Object.entries(modified)) {
    const before = Object.hasOwn(original, key) ? original[key] : undefined
    if (before === undefined) {
      if (half === 'changes') setMember(patch, key, value)
      continue
    }
    const { type: memberType, list } = ruleOf(type, key)
    if (isMutableObject(before) && isMutableObject(value)) differMember(patch, key, before, value, memberType, list, half)
    else if (Array.isArray(before) && Array.isArray(value) && list.strategies.includes('merge'))
      differLists(patch, key, before, value, list, half)
    else if (half === 'changes' && !isDeepEqual(before, value)) setMember(patch, key, value)
  }
  if (half === 'deletions') for (const key of Object.keys(original)) if (!Object.hasOwn(modified, key)) setMember(patch, key, null)
  const isFuller =
    Object.keys(modified).some((key) => !Object.hasOwn(original, key)) || Object.keys(original).some((key) => !Object.hasOwn(modified, key))
  const kept = Object.keys(modified).filter((key) => modified[key] !== null)
  if (retains && kept.length > 0 && (Object.keys(patch).length > 0 || isFuller)) patch[RETAIN_KEYS] = kept.sort(compareBytes)
  return patch
}

function differMember(
  patch: MutableObject,
  key: string,
  before: MutableObject,
  value: MutableObject,
  type: FieldType | undefined,
  { strategies }: ListRule,
  half: Half,
): void {
  if (strategies.includes('replace')) {
    if (half === 'changes' && !isDeepEqual(before, value)) setMember(patch, key, value)
    return
  }
  const inner = differ(before, value, type, half, strategies.includes('retainKeys'))
  if (Object.keys(inner).length > 0) setMember(patch, key, inner)
}

function differLists(
  patch: MutableObject,
  key: string,
  before: readonly MutableJson[],
  after: MutableJson[],
  rule: ListRule,
  half: Half,
): void {
  if (before.length === 0) {
    if (after.length > 0 && half === 'changes') setMember(patch, key, after)
    return
  }
  const { mergeKey } = rule
  if (mergeKey === undefined || !isMutableObject(before[0] ?? after[0])) {
    differScalars(patch, key, before, after, half)
    return
  }
  for (const item of [...before, ...after]) demandMergeKey(item, mergeKey)
  const items: MutableJson[] = []
  const gone: MutableJson[] = []
  for (const item of after) {
    const there = before.find((each) => hasSameKey(each, item, mergeKey))
    if (there === undefined) {
      if (half === 'changes') items.push(item)
    } else if (isMutableObject(there) && isMutableObject(item)) {
      const inner = differ(there, item, rule.itemType, half, rule.strategies.includes('retainKeys'))
      if (Object.keys(inner).length > 0) items.push({ ...inner, [mergeKey]: item[mergeKey] ?? null })
    }
  }
  if (half === 'deletions') {
    const lost = before.filter((item) => !after.some((each) => hasSameKey(each, item, mergeKey)))
    for (const item of lost) if (isMutableObject(item)) gone.push({ [DIRECTIVE]: 'delete', [mergeKey]: item[mergeKey] ?? null })
    gone.sort((left, right) => compareBytes(goJson(left), goJson(right)))
  }
  const list = [...items, ...gone]
  if (list.length > 0) setMember(patch, key, list)
  if (list.length > 0 || (half === 'changes' && !hasSameOrder(before, after, mergeKey))) {
    setMember(
      patch,
      `${ELEMENT_ORDER}${key}`,
      after.map((item) => (isMutableObject(item) ? { [mergeKey]: item[mergeKey] ?? null } : item)),
    )
  }
}

/** @source validateMergeKeyInLists */
function demandMergeKey(item: MutableJson, mergeKey: string): void {
  if (isMutableObject(item) && item[mergeKey] !== undefined) return
  throw new PatchProblem(`map: ${formatValue(item)} does not contain declared merge key: ${mergeKey}`)
}

function hasSameKey(left: MutableJson, right: MutableJson, mergeKey: string): boolean {
  return isMutableObject(left) && isMutableObject(right) && isDeepEqual(left[mergeKey], right[mergeKey])
}

function hasSameOrder(before: readonly MutableJson[], after: readonly MutableJson[], mergeKey: string): boolean {
  return before.length === after.length && before.every((item, index) => hasSameKey(item, after[index] ?? null, mergeKey))
}

function differScalars(patch: MutableObject, key: string, before: readonly MutableJson[], after: MutableJson[], half: Half): void {
  const added = after.filter((item) => !before.some((each) => isDeepEqual(each, item)))
  const lost = before.filter((item) => !after.some((each) => isDeepEqual(each, item)))
  if (half === 'changes') {
    if (added.length > 0) setMember(patch, key, added)
    if (!isDeepEqual(before, after)) setMember(patch, `${ELEMENT_ORDER}${key}`, after)
  } else if (lost.length > 0) {
    setMember(patch, `${DELETE_PRIMITIVES}${key}`, lost)
    setMember(patch, `${ELEMENT_ORDER}${key}`, after)
  }
}

/** The patch that makes `after` of `before`. @source CreateTwoWayMergePatch */
export function twoWayPatch(before: JsonObject, after: JsonObject, table: FieldType): Result<MutableObject, string> {
  return threeWayPatch(before, after, before, table)
}
