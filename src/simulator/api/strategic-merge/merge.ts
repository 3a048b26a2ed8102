// Strategic merge: a patch laid over an object, lists of named things by name.
// @source apimachinery/pkg/util/strategicpatch/patch.go mergeMap

import { isDeepEqual } from '../../base/deep-equal.ts'
import { formatValue, goTypeOf } from '../../base/go-value.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { isMutableObject, setMember } from '../../base/mutable-json.ts'
import type { FieldType } from '../fields/field-table.ts'
import type { ListRule } from './list-rule.ts'
import { ruleOf } from './list-rule.ts'

export const DIRECTIVE = '$patch'
export const RETAIN_KEYS = '$retainKeys'
export const ELEMENT_ORDER = '$setElementOrder/'
export const DELETE_PRIMITIVES = '$deleteFromPrimitiveList/'

export interface MergeOptions {
  /** Laying a patch over an object: directives act. Otherwise two patches are joined and directives are kept. */
  readonly act: boolean
  /** A null for something that is not there leaves no trace. */
  readonly dropUnmatchedNulls: boolean
}

/** Thrown for a patch that contradicts itself; the door of this layer turns it into a value. */
export class PatchProblem extends Error {}

/** Changes both `original` and `patch`, as upstream does; the API server prints the patch afterwards in some refusals. */
export function mergeObjects(
  original: MutableObject,
  patch: MutableObject,
  type: FieldType | undefined,
  options: MergeOptions,
): MutableObject {
  const directive = patch[DIRECTIVE]
  if (directive !== undefined) return obeyDirective(directive, patch)
  retainKeys(original, patch, options)
  mergeOrderedLists(original, patch, type, options)
  for (const [key, value] of Object.entries(patch)) mergeMember(original, key, value, type, options)
  return original
}

function mergeMember(
  original: MutableObject,
  patchKey: string,
  value: MutableJson,
  type: FieldType | undefined,
  options: MergeOptions,
): void {
  let key = patchKey
  const isDeletion = patchKey.startsWith(DELETE_PRIMITIVES)
  if (isDeletion) {
    if (!options.act) {
      const there = original[patchKey]
      if (there !== undefined && !isDeepEqual(there, value))
        throw new PatchProblem(`invalid patch format of primitive list. Got: ${formatValue(value)}`)
      setMember(original, patchKey, value)
      return
    }
    key = patchKey.slice(DELETE_PRIMITIVES.length)
  }
  if (value === null) {
    delete original[key]
    if (options.dropUnmatchedNulls) return
  }
  const present = original[key]
  if (present === undefined || goTypeOf(present) !== goTypeOf(value)) {
    if (isDeletion) return
    if (options.dropUnmatchedNulls) dropNulls(value)
    const kept = withoutDirectives(value)
    if (kept === undefined) delete original[key]
    else setMember(original, key, kept)
    return
  }
  const rule = ruleOf(type, key)
  if (isMutableObject(present) && isMutableObject(value)) {
    setMember(original, key, rule.list.strategies.includes('replace') ? value : mergeObjects(present, value, rule.type, options))
  } else if (Array.isArray(present) && Array.isArray(value)) {
    setMember(original, key, mergeLists(present, value, rule.list, isDeletion, options))
  } else setMember(original, key, value)
}

function obeyDirective(directive: MutableJson, patch: MutableObject): MutableObject {
  if (directive === 'replace') {
    delete patch[DIRECTIVE]
    return patch
  }
  if (directive === 'delete') return {}
  throw new PatchProblem(unknownDirective(directive, patch))
}

/** Go complains of what it was to print as a text. @source apimachinery/pkg/util/mergepatch/errors.go ErrBadPatchType */
function unknownDirective(directive: MutableJson, map: MutableJson): string {
  const isPlain = typeof directive === 'string' || (typeof directive === 'object' && directive !== null)
  const shown = directive === null ? '<nil>' : `${goTypeOf(directive)}=${formatValue(directive)}`
  return `unknown patch type: ${isPlain ? formatValue(directive) : `%!s(${shown})`} in map: ${formatValue(map)}`
}

