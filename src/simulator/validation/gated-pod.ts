// What may still change in a Pod that waits at a scheduling gate: where it may run can be narrowed.
// @source pkg/apis/core/validation/validation.go ValidatePodUpdate, validateNodeSelectorMutation, validateNodeAffinityMutation

import { invalid } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import { list } from '../api/fields/field-table.ts'
import { nodeSelectorTerm } from '../api/fields/scheduling.ts'
import type { PodSpec } from '../api/fields/pod.ts'
import type { NodeAffinity, NodeSelectorTerm } from '../api/fields/scheduling.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { asJson } from '../base/json.ts'
import { internalText } from './internal-form.ts'
import { invalidShown, itemsOf } from './errors.ts'
import type { Errors } from './rules.ts'

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'

/** @returns the spec with what may be narrowed as it was, for comparing the rest */
export function withoutNarrowing(spec: PodSpec, old: PodSpec, path: FieldPath, errors: Errors): PodSpec {
  const { nodeSelector: _, affinity: _affinity, ...rest } = spec
  if (!isDeepEqual(spec.nodeSelector ?? {}, old.nodeSelector ?? {})) validateSelector(spec, old, path.child('nodeSelector'), errors)
  const [affinity, before] = [spec.affinity?.nodeAffinity, old.affinity?.nodeAffinity]
  const changes = !isDeepEqual(asJson(affinity ?? null), asJson(before ?? null))
  if (changes) validateAffinityChange(affinity, before, path.child('affinity', 'nodeAffinity'), errors)
  const settled = changes ? affinityAsBefore(spec, old) : spec.affinity
  return {
    ...rest,
    ...(old.nodeSelector === undefined ? {} : { nodeSelector: old.nodeSelector }),
    ...(settled === undefined ? {} : { affinity: settled }),
  }
}

function affinityAsBefore({ affinity }: PodSpec, old: PodSpec): PodSpec['affinity'] {
  const before = old.affinity?.nodeAffinity
  if (affinity === undefined) return before === undefined ? undefined : { nodeAffinity: before }
  const { nodeAffinity: _, ...others } = affinity
  if (old.affinity === undefined && Object.keys(others).length === 0) return undefined
  return before === undefined ? others : { ...others, nodeAffinity: before }
}

function validateSelector(spec: PodSpec, old: PodSpec, path: FieldPath, errors: Errors): void {
  const keeps = Object.entries(old.nodeSelector ?? {}).every(([key, value]) => spec.nodeSelector?.[key] === value)
  if (!keeps) errors.push(invalid(path, spec.nodeSelector, 'only additions to spec.nodeSelector are allowed (no mutations or deletions)'))
}

function validateAffinityChange(affinity: NodeAffinity | undefined, old: NodeAffinity | undefined, path: FieldPath, errors: Errors): void {
  const needed = old?.[REQUIRED]
  if (needed === undefined) return
  const at = path.child(REQUIRED, 'nodeSelectorTerms')
  const [terms, before] = [itemsOf(affinity?.[REQUIRED]?.nodeSelectorTerms), itemsOf(needed.nodeSelectorTerms)]
  const shown = internalText(list(nodeSelectorTerm), asJson(affinity?.[REQUIRED]?.nodeSelectorTerms ?? null))
  if (before.length > 0 && before.length !== terms.length) {
    errors.push(invalidShown(at, shown, 'no additions/deletions to non-empty NodeSelectorTerms list are allowed'))
    return
  }
  for (const [index, was] of before.entries()) {
    const term = terms[index]
    if (term !== undefined) validateTermChange(term, was, at.index(index), errors)
  }
}

/** A term that selects nothing stays so; others may be given more conditions. */
function validateTermChange(term: NodeSelectorTerm, old: NodeSelectorTerm, path: FieldPath, errors: Errors): void {
  const selectsNothing = itemsOf(old.matchExpressions).length === 0 && itemsOf(old.matchFields).length === 0
  const shown = internalText(nodeSelectorTerm, asJson(term))
  if (selectsNothing) {
    if (itemsOf(term.matchExpressions).length > 0 || itemsOf(term.matchFields).length > 0)
      errors.push(invalidShown(path, shown, 'only additions are allowed (no mutations or deletions)'))
    return
  }
  const keeps = (['matchExpressions', 'matchFields'] as const).every((field) =>
    itemsOf(old[field]).every((was, index) => {
      const now = itemsOf(term[field])[index]
      return now !== undefined && isDeepEqual(asJson(now), asJson(was))
    }),
  )
  if (!keeps) errors.push(invalidShown(path, shown, 'only additions are allowed (no mutations or deletions)'))
}
