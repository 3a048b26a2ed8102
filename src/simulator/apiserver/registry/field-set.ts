// Which fields somebody owns: paths into an object, and the form in which managedFields keeps them.
// @source sigs.k8s.io/structured-merge-diff fieldpath

import type { FieldType } from '../../api/fields/field-table.ts'
import { ruleOf } from '../../api/strategic-merge/list-rule.ts'
import { compareBytes, goJson } from '../../base/go-json.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { isMutableObject, setMember } from '../../base/mutable-json.ts'
import { isAtomic } from './field-changes.ts'

/** One step: `f:name` for a field, `k:{"name":"x"}` for a list item. */
export type PathStep = string
export interface OwnedField {
  readonly path: readonly PathStep[]
  readonly value: MutableJson
}

/** Every leaf of what was applied: scalars, lists that are replaced as a whole, empty objects. */
export function leavesOf(value: MutableJson, type: FieldType | undefined, path: readonly PathStep[] = []): OwnedField[] {
  if (!isMutableObject(value) || Object.keys(value).length === 0) return [{ path, value }]
  return Object.entries(value).flatMap(([key, member]) => {
    const rule = ruleOf(type, key)
    const here = [...path, `f:${key}`]
    const { mergeKey, strategies, itemType } = rule.list
    if (isAtomic(type, key, rule.type)) return [{ path: here, value: member }]
    if (!Array.isArray(member) || mergeKey === undefined || !strategies.includes('merge')) return leavesOf(member, rule.type, here)
    return member.flatMap((item) => {
      const id = isMutableObject(item) ? item[mergeKey] : undefined
      return id === undefined ? [] : leavesOf(item, itemType, [...here, `k:${goJson({ [mergeKey]: id })}`])
    })
  })
}

/** The value at a path, or undefined. */
export function valueAt(object: MutableJson, path: readonly PathStep[]): MutableJson | undefined {
  let value: MutableJson | undefined = object
  for (const step of path) value = stepInto(value, step)
  return value
}

export function removeAt(object: MutableJson, path: readonly PathStep[]): void {
  const last = path.at(-1)
  if (last === undefined) return
  const holder = valueAt(object, path.slice(0, -1))
  if (isMutableObject(holder) && last.startsWith('f:')) {
    delete holder[last.slice(2)]
    return
  }
  const found = stepInto(holder, last)
  if (Array.isArray(holder) && found !== undefined) holder.splice(holder.indexOf(found), 1)
}

function stepInto(value: MutableJson | undefined, step: PathStep): MutableJson | undefined {
  if (step.startsWith('f:')) return isMutableObject(value) ? value[step.slice(2)] : undefined
  if (!Array.isArray(value)) return undefined
  return value.find((item) => isMutableObject(item) && Object.entries(item).some(([key, id]) => step === `k:${goJson({ [key]: id })}`))
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

export function pathsOfFields(fields: MutableJson | undefined, path: readonly PathStep[] = []): (readonly PathStep[])[] {
  if (!isMutableObject(fields) || Object.keys(fields).length === 0) return path.length === 0 ? [] : [path]
  return Object.entries(fields).flatMap(([step, below]) => (step === '.' ? [path] : pathsOfFields(below, [...path, step])))
}

/** As messages print it: `.spec.containers[name="app"].image`. */
export function printPath(path: readonly PathStep[]): string {
  return path.map((step) => (step.startsWith('f:') ? `.${step.slice(2)}` : printItem(step.slice(2)))).join('')
}

function printItem(item: string): string {
  return `[${item.slice(2, -1).replace('":', '=')}]`
}
