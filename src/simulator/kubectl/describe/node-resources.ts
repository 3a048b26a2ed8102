// What the Pods of a node ask for, Pod by Pod and in all, as shares of what the node has.
// @source k8s.io/kubectl pkg/describe/describe.go describeNodeResource; k8s.io/component-helpers resource/helpers.go PodRequests, PodLimits
// @simplified `kubectl describe node` adds up the amounts in the Pods' specs and takes no account of a resize in place.

import type { Node } from '../../api/fields/node.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { Amounts } from '../../api/pod-amounts.ts'
import { addAmounts, podAmounts, readAmounts } from '../../api/pod-amounts.ts'
import type { Quantity } from '../../base/quantity.ts'
import { printQuantity } from '../../base/quantity.ts'
import { parseTime } from '../../base/timestamp.ts'
import { formatAge } from '../text/go-format.ts'
import type { Description } from './writer.ts'

type Part = 'requests' | 'limits'

const NOTHING: Quantity = { nano: 0n, format: 'DecimalSI' }
const TOTALS = ['cpu', 'memory', 'ephemeral-storage']

/** @param pods  Those that are bound to the node. */
export function describeNodeResources(out: Description, { status }: Node, pods: readonly Pod[], nowEpochMs: number): void {
  const running = pods.filter((pod) => pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed')
  const node = readAmounts((Object.keys(status.allocatable ?? {}).length > 0 ? status.allocatable : status.capacity) ?? {})
  const shown = (asked: Amounts, name: string): string => {
    const amount = asked.get(name) ?? NOTHING
    return `${printQuantity(amount)} (${percent(amount, node.get(name))}%)`
  }
  out.line(0, `Non-terminated Pods:\t(${String(running.length)} in total)`)
  out.line(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge')
  out.line(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---')
  for (const pod of running) {
    const { namespace = '', name = '', creationTimestamp } = pod.metadata
    const [requests, limits] = [amountsOf(pod, 'requests'), amountsOf(pod, 'limits')]
    const cells = [shown(requests, 'cpu'), shown(limits, 'cpu'), shown(requests, 'memory'), shown(limits, 'memory')]
    const since = parseTime(creationTimestamp ?? '')
    out.line(1, `${namespace}\t${name}\t\t${cells.join('\t')}\t${since === undefined ? '<unknown>' : formatAge(nowEpochMs - since)}`)
  }
  out.line(0, 'Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)')
  out.line(1, 'Resource\tRequests\tLimits')
  out.line(1, '--------\t--------\t------')
  const totalOf = (part: Part): Amounts => running.map((pod) => amountsOf(pod, part)).reduce(addAmounts, new Map())
  const [requests, limits] = [totalOf('requests'), totalOf('limits')]
  const others = [...node.keys()].filter((name) => !TOTALS.includes(name) && name !== 'pods')
  const hugePages = others.filter((name) => name.startsWith('hugepages-')).sort()
  for (const name of [...TOTALS, ...hugePages]) out.line(1, `${name}\t${shown(requests, name)}\t${shown(limits, name)}`)
  for (const name of others.filter((each) => !hugePages.includes(each)).sort())
    out.line(1, `${name}\t${printQuantity(requests.get(name) ?? NOTHING)}\t${printQuantity(limits.get(name) ?? NOTHING)}`)
}

function percent(amount: Quantity, whole: Quantity = NOTHING): string {
  return whole.nano === 0n ? '0' : String((amount.nano * 100n) / whole.nano)
}

function amountsOf({ spec }: Pod, part: Part): Amounts {
  const asked = podAmounts(spec, part)
  const overhead = [...readAmounts(spec.overhead ?? {})].filter(([name]) => part === 'requests' || asked.has(name))
  return addAmounts(asked, new Map(overhead))
}
