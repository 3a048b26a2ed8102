// When a name has changed, so do the fields that hold it: the last step of a build but one.
//
// @source sigs.k8s.io/kustomize api/internal/accumulator namereferencetransformer.go; api/filters/nameref nameref.go

import { isMutableObject } from '../../base/mutable-json.ts'
import { printYaml } from '../../yaml/index.ts'
import { BuildProblem, withContext } from './build-problem.ts'
import { NAME_REFERENCES } from './default-field-specs.ts'
import type { FieldSpec, Place } from './field-spec.ts'
import { placeAt, placeIn, visitField } from './field-spec.ts'
import type { Resource } from './resource.ts'
import { currentId, kindOf, nameOf, namespaceOf, originalId, previousIds } from './resource.ts'
import type { GvkSelector } from './resource-id.ts'
import { effectiveNamespace, idText, isClusterScoped, isSelected } from './resource-id.ts'
import { scalarText } from './scalar-text.ts'

interface Reference {
  readonly referrer: Resource
  readonly field: FieldSpec
  /** Kind of what is referred to. */
  readonly target: GvkSelector
  readonly candidates: readonly Resource[]
}

export function mendReferences(resources: readonly Resource[]): void {
  const origins = resources.map(originalId)
  for (const [index, referrer] of resources.entries()) {
    const origin = origins[index]
    const candidates = within(referrer, resources)
    for (const { fields, ...target } of NAME_REFERENCES) {
      for (const field of fields) {
        if (origin === undefined || !isSelected(origin, field)) continue
        const reference = { referrer, field, target, candidates }
        withContext(`updating name reference in '${field.path}' field of '${idText(currentId(referrer))}'`, () => {
          visitField(referrer, { path: field.path }, 'nothing', (place) => mend(reference, place))
        })
      }
    }
  }
}

/** What the object may refer to: the same namespace, what lives in none, and the accounts a RoleBinding names. */
function within(referrer: Resource, resources: readonly Resource[]): readonly Resource[] {
  const id = currentId(referrer)
  if (isClusterScoped(id)) return resources
  const subjects = kindOf(referrer) === 'RoleBinding' ? referrer.object?.['subjects'] : undefined
  const namespaces = (Array.isArray(subjects) ? subjects : []).map((each) =>
    isMutableObject(each) && each['kind'] === 'ServiceAccount' ? scalarText(each['namespace']) : '',
  )
  return resources.filter((each) => {
    const other = currentId(each)
    return (
      isClusterScoped(other) || effectiveNamespace(other) === effectiveNamespace(id) || namespaces.includes(namespaceOf(each) || 'default')
    )
  })
}

function mend(reference: Reference, place: Place): void {
  const { value } = place
  if (value === null) return
  if (Array.isArray(value)) for (const index of value.keys()) mend(reference, placeAt(value, index))
  else if (isMutableObject(value)) mendObject(reference, place)
  else {
    const referral = choose(reference, scalarText(value), reference.candidates, (a, b) => nameOf(a) === nameOf(b))
    if (referral !== undefined && nameOf(referral) !== scalarText(value)) place.set(nameOf(referral))
  }
}

/** A field that holds name and namespace together. */
function mendObject(reference: Reference, { value }: Place): void {
  if (!isMutableObject(value)) return
  const { name } = value
  if (name === undefined) throw new BuildProblem("path config error; no 'name' field in node")
  const same = (a: Resource, b: Resource) => nameOf(a) === nameOf(b) && namespaceOf(a) === namespaceOf(b)
  const referral = choose(reference, scalarText(name), inNamespace(reference.candidates, value['namespace']), same)
  if (referral === undefined) return
  placeIn(value, 'name').set(nameOf(referral))
  if (namespaceOf(referral) !== '') placeIn(value, 'namespace').set(namespaceOf(referral))
}

function inNamespace(candidates: readonly Resource[], namespace: unknown): readonly Resource[] {
  if (typeof namespace !== 'string') return candidates
  const before = candidates.filter((each) => effectiveNamespace(originalId(each)) === namespace)
  return before.length > 0 ? before : candidates.filter((each) => effectiveNamespace(currentId(each)) === namespace)
}

/** The object that had the old name. Several are told apart by the prefixes and suffixes they share with the referrer. */
function choose(
  { referrer, field, target }: Reference,
  oldName: string,
  candidates: readonly Resource[],
  isSame: (a: Resource, b: Resource) => boolean,
): Resource | undefined {
  const referrerId = currentId(referrer)
  const role = field.path.endsWith('roleRef/name') ? roleOf(referrer) : undefined
  const found = candidates.filter((each) => {
    const before = previousIds(each)
    const now = currentId(each)
    return (
      before.some(({ name }) => name === oldName) &&
      before.some((id) => isSelected(id, target)) &&
      (role === undefined || before.some((id) => isSelected(id, role))) &&
      (isClusterScoped(referrerId) ||
        isClusterScoped(now) ||
        kindOf(each) === 'ServiceAccount' ||
        effectiveNamespace(now) === effectiveNamespace(referrerId))
    )
  })
  if (found.length === 1) return found[0]
  const loosely = found.filter((each) => sharesAffixes(each, referrer, true))
  const near = loosely.length > 1 ? loosely.filter((each) => sharesAffixes(each, referrer, false)) : loosely
  const [first, ...more] = near
  if (first === undefined || more.every((each) => isSame(first, each))) return first
  throw new BuildProblem(
    `found multiple possible referrals: ${near.map((each) => idText(currentId(each))).join(', ')}\n\n**** Too many possible referral targets to referrer:\n${printYaml(referrer.object ?? null)}\n${near
      .map((each, index) => `--- possible referral ${String(index)}:\n${printYaml(each.object ?? null)}\n`)
      .join('')}`,
  )
}

function roleOf(referrer: Resource): GvkSelector | undefined {
  const role = referrer.object?.['roleRef']
  if (!isMutableObject(role) || role['apiGroup'] === undefined || role['kind'] === undefined) return undefined
  return { group: scalarText(role['apiGroup']), kind: scalarText(role['kind']) }
}

function sharesAffixes(a: Resource, b: Resource, mayBeEmpty: boolean): boolean {
  return sameEnd(a.prefixes, b.prefixes, mayBeEmpty) && sameEnd(a.suffixes, b.suffixes, mayBeEmpty)
}

/** The shorter list is the end of the longer one; an empty one only fits where that is allowed. @source api/internal/utils stringslice.go */
function sameEnd(a: readonly string[], b: readonly string[], mayBeEmpty: boolean): boolean {
  if (mayBeEmpty && (a.length === 0 || b.length === 0)) return true
  const shared = Math.min(a.length, b.length)
  if (shared === 0) return a.length === b.length
  return a.slice(-shared).every((affix, index) => affix === b.slice(-shared)[index])
}
