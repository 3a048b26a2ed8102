// What the Pods of a node ask for, Pod by Pod and in all, as shares of what the node has.
// @source k8s.io/kubectl pkg/describe/describe.go describeNodeResource; k8s.io/component-helpers resource/helpers.go PodRequests, PodLimits
// @simplified Amounts are those of the spec; a resize in place is not taken into account.

import type { Container } from '../../api/fields/container.ts'
import type { Node } from '../../api/fields/node.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { Quantity } from '../../base/quantity.ts'
import { addQuantities, compareQuantities, parseQuantity, printQuantity } from '../../base/quantity.ts'
import { parseTime } from '../../base/timestamp.ts'
import { formatAge } from '../text/go-format.ts'
import type { Description } from './writer.ts'

type Amounts = Readonly<Record<string, Quantity>>
type Part = 'requests' | 'limits'

const NOTHING: Quantity = { nano: 0n, format: 'DecimalSI' }
const TOTALS = ['cpu', 'memory', 'ephemeral-storage']

/** @param pods  Those that are bound to the node. */
export function describeNodeResources(out: Description, { status }: Node, pods: readonly Pod[], nowEpochMs: number): void {
  const running = pods.filter((pod) => pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed')
  const node = quantitiesOf(Object.keys(status.allocatable ?? {}).length > 0 ? status.allocatable : status.capacity)
  const shown = (asked: Amounts, name: string): string => {
    const amount = asked[name] ?? NOTHING
    return `${printQuantity(amount)} (${percent(amount, node[name])}%)`
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
  const totalOf = (part: Part): Amounts => running.map((pod) => amountsOf(pod, part)).reduce(sumOf, {})
  const [requests, limits] = [totalOf('requests'), totalOf('limits')]
  const others = Object.keys(node).filter((name) => !TOTALS.includes(name) && name !== 'pods')
  const hugePages = others.filter((name) => name.startsWith('hugepages-')).sort()
  for (const name of [...TOTALS, ...hugePages]) out.line(1, `${name}\t${shown(requests, name)}\t${shown(limits, name)}`)
  for (const name of others.filter((each) => !hugePages.includes(each)).sort())
    out.line(1, `${name}\t${printQuantity(requests[name] ?? NOTHING)}\t${printQuantity(limits[name] ?? NOTHING)}`)
}

function percent(amount: Quantity, whole: Quantity = NOTHING): string {
  return whole.nano === 0n ? '0' : String((amount.nano * 100n) / whole.nano)
}

/** Init containers run one after the other before all others, so the largest of them counts; sidecars stay beside what follows them. */
function amountsOf({ spec }: Pod, part: Part): Amounts {
  const own = (container: Container): Amounts => quantitiesOf(container.resources[part])
  let sidecars: Amounts = {}
  let largest: Amounts = {}
  for (const container of spec.initContainers ?? []) {
    const withThis = sumOf(sidecars, own(container))
    if (container.restartPolicy === 'Always') sidecars = withThis
    largest = largerOf(largest, withThis)
  }
  const together = (spec.containers ?? []).map(own).reduce(sumOf, sidecars)
  const asked = { ...largerOf(together, largest), ...quantitiesOf(spec.resources?.[part]) }
  const overhead = quantitiesOf(spec.overhead)
  return part === 'requests' ? sumOf(asked, overhead) : sumOf(asked, pick(overhead, asked))
}

function pick(amounts: Amounts, named: Amounts): Amounts {
  return Object.fromEntries(Object.entries(amounts).filter(([name]) => name in named))
}

function quantitiesOf(texts: Readonly<Record<string, string>> | undefined): Amounts {
  return Object.fromEntries(
    Object.entries(texts ?? {}).flatMap(([name, text]) => {
      const parsed = parseQuantity(text)
      return parsed.ok ? [[name, parsed.value] as const] : []
    }),
  )
}

function sumOf(a: Amounts, b: Amounts): Amounts {
  return merge(a, b, addQuantities)
}

function largerOf(a: Amounts, b: Amounts): Amounts {
  return merge(a, b, (left, right) => (compareQuantities(left, right) < 0 ? right : left))
}

function merge(a: Amounts, b: Amounts, join: (left: Quantity, right: Quantity) => Quantity): Amounts {
  const joined = Object.entries(b).map(([name, amount]) => [name, name in a ? join(a[name] ?? NOTHING, amount) : amount] as const)
  return { ...a, ...Object.fromEntries(joined) }
}
