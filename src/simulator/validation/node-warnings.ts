// Warnings of where a Pod wants to run: labels of nodes under their old names, values that no label can have.
// @source pkg/api/node/util.go GetNodeLabelDeprecatedMessage, GetWarningsForNodeSelectorTerm

import type { FieldPath } from '../api/field-path.ts'
import type { NodeSelectorTerm, PodSpec } from '../api/fields/pod.ts'
import { itemsOf } from './errors.ts'
import { labelValueProblems } from './names.ts'

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'

/** Since which version, and the name to use. */
const OLD_LABELS: ReadonlyMap<string, readonly [version: string, label: string]> = new Map([
  ['beta.kubernetes.io/arch', ['v1.14', 'kubernetes.io/arch']],
  ['beta.kubernetes.io/os', ['v1.14', 'kubernetes.io/os']],
  ['failure-domain.beta.kubernetes.io/region', ['v1.17', 'topology.kubernetes.io/region']],
  ['failure-domain.beta.kubernetes.io/zone', ['v1.17', 'topology.kubernetes.io/zone']],
  ['beta.kubernetes.io/instance-type', ['v1.17', 'node.kubernetes.io/instance-type']],
])

/** What is said of a label, if it is an old one. */
export function oldLabelWarning(label: string): string | undefined {
  const found = OLD_LABELS.get(label)
  return found === undefined ? undefined : `deprecated since ${found[0]}; use "${found[1]}" instead`
}

export function nodeWarnings({ nodeSelector, affinity }: PodSpec, path: FieldPath): readonly string[] {
  const selected = Object.keys(nodeSelector ?? {}).flatMap((label) => {
    const words = oldLabelWarning(label)
    return words === undefined ? [] : [`${path.child('nodeSelector').key(label).toString()}: ${words}`]
  })
  const wanted = affinity?.nodeAffinity
  const at = path.child('affinity', 'nodeAffinity')
  const needed = itemsOf(wanted?.[REQUIRED]?.nodeSelectorTerms).flatMap((term, index) =>
    labelWarnings(term, at.child(REQUIRED, 'nodeSelectorTerms').index(index)),
  )
  const preferred = itemsOf(wanted?.[PREFERRED]).flatMap(({ preference }, index) => {
    const term = at.child(PREFERRED).index(index).child('preference')
    return [...labelWarnings(preference, term), ...valueWarnings(preference, term)]
  })
  return [...selected, ...needed, ...preferred]
}

function labelWarnings(term: NodeSelectorTerm, path: FieldPath): readonly string[] {
  return itemsOf(term.matchExpressions).flatMap(({ key }, index) => {
    const words = oldLabelWarning(key)
    return words === undefined ? [] : [`${path.child('matchExpressions').index(index).child('key').toString()}: ${key} is ${words}`]
  })
}

/** What is preferred is not refused for a value that no label can have. */
function valueWarnings(term: NodeSelectorTerm, path: FieldPath): readonly string[] {
  return itemsOf(term.matchExpressions).flatMap(({ values = [] }, index) =>
    values.flatMap((value, position) => {
      const at = path.child('matchExpressions').index(index).child('values').index(position).toString()
      return labelValueProblems(value).map((problem) => `${at}: ${value} is invalid, ${problem}`)
    }),
  )
}
