// Whether a node has left what a Pod asks for.
// @source pkg/scheduler/framework/plugins/noderesources/fit.go fitsRequest

import type { Node } from '../api/fields/node.ts'
import type { Pod, PodSpec } from '../api/fields/pod.ts'
import type { Amounts } from '../api/pod-amounts.ts'
import { addAmounts, podAmounts, readAmounts } from '../api/pod-amounts.ts'
import { addQuantities, compareQuantities } from '../base/quantity.ts'

export interface Shortage {
  readonly reasons: readonly string[]
  /** The node could not have it even if nothing else ran there. */
  readonly isHopeless: boolean
}

const NOTHING: Amounts = new Map()
/** Specs stay the same value while Pods change their status. */
const known = new WeakMap<PodSpec, Amounts>()

export function requestsOf(spec: PodSpec): Amounts {
  const before = known.get(spec)
  if (before !== undefined) return before
  const amounts = podAmounts(spec, 'requests')
  known.set(spec, amounts)
  return amounts
}

/**
 * undefined: it fits.
 * @param count   How many Pods the node has, ended ones among them.
 * @param others  Those of them that have not ended.
 */
export function shortageOf(pod: Pod, node: Node, count: number, others: () => readonly Pod[]): Shortage | undefined {
  const wanted = requestsOf(pod.spec)
  const { pods: most } = node.status.allocatable ?? {}
  const isFull = most !== undefined && count >= Number(most) && others().length >= Number(most)
  if (wanted.size === 0 && !isFull) return undefined
  const present = readAmounts(node.status.allocatable ?? {})
  const taken = others().reduce((sum, { spec }) => addAmounts(sum, requestsOf(spec)), NOTHING)
  const reasons: string[] = isFull ? ['Too many pods'] : []
  let isHopeless = false
  for (const [resource, amount] of wanted) {
    const limit = present.get(resource)
    const used = taken.get(resource)
    const isTooMuch = limit === undefined || compareQuantities(amount, limit) > 0
    if (!isTooMuch && (used === undefined || compareQuantities(addQuantities(used, amount), limit) <= 0)) continue
    reasons.push(`Insufficient ${resource}`)
    isHopeless ||= isTooMuch
  }
  return reasons.length === 0 ? undefined : { reasons, isHopeless }
}
