// The objects of a build so far, in order, no two with the same name.
//
// @source sigs.k8s.io/kustomize api/resmap reswrangler.go

import { matchesWritten, parseLabelSelector } from '../../api/selector-parser.ts'
import { goQuote } from '../../base/go-text.ts'
import type { MutableObject } from '../../base/mutable-json.ts'
import { isMutableObject, setMember } from '../../base/mutable-json.ts'
import { BuildProblem, compilePattern } from './build-problem.ts'
import type { Selector } from './kustomization-fields.ts'
import type { Resource } from './resource.ts'
import { currentId, marksOf, nameOf, namespaceOf, originalId, previousIds, setMarks, setMetadata } from './resource.ts'
import type { ResourceId } from './resource-id.ts'
import { effectiveNamespace, idSyntax, idText, sameId } from './resource-id.ts'

export function withCurrentId(resources: readonly Resource[], id: ResourceId): readonly Resource[] {
  return resources.filter((each) => each.object !== undefined && sameId(currentId(each), id))
}

export function matchingAnyId(resources: readonly Resource[], matches: (id: ResourceId) => boolean): readonly Resource[] {
  return resources.filter((each) => each.object !== undefined && [...previousIds(each), currentId(each)].some(matches))
}

/** Adds objects whose names must be new. */
export function appendAll(resources: readonly Resource[], added: readonly Resource[]): readonly Resource[] {
  const all = [...resources]
  for (const each of added) {
    const id = currentId(each)
    if (withCurrentId(all, id).length > 0) throw new BuildProblem(`may not add resource with an already registered id: ${idText(id)}`)
    all.push(each)
  }
  return all
}

/** Adds generated objects; they may say that they merge with one that is there, or replace it. */
export function absorb(resources: readonly Resource[], made: Resource): readonly Resource[] {
  const id = currentId(made)
  const matches = matchingAnyId(resources, (other) => sameId(id, other))
  const [old, ...more] = matches
  if (more.length > 0) {
    throw new BuildProblem(
      `found multiple objects ${matches.map((each) => idText(currentId(each))).join(' ')} that could accept merge of ${idText(id)}`,
    )
  }
  if (old === undefined) {
    if (made.behavior === 'merge' || made.behavior === 'replace') {
      throw new BuildProblem(`id ${idSyntax(id)} does not exist; cannot merge or replace`)
    }
    return appendAll(resources, [made])
  }
  if (made.behavior !== 'merge' && made.behavior !== 'replace') {
    const problem = `id ${idSyntax(id)} exists; can not use behavior: '${made.behavior}', behavior must be merge or replace`
    throw new BuildProblem(problem)
  }
  const merged = takeOver(old, made)
  if (made.behavior === 'merge') for (const field of ['data', 'binaryData']) mergeData(old, merged, field)
  return resources.map((each) => (each === old ? merged : each))
}

/** The new object under the old one's name, with the marks of both. @source resource.go CopyMergeMetaDataFieldsFrom */
function takeOver(old: Resource, made: Resource): Resource {
  for (const field of ['labels', 'annotations'] as const) setMarks(made, field, { ...marksOf(old, field), ...marksOf(made, field) })
  setMetadata(made, 'name', nameOf(old))
  if (namespaceOf(old) !== '') setMetadata(made, 'namespace', namespaceOf(old))
  return {
    ...made,
    previous: old.previous,
    prefixes: old.prefixes,
    suffixes: old.suffixes,
    behavior: old.behavior,
    needsHash: old.needsHash && made.needsHash,
    variables: old.variables,
    origin: made.behavior === 'merge' ? (old.origin ?? made.origin) : made.origin,
    transformations: old.transformations,
  }
}

function mergeData(old: Resource, made: Resource, field: string): void {
  const merged: MutableObject = {}
  for (const { object } of [old, made]) {
    const data = object?.[field]
    if (isMutableObject(data)) for (const [key, value] of Object.entries(data)) setMember(merged, key, value)
  }
  if (made.object === undefined) return
  if (Object.keys(merged).length > 0) made.object[field] = merged
  else delete made.object[field]
}

/** The objects that a selector of a kustomization picks. */
export function select(resources: readonly Resource[], selector: Selector): readonly Resource[] {
  const matches = matcherOf(selector)
  return resources.filter((each) => {
    if (each.object === undefined) return false
    const now = currentId(each)
    const before = originalId(each)
    return (
      (matches.namespace(effectiveNamespace(before)) || matches.namespace(effectiveNamespace(now))) &&
      (matches.name(before.name) || matches.name(now.name)) &&
      matches.gvk(now) &&
      matchesMarks(each, selector)
    )
  })
}

export interface IdMatcher {
  gvk(id: ResourceId): boolean
  name(name: string): boolean
  namespace(namespace: string): boolean
}

/** Each part is a pattern for the whole text; an empty one fits everything. */
export function matcherOf({ group, version, kind, name, namespace }: Selector): IdMatcher {
  const pattern = (text: string | undefined): ((found: string) => boolean) => {
    if (text === undefined || text === '') return () => true
    const compiled = compilePattern(`^(?:${text})$`)
    return (found) => compiled.test(found)
  }
  const parts = { group: pattern(group), version: pattern(version), kind: pattern(kind) }
  return {
    gvk: (id) => parts.group(id.group) && parts.version(id.version) && parts.kind(id.kind),
    name: pattern(name),
    namespace: pattern(namespace),
  }
}

export function matchesMarks(resource: Resource, { labelSelector, annotationSelector }: Selector): boolean {
  return fitsSelector(marksOf(resource, 'labels'), labelSelector) && fitsSelector(marksOf(resource, 'annotations'), annotationSelector)
}

function fitsSelector(marks: Readonly<Record<string, string>>, selector: string | undefined): boolean {
  if (selector === undefined || selector.trim() === '') return true
  const requirements = parseLabelSelector(selector)
  if (!requirements.ok) throw new BuildProblem(requirements.problem)
  return requirements.value.every((each) => matchesWritten(each, marks))
}

/** As messages print a selector. */
export function selectorText(selector: Selector): string {
  const id = {
    group: selector.group ?? '',
    version: selector.version ?? '',
    kind: selector.kind ?? '',
    name: selector.name ?? '',
    namespace: selector.namespace ?? '',
  }
  return goQuote(`${idText(id)}:a=${selector.annotationSelector ?? ''}:l=${selector.labelSelector ?? ''}`)
}
