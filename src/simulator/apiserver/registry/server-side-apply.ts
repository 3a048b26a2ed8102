// Server-side apply: what one manager wants, merged by field ownership.
// @source apimachinery/pkg/util/managedfields, sigs.k8s.io/structured-merge-diff merge/update.go

import { timestampOf } from '../../api/component.ts'
import { apiVersionOf, kindInfo } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import type { ApiStatus } from '../../api/status.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { goJson } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { copyJson, copyObject, isMutableObject } from '../../base/mutable-json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { convertObject } from '../decode/converter.ts'
import { draftFromObject } from '../decode/typed-object.ts'
import { memberOf } from '../defaults/draft-field.ts'
import { badRequest, refusal } from '../refusal.ts'
import type { Outcome, RequestContext, RequestOf } from '../server-parts.ts'
import { findObject } from '../store.ts'
import { completeDraft } from './body.ts'
import { create } from './create.ts'
import type { OwnedField } from './field-set.ts'
import type { PathStep } from './path-step.ts'
import { fieldsOfPaths, inSetOrder, leavesOf, pathsOfFields, printPath, removeAt, valueAt } from './field-set.ts'
import { inOrder } from './managed-fields.ts'
import { refuse } from './outcomes.ts'
import { typeProblem } from './typed-check.ts'
import { mergeTyped } from './typed-merge.ts'
import { replaceStored } from './update.ts'

/** An entry of managedFields, read. */
interface Ownership {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly entry: MutableObject
  readonly paths: readonly (readonly PathStep[])[]
}

