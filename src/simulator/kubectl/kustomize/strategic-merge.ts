// A strategic merge patch as kustomize applies it: like the API server's, but what a list gains comes first, and there are no directives
// for the order of lists.
//
// @source sigs.k8s.io/kustomize kyaml/yaml/merge2 merge2.go, smpdirective.go; kyaml/yaml/walk map.go, associative_sequence.go
// @simplified A kustomize patch keeps a field without any value (`key:`) like `key: null`.

import type { FieldRow, FieldType } from '../../api/fields/field-table.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'
import { structIn } from '../../api/fields/describe-field.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { isMutableObject, setMember } from '../../base/mutable-json.ts'
import { printYaml } from '../../yaml/index.ts'
import { BuildProblem } from './build-problem.ts'
import { scalarText } from './scalar-text.ts'

const DIRECTIVE = '$patch'

type Directive = 'merge' | 'replace' | 'delete'

/** The merged value; undefined when nothing is left. `target` and `patch` may be changed and shared. */
export function mergeStrategically(
  target: MutableJson | undefined,
  patch: MutableJson | undefined,
  type: FieldType | undefined,
  row?: FieldRow,
): MutableJson | undefined {
  const sample = target ?? patch
  if (sample === undefined || sample === null) return patch === undefined ? target : undefined
  if (patch === undefined) return target
  const kind = kindOf(sample)
  for (const each of [target, patch]) {
    if (each !== undefined && each !== null && kindOf(each) !== kind) {
      throw new BuildProblem(`wrong node kind: expected ${kind} but got ${kindOf(each)}: node contents:\n${printYaml(each)}`)
    }
  }
  if (Array.isArray(sample)) return mergeList(target, patch, type, row)
  if (isMutableObject(sample)) return mergeMap(isMutableObject(target ?? null) ? target : undefined, patch, type)
  return patch ?? undefined
}

function kindOf(value: MutableJson): string {
  if (Array.isArray(value)) return 'SequenceNode'
  return isMutableObject(value) ? 'MappingNode' : 'ScalarNode'
}

function mergeMap(target: MutableJson | undefined, patch: MutableJson, type: FieldType | undefined): MutableJson | undefined {
  if (!isMutableObject(patch)) return undefined
  const known = directiveOf(patch[DIRECTIVE])
  if (known !== undefined) delete patch[DIRECTIVE]
  if (known === 'delete') return undefined
  const base = known === 'replace' || !isMutableObject(target) ? patch : target
  if (known === undefined && patch[DIRECTIVE] !== undefined && base === target) {
    throw new BuildProblem(`unknown patch strategy '${scalarText(patch[DIRECTIVE])}'`)
  }
  const table = type === undefined ? undefined : structIn(type)
  const isStruct = type?.kind === 'struct'
  const merged: MutableObject = {}
  for (const name of new Set([...Object.keys(base), ...Object.keys(patch)])) {
    const row = isStruct && table !== undefined ? fieldsOf(table).get(name)?.row : undefined
    const memberType = row?.type ?? (type?.kind === 'map' ? type.values : undefined)
    const value = mergeStrategically(ownMember(base, name), ownMember(patch, name), memberType, row)
    if (value !== undefined) setMember(merged, name, value)
  }
  return merged
}

function ownMember(object: MutableObject, name: string): MutableJson | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** What the API's schema says where it names more than one key. @source k8s.io/api +listMapKey */
const KEYS_BY_LIST: Readonly<Record<string, readonly string[]>> = {
  'v1.ContainerPort': ['containerPort', 'protocol'],
  'v1.ServicePort': ['port', 'protocol'],
  'v1.TopologySpreadConstraint': ['topologyKey', 'whenUnsatisfiable'],
}

function mergeList(
  target: MutableJson | undefined,
  patch: MutableJson,
  type: FieldType | undefined,
  row: FieldRow | undefined,
): MutableJson | undefined {
  if (patch === null || !Array.isArray(patch)) return undefined
  const itemType = type?.kind === 'list' ? type.items : undefined
  const isMerged = row?.patchStrategy?.split(',').includes('merge') === true || isSpreadList(itemType)
  if (!isMerged) return patch
  const { items, directive } = takeListDirective(patch)
  if (directive === 'delete') return undefined
  const base = directive === 'replace' || !Array.isArray(target) ? items : target
  if (itemType?.kind !== 'struct') return mergeTexts(items, base)
  const keys = KEYS_BY_LIST[itemType.goType] ?? (row?.mergeKey === undefined ? [] : [row.mergeKey])
  return keys.length === 0 ? mergeTexts(items, base) : mergeItems(items, base, keys, itemType)
}

function isSpreadList(itemType: FieldType | undefined): boolean {
  return itemType?.kind === 'struct' && itemType.goType === 'v1.TopologySpreadConstraint'
}

/** An item that is nothing but a directive speaks for the whole list. */
function takeListDirective(patch: MutableJson[]): { readonly items: MutableJson[]; readonly directive: Directive | undefined } {
  const index = patch.findIndex((item) => isMutableObject(item) && DIRECTIVE in item && Object.keys(item).length === 1)
  const item = patch[index]
  if (!isMutableObject(item)) return { items: patch, directive: undefined }
  const directive = directiveOf(item[DIRECTIVE])
  if (directive === undefined) throw new BuildProblem(`unknown patch strategy '${scalarText(item[DIRECTIVE])}'`)
  return { items: patch.filter((each) => each !== item), directive }
}

function directiveOf(value: MutableJson | undefined): Directive | undefined {
  return value === 'merge' || value === 'replace' || value === 'delete' ? value : undefined
}

/** Each once, those of the patch first. */
function mergeTexts(patch: readonly MutableJson[], base: readonly MutableJson[]): MutableJson[] {
  const seen = new Set<string>()
  return [...patch, ...base].filter((item) => {
    const text = scalarText(item)
    if (typeof item === 'object' || seen.has(text)) return typeof item === 'object'
    seen.add(text)
    return true
  })
}

/** Items of the patch in its order, merged with those of the same key; then what only the object has. */
function mergeItems(
  patch: readonly MutableJson[],
  base: readonly MutableJson[],
  keys: readonly string[],
  itemType: FieldType,
): MutableJson[] {
  // A list that is new, or replaces the old one, has nothing to be merged with.
  const waiting = patch === base ? [] : [...base]
  const merged: MutableJson[] = []
  for (const item of patch) {
    const index = waiting.findIndex((other) => isSameItem(item, other, keys))
    const found = waiting[index]
    if (found !== undefined) waiting.splice(index, 1)
    const value = mergeStrategically(found, item, itemType)
    if (value === undefined || (isMutableObject(value) && Object.keys(value).length === 0)) continue
    merged.push(value)
  }
  return [...merged, ...waiting]
}

/** The first key is the same, and no other key differs; a key that one of them lacks does not count. */
function isSameItem(a: MutableJson, b: MutableJson, keys: readonly string[]): boolean {
  if (!isMutableObject(a) || !isMutableObject(b)) return false
  return keys.every((key, index) => {
    const left = scalarText(a[key])
    const right = scalarText(b[key])
    return left === right ? index > 0 || left !== '' : index > 0 && (left === '' || right === '')
  })
}
