// What the containers of a Pod ask for, or are limited to, all together.
// @source component-helpers/resource/helpers.go AggregateContainerRequests, AggregateContainerLimits

import type { Container } from './fields/container.ts'
import type { PodSpec } from './fields/pod.ts'
import type { Quantity } from '../base/quantity.ts'
import { addQuantities, compareQuantities, parseQuantity } from '../base/quantity.ts'

export interface ContainerAmounts {
  /** By resource, as written. */
  readonly amounts: Readonly<Record<string, string>>
  /** An init container that goes on running beside the others. */
  readonly isSidecar: boolean
}

export type Amounts = ReadonlyMap<string, Quantity>

const NOTHING: Amounts = new Map()

/** Of a whole Pod; what it says for itself stands instead of the sum. */
export function podAmounts({ containers = [], initContainers = [], resources }: PodSpec, which: 'requests' | 'limits'): Amounts {
  const read = (each: Container) => ({ amounts: each.resources?.[which] ?? {}, isSidecar: each.restartPolicy === 'Always' })
  return new Map([...totalAmounts(containers.map(read), initContainers.map(read)), ...readAmounts(resources?.[which] ?? {})])
}

/** Containers run together; before them each init container runs beside the sidecars that stand before it. The larger of the two counts. */
export function totalAmounts(containers: readonly ContainerAmounts[], initContainers: readonly ContainerAmounts[]): Amounts {
  let together = containers.reduce<Amounts>((sum, { amounts }) => addAmounts(sum, readAmounts(amounts)), NOTHING)
  let sidecars = NOTHING
  let first = NOTHING
  for (const { amounts, isSidecar } of initContainers) {
    const own = readAmounts(amounts)
    if (isSidecar) {
      together = addAmounts(together, own)
      sidecars = addAmounts(sidecars, own)
    }
    first = larger(first, isSidecar ? sidecars : addAmounts(own, sidecars))
  }
  return larger(together, first)
}

export function readAmounts(amounts: ContainerAmounts['amounts']): Amounts {
  const read = new Map<string, Quantity>()
  for (const [name, amount] of Object.entries(amounts)) {
    const parsed = parseQuantity(amount)
    if (parsed.ok) read.set(name, parsed.value)
  }
  return read
}

export function addAmounts(a: Amounts, b: Amounts): Amounts {
  const sum = new Map(a)
  for (const [name, amount] of b) {
    const before = sum.get(name)
    sum.set(name, before === undefined ? amount : addQuantities(before, amount))
  }
  return sum
}

function larger(a: Amounts, b: Amounts): Amounts {
  const result = new Map(a)
  for (const [name, amount] of b) {
    const other = result.get(name)
    if (other === undefined || compareQuantities(amount, other) > 0) result.set(name, amount)
  }
  return result
}