/** Takes over what client-side apply set, without a conflict. @source managedfields/internal/lastappliedmanager.go */
const KUBECTL = 'kubectl'
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** Fields that say which object is meant, and those that are not for clients, are nobody's. @source managedfields/internal/stripmeta.go */
const NOBODYS = new Set([
  ...['f:apiVersion', 'f:kind'],
  ...['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'generation', 'resourceVersion'].map((name) => `f:metadata/f:${name}`),
])

export function serverSideApply(context: RequestContext, request: RequestOf<'patch'>): Outcome {
  const { kind, key, fieldManager } = request
  const table = TABLE_BY_KIND[kind]
  if (fieldManager === undefined || fieldManager === '')
    return refuse(context, badRequest('PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch'))
  const wanted = copyJson(request.body)
  const identity = `${nameIn(wanted)}; ${printVersion(kind)}`
  if (isMutableObject(wanted) && isMutableObject(wanted['metadata']) && Array.isArray(wanted['metadata']['managedFields']))
    return refuse(context, badRequest('metadata.managedFields must be nil'))
  const problem = typeProblem(wanted, table)
  if (problem !== undefined || !isMutableObject(wanted)) {
    return refuse(context, refusal(500, 'Unknown', `failed to create typed patch object (${identity}): ${problem ?? 'expected map'}`))
  }
  const mine = leavesOf(wanted, table).filter(({ path }) => !NOBODYS.has(path.join('/')))
  const old = findObject(context.state, kind, key)
  if (old === undefined) {
    const merged = copyObject(wanted)
    memberOf(merged, 'metadata')['managedFields'] = ownershipEntries(context, kind, [], ownOf(fieldManager, mine))
    const converted = convert(context, kind, merged, wanted)
    if (!converted.ok) return refuse(context, converted.problem)
    const body = converted.value
    return create(context, {
      verb: 'create',
      kind,
      namespace: key.namespace,
      body,
      fieldValidation: request.fieldValidation ?? 'Strict',
      dryRun: request.dryRun === true,
    })
  }
  return applyOver(context, request, old, { wanted, mine, manager: fieldManager })
}

/** From fields without types to the kind's own. @source managedfields/internal/structuredmerge.go Apply */
function convert(
  context: RequestContext,
  kind: ApiObject['kind'],
  merged: MutableObject,
  wanted: MutableObject,
): Result<MutableObject, ApiStatus> {
  const { draft, error } = convertObject(TABLE_BY_KIND[kind], merged)
  const problem =
    error === undefined ? completeDraft(context, kind, draft) : `unable to convert unstructured object to ${printVersion(kind)}: ${error}`
  if (problem === undefined) return success(draft)
  return failure(
    refusal(500, 'Unknown', `failed to convert new object (${nameIn(wanted)}; ${printVersion(kind)}) to proper version: ${problem}`),
  )
}

/** As the manifest says it itself. @source managedfields/internal/structuredmerge.go objectGVKNN */
function nameIn(wanted: MutableJson): string {
  const metadata = isMutableObject(wanted) && isMutableObject(wanted['metadata']) ? wanted['metadata'] : {}
  const text = (field: string): string => (typeof metadata[field] === 'string' ? metadata[field] : '')
  return `${text('namespace')}/${text('name')}`
}

interface Wish {
  readonly wanted: MutableObject
  readonly mine: readonly OwnedField[]
  readonly manager: string
}

function applyOver(context: RequestContext, request: RequestOf<'patch'>, old: ApiObject, { wanted, mine, manager }: Wish): Outcome {
  const { kind } = old
  const current = draftFromObject(old)
  const owners = ownersOf(current)
  const isOwn = (owner: Ownership) => owner.manager === manager && owner.operation === 'Apply'
  const others = owners.filter((owner) => !isOwn(owner))
  const contested = others.flatMap((owner) =>
    mine
      .filter(({ path, value, isHolder }) => owns(owner, path) && isChange(valueAt(current, path), value, isHolder))
      .map(({ path }) => ({ owner, path }))
      .concat(newHolders(current, mine).flatMap((path) => (owns(owner, path) ? [{ owner, path }] : []))),
  )
  const applied = manager === KUBECTL ? lastAppliedTo(current) : undefined
  const isFree = contested.every(({ path }) => applied !== undefined && isAsApplied(current, applied, path))
  if (contested.length > 0 && request.force !== true && !isFree)
    return refuse(context, conflictStatus(contested.toSorted((a, b) => inSetOrder(a.path, b.path))))

  const own = owners.find(isOwn)
  const before = own?.paths ?? []
  const annotation = goJson(wanted)
  const merged = mergeTyped(current, wanted, TABLE_BY_KIND[kind])
  const managed = [...others.flatMap(({ paths }) => paths), ...mine.map(({ path }) => path)].map(textOf)
  for (const path of [...before].sort((a, b) => a.length - b.length)) {
    const text = textOf(path)
    if (!managed.some((each) => each === text || each.startsWith(`${text}\n`))) removeAt(merged, path)
  }
  if (applied !== undefined) memberOf(memberOf(merged, 'metadata'), 'annotations')[LAST_APPLIED] = `${annotation}\n`
  const left = others.map((owner) => ({
    ...owner,
    paths: owner.paths.filter((path) => !contested.some((lost) => lost.owner === owner && samePath(lost.path, path))),
  }))
  const isUnchanged = isDeepEqual(merged, current) && isSameSet(before, mine)
  const entry = isUnchanged && own !== undefined ? own.entry : {}
  memberOf(merged, 'metadata')['managedFields'] = ownershipEntries(context, kind, left, { ...ownOf(manager, mine), entry })
  const converted = convert(context, kind, merged, wanted)
  if (!converted.ok) return refuse(context, converted.problem)
  return replaceStored(context, old, converted.value, {
    dryRun: request.dryRun === true,
    warnings: [],
    subresource: request.subresource,
    manager: undefined,
  })
}

/** What holds applied fields and is not there yet comes with them. */
function newHolders(current: MutableObject, mine: readonly OwnedField[]): readonly (readonly PathStep[])[] {
  const above = mine.flatMap(({ path }) => path.slice(1).map((_, index) => path.slice(0, index + 1)))
  const absent = above.filter((path) => path.at(-1)?.startsWith('f:') === true && valueAt(current, path) === undefined)
  return [...new Map(absent.map((path) => [textOf(path), path])).values()].filter((path) => !mine.some((each) => samePath(each.path, path)))
}

/** What holds other fields changes when it was not there. */
function isChange(present: MutableJson | undefined, wanted: MutableJson, isHolder: boolean): boolean {
  return isHolder ? present === undefined : !isDeepEqual(present, wanted)
}

/** What client-side apply left of the manifest it was given last. */
function lastAppliedTo(object: MutableObject): MutableObject | undefined {
  const text = memberOf(memberOf(object, 'metadata'), 'annotations')[LAST_APPLIED]
  if (typeof text !== 'string') return undefined
  try {
    const read = JSON.parse(text) as MutableJson
    return isMutableObject(read) ? read : undefined
  } catch {
    return undefined
  }
}

function isAsApplied(object: MutableObject, applied: MutableObject, path: readonly PathStep[]): boolean {
  const value = valueAt(applied, path)
  return value !== undefined && isDeepEqual(value, valueAt(object, path))
}

function conflictStatus(contested: readonly { readonly owner: Ownership; readonly path: readonly PathStep[] }[]): ApiStatus {
  const named = contested.map(({ owner, path }) => ({ name: nameOf(owner), field: printPath(path) }))
  const lists = [...new Set(named.map(({ name }) => name))].sort().map((name) => {
    const fields = named.filter((each) => each.name === name).map(({ field }) => `\n- ${field}`)
    return `conflicts with ${name}:${fields.join('')}`
  })
  const [first] = named
  const message =
    named.length === 1
      ? `Apply failed with 1 conflict: conflict with ${first?.name ?? ''}: ${first?.field ?? ''}`
      : `Apply failed with ${String(named.length)} conflicts: ${lists.join('\n')}`
  return refusal(409, 'Conflict', message, {
    causes: named.map(({ name, field }) => ({ reason: 'FieldManagerConflict', message: `conflict with ${name}`, field })),
  })
}

/** @source apimachinery/pkg/util/managedfields/internal/conflict.go printManager, getConflictMessage */
function nameOf({ manager, operation, entry }: Ownership): string {
  const subresource = typeof entry['subresource'] === 'string' ? ` with subresource ${goQuote(entry['subresource'])}` : ''
  const using = operation === 'Update' ? ` using ${String(entry['apiVersion'])}` : ''
  return `${goQuote(manager)}${subresource}${using}`
}

function ownersOf(object: MutableObject): Ownership[] {
  const entries = memberOf(object, 'metadata')['managedFields']
  if (!Array.isArray(entries)) return []
  return entries.flatMap((entry) => {
    if (!isMutableObject(entry) || typeof entry['manager'] !== 'string') return []
    const operation = entry['operation'] === 'Apply' ? 'Apply' : 'Update'
    return [{ manager: entry['manager'], operation, entry, paths: pathsOfFields(entry['fieldsV1']) }]
  })
}

function ownOf(manager: string, mine: readonly OwnedField[]): Ownership {
  return { manager, operation: 'Apply', entry: {}, paths: mine.map(({ path }) => path) }
}

function ownershipEntries(context: RequestContext, kind: ApiObject['kind'], others: readonly Ownership[], mine: Ownership): MutableJson {
  const own: MutableObject = {
    manager: mine.manager,
    operation: 'Apply',
    apiVersion: apiVersionOf(kindInfo(kind)),
    time: mine.entry['time'] ?? timestampOf(context.moment),
    fieldsType: 'FieldsV1',
  }
  const left = others.map(({ entry, paths }) => ({ entry, paths }))
  return [...left, { entry: own, paths: mine.paths }]
    .filter(({ paths }) => paths.length > 0)
    .map(({ entry, paths }) => ({ ...entry, fieldsV1: fieldsOfPaths(paths) }))
    .sort(inOrder)
}

function owns(owner: Ownership, path: readonly PathStep[]): boolean {
  return owner.paths.some((each) => samePath(each, path))
}

function isSameSet(paths: readonly (readonly PathStep[])[], mine: readonly OwnedField[]): boolean {
  return isDeepEqual([...new Set(paths.map(textOf))].sort(), [...new Set(mine.map(({ path }) => textOf(path)))].sort())
}

function textOf(path: readonly PathStep[]): string {
  return path.join('\n')
}

function samePath(a: readonly PathStep[], b: readonly PathStep[]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index])
}

function printVersion(kind: ApiObject['kind']): string {
  const { group, version } = kindInfo(kind)
  return `${group}/${version}, Kind=${kind}`
}