function retainKeys(original: MutableObject, patch: MutableObject, options: MergeOptions): void {
  const kept = patch[RETAIN_KEYS]
  if (kept === undefined) return
  delete patch[RETAIN_KEYS]
  if (!options.act) {
    if (original[RETAIN_KEYS] === undefined) original[RETAIN_KEYS] = kept
    return
  }
  if (!Array.isArray(kept)) throw new PatchProblem('invalid patch format of retainKeys')
  for (const [key, value] of Object.entries(patch)) {
    if (value !== null && !key.startsWith(DELETE_PRIMITIVES) && !key.startsWith(ELEMENT_ORDER) && !kept.includes(key)) {
      throw new PatchProblem('invalid patch format of retainKeys')
    }
  }
  for (const key of Object.keys(original)) if (!kept.includes(key)) delete original[key]
}

/** Lists that come with an order: merged, then ordered by it, with what only the server has in between. */
function mergeOrderedLists(original: MutableObject, patch: MutableObject, type: FieldType | undefined, options: MergeOptions): void {
  for (const [key, order] of Object.entries(patch)) {
    if (!key.startsWith(ELEMENT_ORDER)) continue
    if (!options.act) {
      const there = original[key]
      if (there !== undefined && !isDeepEqual(there, order)) throw new PatchProblem('invalid patch format of setElementOrder list')
      original[key] = order
    }
    delete patch[key]
    if (!Array.isArray(order)) throw new PatchProblem(`expected a []interface {}, but received a ${goTypeOf(order)}`)
    const listKey = key.slice(ELEMENT_ORDER.length)
    const present = original[listKey]
    const patched = patch[listKey]
    const { list } = ruleOf(type, listKey)
    if (Array.isArray(patched)) checkOrder(patched, order, list.mergeKey)
    let merged: MutableJson[]
    if (Array.isArray(present) && Array.isArray(patched)) merged = mergeLists(present, patched, list, false, options)
    else if (Array.isArray(present)) merged = present
    else if (Array.isArray(patched)) {
      const kept = withoutDirectives(patched)
      merged = Array.isArray(kept) ? kept : []
    } else continue
    original[listKey] = ordered(merged, order, Array.isArray(present) ? [...present] : [], list.mergeKey)
    delete patch[listKey]
  }
}

/** Every item of the patch that is not a deletion must stand in the order list. */
function checkOrder(patched: readonly MutableJson[], order: readonly MutableJson[], mergeKey: string | undefined): void {
  const wanted = patched.filter((item) => !(isMutableObject(item) && item[DIRECTIVE] !== undefined))
  let at = 0
  for (const item of wanted) {
    while (at < order.length && !sameItem(order[at], item, mergeKey)) at += 1
    if (at === order.length) {
      throw new PatchProblem(
        `The order in patch list:\n${formatValue([...patched])}\n doesn't match $setElementOrder list:\n${formatValue([...order])}\n`,
      )
    }
  }
}

function sameItem(a: MutableJson | undefined, b: MutableJson, mergeKey: string | undefined): boolean {
  if (mergeKey === undefined) return isDeepEqual(a, b)
  return isMutableObject(a) && isMutableObject(b) && a[mergeKey] !== undefined && isDeepEqual(a[mergeKey], b[mergeKey])
}

/** @source normalizeElementOrder, mergeSortedSlice */
function ordered(
  merged: readonly MutableJson[],
  order: readonly MutableJson[],
  serverOrder: readonly MutableJson[],
  mergeKey: string | undefined,
): MutableJson[] {
  const place = (list: readonly MutableJson[], item: MutableJson) => list.findIndex((each) => sameItem(each, item, mergeKey))
  const fromPatch = merged.filter((item) => place(order, item) !== -1).sort((a, b) => place(order, a) - place(order, b))
  const serverOnly = merged.filter((item) => place(order, item) === -1)
  const result: MutableJson[] = []
  let left = 0
  let right = 0
  while (left < fromPatch.length && right < serverOnly.length) {
    const patchItem = fromPatch[left]
    const serverItem = serverOnly[right]
    if (patchItem === undefined || serverItem === undefined) break
    const patchPlace = place(serverOrder, patchItem)
    // What the server does not know yet comes before what only the server has.
    if (patchPlace === -1 || patchPlace < place(serverOrder, serverItem)) {
      result.push(patchItem)
      left += 1
    } else {
      result.push(serverItem)
      right += 1
    }
  }
  return [...result, ...fromPatch.slice(left), ...serverOnly.slice(right)]
}

