// Warnings of where a Pod wants to run: labels of nodes under their old names, values that no label can have.
// @source pkg/api/node/util.go GetNodeLabelDeprecatedMessage, GetWarningsForNodeSelectorTerm

import type { FieldPath } from '../api/field-path.ts'
import type { PodSpec } from '../api/fields/pod.ts'
import type { NodeSelectorTerm } from '../api/fields/scheduling.ts'
import { itemsOf } from './errors.ts'
import { labelValueProblems } from './names.ts'

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'

const OLD_LABELS: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/arch', 'deprecated since v1.14; use "kubernetes.io/arch" instead'],
  ['beta.kubernetes.io/os', 'deprecated since v1.14; use "kubernetes.io/os" instead'],
  ['failure-domain.beta.kubernetes.io/region', 'deprecated since v1.17; use "topology.kubernetes.io/region" instead'],
  ['failure-domain.beta.kubernetes.io/zone', 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead'],
  ['beta.kubernetes.io/instance-type', 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead'],
  ['app.kubernetes.io/created-by', 'deprecated since v1.9'],
  ['scheduler.alpha.kubernetes.io/preferAvoidPods', 'deprecated since v1.22; use Taints and Tolerations instead'],
  ['node-role.kubernetes.io/master', 'use "node-role.kubernetes.io/control-plane" instead'],
])

/** What is said of a label, if it is an old one. */
export function oldLabelWarning(label: string): string | undefined {
  return OLD_LABELS.get(label)
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
