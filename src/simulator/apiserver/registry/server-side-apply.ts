// Server-side apply: what one manager wants, merged by field ownership.
// @source apimachinery/pkg/util/managedfields, sigs.k8s.io/structured-merge-diff merge/update.go
// @simplified Only managers that apply own fields; writes by create, update and patch are not tracked, so they never cause conflicts.

import { timestampOf } from '../../api/component.ts'
import type { FieldType } from '../../api/fields/field-table.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'
import { apiVersionOf, kindInfo } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import type { ApiStatus } from '../../api/status.ts'
import { mergeObjects } from '../../api/strategic-merge/merge.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { formatValue } from '../../base/go-value.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { copyJson, isMutableObject } from '../../base/mutable-json.ts'
import { draftFromObject } from '../decode/typed-object.ts'
import { memberOf } from '../defaults/draft-field.ts'
import { badRequest, refusal } from '../refusal.ts'
import { findObject } from '../store.ts'
import { readBody } from './body.ts'
import { create } from './create.ts'
import type { OwnedField, PathStep } from './field-set.ts'
import { fieldsOfPaths, leavesOf, pathsOfFields, printPath, removeAt, valueAt } from './field-set.ts'
import type { Outcome, RequestContext, RequestOf } from './request-context.ts'
import { refuse } from './request-context.ts'
import { replaceStored } from './update.ts'

interface Ownership {
  readonly manager: string
  readonly paths: readonly (readonly PathStep[])[]
}

/** Fields that say which object is meant are nobody's. */
const IDENTITY = new Set(['f:apiVersion', 'f:kind', 'f:metadata/f:name', 'f:metadata/f:namespace'])