function mergeLists(
  present: MutableJson[],
  patched: MutableJson[],
  rule: ListRule,
  isDeletion: boolean,
  options: MergeOptions,
): MutableJson[] {
  if (!isDeletion && !rule.strategies.includes('merge')) return patched
  if (present.length === 0 && patched.length === 0) return present
  checkItemTypes(present, patched)
  const { mergeKey } = rule
  if (!isMutableObject(present[0] ?? patched[0])) {
    if (isDeletion && options.act) return present.filter((item) => !patched.some((gone) => isDeepEqual(gone, item)))
    const all = [...present, ...patched]
    const distinct = all.filter((item, index) => all.findIndex((other) => isDeepEqual(other, item)) === index)
    return ordered(distinct, patched, present, mergeKey)
  }
  if (mergeKey === undefined) throw new PatchProblem(`cannot merge lists without merge key for []interface {}`)
  const { base, items } = options.act ? obeyItemDirectives(present, patched, mergeKey) : { base: present, items: patched }
  const result = [...base]
  for (const item of items) {
    const key = isMutableObject(item) ? item[mergeKey] : undefined
    if (!isMutableObject(item) || key === undefined)
      throw new PatchProblem(`map: ${formatValue(item)} does not contain declared merge key: ${mergeKey}`)
    const index = result.findIndex((each) => sameItem(each, item, mergeKey))
    const found = result[index]
    if (found !== undefined && isMutableObject(found)) result[index] = mergeObjects(found, item, rule.itemType, options)
    else result.push(item)
  }
  return ordered(result, items, base, mergeKey)
}

/** @source sliceElementType */
function checkItemTypes(present: readonly MutableJson[], patched: readonly MutableJson[]): void {
  const types = new Set([...present, ...patched].map(goTypeOf))
  if (types.has('[]interface {}')) throw new PatchProblem('lists of lists are not supported')
  if (types.size > 1) throw new PatchProblem(`list element types are not identical: ${formatValue([[...present], [...patched]])}`)
}

function obeyItemDirectives(
  present: MutableJson[],
  patched: readonly MutableJson[],
  mergeKey: string,
): { readonly base: MutableJson[]; readonly items: readonly MutableJson[] } {
  let base = present
  let isReplaced = false
  const items: MutableJson[] = []
  for (const item of patched) {
    const directive = isMutableObject(item) ? item[DIRECTIVE] : undefined
    if (directive === undefined) items.push(item)
    else if (directive === 'delete' && isMutableObject(item)) {
      if (item[mergeKey] === undefined) throw new PatchProblem(`map: ${formatValue(item)} does not contain declared merge key: ${mergeKey}`)
      base = base.filter((each) => !sameItem(each, item, mergeKey))
    } else if (directive === 'replace') isReplaced = true
    else if (directive === 'merge') throw new PatchProblem('merging lists cannot yet be specified in the patch')
    else throw new PatchProblem(unknownDirective(directive, item))
  }
  return isReplaced ? { base: items, items: [] } : { base, items }
}

/** A value new to the object, without what is nothing but a directive; undefined when nothing is left. @source removeDirectives */
function withoutDirectives(value: MutableJson): MutableJson | undefined {
  if (Array.isArray(value)) {
    return value.flatMap((item): MutableJson[] => {
      const kept = withoutDirectives(item)
      return kept === undefined ? [] : [kept]
    })
  }
  if (!isMutableObject(value)) return value
  if (Object.hasOwn(value, DIRECTIVE)) return undefined
  for (const [key, member] of Object.entries(value)) {
    const kept = withoutDirectives(member)
    if (kept === undefined) delete value[key]
    else setMember(value, key, kept)
  }
  return value
}

function dropNulls(value: MutableJson): void {
  if (Array.isArray(value)) value.forEach(dropNulls)
  else if (isMutableObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (member === null) delete value[key]
      else dropNulls(member)
    }
  }
}
