// A manifest laid over a stored object, for server-side apply: maps by key, lists of known items by item, all else as a whole.
// @source sigs.k8s.io/structured-merge-diff typed/merge.go

import type { FieldType } from '../../api/fields/field-table.ts'
import { ruleOf } from '../../api/strategic-merge/list-rule.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { copyJson, copyObject, isMutableObject, setMember } from '../../base/mutable-json.ts'
import { isAtomic, stepOf } from './path-step.ts'

/** Changes neither. */
export function mergeTyped(live: MutableObject, wanted: MutableObject, type: FieldType | undefined): MutableObject {
  const merged = copyObject(live)
  for (const [key, value] of Object.entries(wanted)) setMember(merged, key, mergeMember(live[key], value, type, key))
  return merged
}

function mergeMember(live: MutableJson | undefined, wanted: MutableJson, owner: FieldType | undefined, key: string): MutableJson {
  const { type, list } = ruleOf(owner, key)
  const isMap = (type?.kind === 'struct' || type?.kind === 'map') && !isAtomic(owner, key, type)
  const isList = type?.kind === 'list' && list.strategies.includes('merge')
  // Nothing at all is nothing to lay over it.
  if (wanted === null && live !== undefined && (isMap || isList)) return live
  if (isMap && isMutableObject(live) && isMutableObject(wanted)) return mergeTyped(live, wanted, type)
  if (isList && Array.isArray(live) && Array.isArray(wanted)) return mergeItems(live, wanted, list.mergeKey, list.itemType)
  return copyJson(wanted)
}

/** Items stand in the order of the manifest; others keep their places between them. */
function mergeItems(
  live: readonly MutableJson[],
  wanted: readonly MutableJson[],
  mergeKey: string | undefined,
  itemType: FieldType | undefined,
): MutableJson[] {
  const left = live.map((item) => ({ step: stepOf(item, mergeKey), item }))
  const right = wanted.map((item) => ({ step: stepOf(item, mergeKey), item }))
  const liveByStep = new Map(left.map(({ step, item }) => [step, item]))
  const isWanted = new Set(right.map(({ step }) => step))
  const shared = right.map(({ step }) => step).filter((step) => liveByStep.has(step))
  const merged = ({ step, item }: { readonly step: string; readonly item: MutableJson }): MutableJson => {
    const before = liveByStep.get(step)
    return isMutableObject(before) && isMutableObject(item) ? mergeTyped(before, item, itemType) : copyJson(item)
  }
  const taken = new Set<string>()
  const out: MutableJson[] = []
  let [l, r, nextShared] = [0, 0, 0]
  while (l < left.length || r < right.length) {
    const [ours, theirs] = [left[l], right[r]]
    if (ours !== undefined && theirs !== undefined) {
      if (ours.step === theirs.step) {
        out.push(merged(theirs))
        taken.add(theirs.step)
        l += 1
        r += 1
        nextShared += 1
        continue
      }
      if (isWanted.has(ours.step) && nextShared < shared.length && shared[nextShared] !== ours.step) {
        l += 1
        continue
      }
    }
    if (ours !== undefined) {
      if (!isWanted.has(ours.step)) {
        out.push(copyJson(ours.item))
        l += 1
        continue
      }
      if (taken.has(ours.step)) l += 1
    }
    if (theirs !== undefined) {
      out.push(merged(theirs))
      taken.add(theirs.step)
      r += 1
      if (shared[nextShared] === theirs.step) nextShared += 1
    }
  }
  return out
}