export function serverSideApply(context: RequestContext, request: RequestOf<'patch'>): Outcome {
  const { kind, key, fieldManager } = request
  const table = TABLE_BY_KIND[kind]
  if (fieldManager === undefined || fieldManager === '')
    return refuse(context, badRequest('PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch'))
  const wanted = copyJson(request.body)
  const identity = `${key.namespace === '' ? '' : `${key.namespace}/`}${key.name}; ${printVersion(kind)}`
  const problem = typeProblem(wanted, table, '')
  if (problem !== undefined || !isMutableObject(wanted)) {
    return refuse(context, refusal(500, 'Unknown', `failed to create typed patch object (${identity}): ${problem ?? 'expected map'}`))
  }
  const mine = leavesOf(wanted, table).filter(({ path }) => !IDENTITY.has(path.join('/')))
  const old = findObject(context.state, kind, key)
  if (old === undefined) {
    const body = copyJson(wanted)
    if (isMutableObject(body))
      memberOf(body, 'metadata')['managedFields'] = ownershipEntries(context, kind, [], {
        manager: fieldManager,
        paths: mine.map(({ path }) => path),
      })
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

interface Wish {
  readonly wanted: MutableObject
  readonly mine: readonly OwnedField[]
  readonly manager: string
}

function applyOver(context: RequestContext, request: RequestOf<'patch'>, old: ApiObject, { wanted, mine, manager }: Wish): Outcome {
  const { kind } = old
  const current = draftFromObject(old)
  const owners = ownersOf(current)
  const others = owners.filter((owner) => owner.manager !== manager)
  const contested = others.flatMap((owner) =>
    mine
      .filter(({ path, value }) => owns(owner, path) && !isDeepEqual(valueAt(current, path), value))
      .map(({ path }) => ({ manager: owner.manager, path })),
  )
  if (contested.length > 0 && request.force !== true) return refuse(context, conflictStatus(contested))

  const before = owners.find((owner) => owner.manager === manager)?.paths ?? []
  for (const path of before) {
    const isKept = mine.some((field) => samePath(field.path, path)) || others.some((owner) => owns(owner, path))
    if (!isKept) removeAt(current, path)
  }
  const merged = mergeObjects(current, wanted, TABLE_BY_KIND[kind], { act: true, dropUnmatchedNulls: true })
  const left = others.map((owner) => ({
    ...owner,
    paths: owner.paths.filter((path) => !contested.some((lost) => lost.manager === owner.manager && samePath(lost.path, path))),
  }))
  memberOf(merged, 'metadata')['managedFields'] = ownershipEntries(context, kind, left, { manager, paths: mine.map(({ path }) => path) })
  const body = readBody(kind, merged, request.fieldValidation ?? 'Strict')
  if (!body.ok) return refuse(context, body.problem)
  return replaceStored(context, old, body.value.draft, {
    dryRun: request.dryRun === true,
    warnings: body.value.warnings,
    subresource: request.subresource,
  })
}

function conflictStatus(contested: readonly { readonly manager: string; readonly path: readonly PathStep[] }[]): ApiStatus {
  const managers = [...new Set(contested.map(({ manager }) => manager))]
  const parts = managers.map((manager) => {
    const paths = contested.filter((each) => each.manager === manager).map(({ path }) => printPath(path))
    const [only = ''] = paths
    return paths.length === 1
      ? `conflict with "${manager}": ${only}`
      : `conflicts with "${manager}":\n${paths.map((path) => `- ${path}`).join('\n')}`
  })
  const count = contested.length
  return refusal(409, 'Conflict', `Apply failed with ${String(count)} conflict${count === 1 ? '' : 's'}: ${parts.join('\n')}`, {
    causes: contested.map(({ manager, path }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with "${manager}"`,
      field: printPath(path),
    })),
  })
}

function ownersOf(object: MutableObject): Ownership[] {
  const entries = memberOf(object, 'metadata')['managedFields']
  if (!Array.isArray(entries)) return []
  return entries.flatMap((entry) =>
    isMutableObject(entry) && entry['operation'] === 'Apply' && typeof entry['manager'] === 'string'
      ? [{ manager: entry['manager'], paths: pathsOfFields(entry['fieldsV1']) }]
      : [],
  )
}

function ownershipEntries(context: RequestContext, kind: ApiObject['kind'], others: readonly Ownership[], mine: Ownership): MutableJson {
  return [...others, mine]
    .filter(({ paths }) => paths.length > 0)
    .map(({ manager, paths }) => ({
      manager,
      operation: 'Apply',
      apiVersion: apiVersionOf(kindInfo(kind)),
      time: timestampOf(context.moment),
      fieldsType: 'FieldsV1',
      fieldsV1: fieldsOfPaths(paths),
    }))
}

function owns(owner: Ownership, path: readonly PathStep[]): boolean {
  return owner.paths.some((each) => samePath(each, path))
}

function samePath(a: readonly PathStep[], b: readonly PathStep[]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index])
}

function printVersion(kind: ApiObject['kind']): string {
  const { group, version } = kindInfo(kind)
  return `${group}/${version}, Kind=${kind}`
}

/** The first thing that the schema does not allow. @source structured-merge-diff typed/validate.go */
function typeProblem(value: MutableJson, type: FieldType, path: string): string | undefined {
  if (value === null) return undefined
  switch (type.kind) {
    case 'struct': {
      if (!isMutableObject(value)) return `${path}: expected map, got ${printUnstructured(value)}`
      for (const [key, member] of Object.entries(value)) {
        const row = fieldsOf(type).get(key)?.row
        const problem = row === undefined ? `${path}.${key}: field not declared in schema` : typeProblem(member, row.type, `${path}.${key}`)
        if (problem !== undefined) return problem
      }
      return undefined
    }
    case 'map':
      if (!isMutableObject(value)) return `${path}: expected map, got ${printUnstructured(value)}`
      return first(Object.entries(value), ([key, member]) => typeProblem(member, type.values, `${path}.${key}`))
    case 'list':
      if (!Array.isArray(value)) return `${path}: expected list, got ${printUnstructured(value)}`
      return first([...value.entries()], ([index, item]) => typeProblem(item, type.items, `${path}[${String(index)}]`))
    case 'string':
    case 'bytes':
    case 'time':
    case 'microTime':
      return typeof value === 'string' ? undefined : `${path}: expected string, got ${printUnstructured(value)}`
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${path}: expected boolean, got ${printUnstructured(value)}`
    case 'number':
      return typeof value === 'number' ? undefined : `${path}: expected numeric (int or float), got ${printUnstructured(value)}`
    case 'quantity':
    case 'intOrString':
    case 'any':
      return undefined
  }
}

function first<T>(items: readonly T[], problemOf: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = problemOf(item)
    if (problem !== undefined) return problem
  }
  return undefined
}

function printUnstructured(value: MutableJson): string {
  return `&value.valueUnstructured{Value:${typeof value === 'string' ? JSON.stringify(value) : formatValue(value)}}`
}
