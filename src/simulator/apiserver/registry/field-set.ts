// Which fields somebody owns: paths into an object, and the form in which managedFields keeps them.
// @source sigs.k8s.io/structured-merge-diff fieldpath

import type { FieldType } from '../../api/fields/field-table.ts'
import { ruleOf } from '../../api/strategic-merge/list-rule.ts'
import { compareBytes, goJson } from '../../base/go-json.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { isMutableObject, setMember } from '../../base/mutable-json.ts'
import type { PathStep } from './path-step.ts'
import { isAtomic, isAtomicStruct, stepOf } from './path-step.ts'

export interface OwnedField {
  readonly path: readonly PathStep[]
  readonly value: MutableJson
  /** That it is there is owned, and what is in it counts for itself. */
  readonly isHolder: boolean
}

/** What was applied: scalars, what is replaced as a whole, items of lists, and maps and structs without anything in them. */
export function leavesOf(object: MutableObject, type: FieldType | undefined, path: readonly PathStep[] = []): OwnedField[] {
  return Object.entries(object).flatMap(([key, value]): OwnedField[] => {
    const rule = ruleOf(type, key)
    const here = [...path, `f:${key}`]
    const { mergeKey, strategies, itemType } = rule.list
    const isHolder = (rule.type?.kind === 'struct' || rule.type?.kind === 'map') && !isAtomic(type, key, rule.type)
    if (isHolder && isMutableObject(value))
      return Object.keys(value).length === 0 ? [{ path: here, value, isHolder }] : leavesOf(value, rule.type, here)
    if (!Array.isArray(value) || !strategies.includes('merge')) return [{ path: here, value, isHolder }]
    return value.flatMap((item) => {
      const at = [...here, stepOf(item, mergeKey)]
      const inside = isMutableObject(item) && !isAtomicStruct(itemType) ? leavesOf(item, itemType, at) : []
      return [...inside, { path: at, value: item, isHolder: !isAtomicStruct(itemType) }]
    })
  })
}

/** The value at a path, or undefined. */
export function valueAt(object: MutableJson, path: readonly PathStep[]): MutableJson | undefined {
  let value: MutableJson | undefined = object
  for (const step of path) value = stepInto(value, step)
  return value
}

/** What held nothing else goes with it. */
export function removeAt(object: MutableJson, path: readonly PathStep[]): void {
  const last = path.at(-1)
  if (last === undefined) return
  const above = path.slice(0, -1)
  const holder = valueAt(object, above)
  const found = stepInto(holder, last)
  if (found === undefined) return
  if (isMutableObject(holder)) delete holder[last.slice(2)]
  else if (Array.isArray(holder)) holder.splice(holder.indexOf(found), 1)
  const around = valueAt(object, above.slice(0, -1))
  const name = above.at(-1)
  if (name?.startsWith('f:') === true && isMutableObject(around) && isEmpty(holder)) delete around[name.slice(2)]
}

function isEmpty(value: MutableJson | undefined): boolean {
  return Array.isArray(value) ? value.length === 0 : isMutableObject(value) && Object.keys(value).length === 0
}

function stepInto(value: MutableJson | undefined, step: PathStep): MutableJson | undefined {
  if (step.startsWith('f:')) return isMutableObject(value) ? value[step.slice(2)] : undefined
  if (!Array.isArray(value)) return undefined
  const [mergeKey] = step.startsWith('k:') ? Object.keys(JSON.parse(step.slice(2)) as object) : []
  return value.find((item) => stepOf(item, mergeKey) === step)
}

interface Node {
  isOwned: boolean
  readonly below: Map<PathStep, Node>
}

/** As `fieldsV1` holds it: a field that is owned together with fields in it has an entry `.` of its own. */
export function fieldsOfPaths(paths: readonly (readonly PathStep[])[]): MutableObject {
  const root: Node = { isOwned: false, below: new Map() }
  for (const path of paths) {
    let at = root
    for (const step of path) {
      const next = at.below.get(step) ?? { isOwned: false, below: new Map<PathStep, Node>() }
      at.below.set(step, next)
      at = next
    }
    at.isOwned = true
  }
  return fieldsOfNode(root)
}

function fieldsOfNode({ isOwned, below }: Node): MutableObject {
  const fields: MutableObject = {}
  if (isOwned && below.size > 0) fields['.'] = {}
  for (const [step, node] of [...below].sort(([a], [b]) => compareSteps(a, b))) setMember(fields, step, fieldsOfNode(node))
  return fields
}

/** Fields by name, items by their keys; numbers by size. */
function compareSteps(a: PathStep, b: PathStep): number {
  const [left, right] = [a, b].map((step) => /^k:\{"[^"]*":(\d+)/.exec(step)?.[1])
  if (left !== undefined && right !== undefined && left !== right) return Number(left) - Number(right)
  return compareBytes(a, b)
}

/** What stands in one place comes before what stands further down. @source fieldpath/set.go Set.Iterate */
export function inSetOrder(a: readonly PathStep[], b: readonly PathStep[]): number {
  const at = a.findIndex((step, index) => step !== b[index])
  if (at === -1 || at === b.length) return a.length - b.length
  const [aEnds, bEnds] = [a, b].map((path) => path.length === at + 1)
  if (aEnds !== bEnds) return aEnds === true ? -1 : 1
  return compareSteps(a[at] ?? '', b[at] ?? '')
}

export function pathsOfFields(fields: MutableJson | undefined, path: readonly PathStep[] = []): (readonly PathStep[])[] {
  if (!isMutableObject(fields) || Object.keys(fields).length === 0) return path.length === 0 ? [] : [path]
  return Object.entries(fields).flatMap(([step, below]) => {
    if (step === '.') return [path]
    return isReadable(step) ? pathsOfFields(below, [...path, step]) : []
  })
}

/** Anybody may write anything into managedFields. */
function isReadable(step: PathStep): boolean {
  if (!/^[kvi]:/.test(step)) return step.startsWith('f:')
  try {
    const keys: unknown = JSON.parse(step.slice(2))
    return !step.startsWith('k:') || (typeof keys === 'object' && keys !== null)
  } catch {
    return false
  }
}

/** As messages print it: `.spec.containers[name="app"].image`. */
export function printPath(path: readonly PathStep[]): string {
  return path.map((step) => (step.startsWith('f:') ? `.${step.slice(2)}` : printItem(step))).join('')
}

function printItem(step: PathStep): string {
  const keys = JSON.parse(step.slice(2)) as MutableJson
  if (step.startsWith('v:') || !isMutableObject(keys)) return `[=${goJson(keys)}]`
  const printed = Object.entries(keys).map(([name, value]) => `${name}=${goJson(value)}`)
  return `[${printed.join(',')}]`
}
