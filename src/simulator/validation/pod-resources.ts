// Rules of the resources that a Pod has as a whole: they hold what its containers ask for.
// @source pkg/apis/core/validation/validation.go validatePodResources, validatePodResourceConsistency

import { forbidden, invalid } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Container } from '../api/fields/container.ts'
import type { PodSpec } from '../api/fields/pod.ts'
import type { Amounts } from '../api/pod-amounts.ts'
import { totalAmounts } from '../api/pod-amounts.ts'
import { compareQuantities, parseQuantity, printQuantity } from '../base/quantity.ts'
import { itemsOf } from './errors.ts'
import { claimNames, isHugePages, validateResources } from './resources.ts'
import type { Errors } from './rules.ts'

type List = 'requests' | 'limits'

export function validatePodResources(spec: PodSpec, path: FieldPath, errors: Errors): void {
  const { resources } = spec
  if (resources === undefined) return
  if (spec.os?.name === 'windows') {
    errors.push(forbidden(path, 'may not be set for a windows pod'))
    return
  }
  if (resources.claims !== undefined) errors.push(forbidden(path.child('claims'), 'claims may not be set for Resources at pod-level'))
  validateResources(resources, 'pod', claimNames(spec.resourceClaims), path, errors)
  demandRoom(resources.requests, totalOf(spec, 'requests'), 'requests', path, errors)
  const pages = new Map([...totalOf(spec, 'limits')].filter(([name]) => isHugePages(name)))
  demandRoom(resources.limits, pages, 'limits', path, errors)
  for (const [index, container] of itemsOf(spec.containers).entries())
    for (const [name, limit] of Object.entries(container.resources.limits ?? {}))
      demandWithin(limit, resources.limits?.[name], path.child('containers').index(index).key(name).child('limits'), errors)
}

function totalOf(spec: PodSpec, list: List): Amounts {
  const amountsOf = ({ resources, restartPolicy }: Container) => ({
    amounts: resources[list] ?? {},
    isSidecar: restartPolicy === 'Always',
  })
  return totalAmounts(itemsOf(spec.containers).map(amountsOf), itemsOf(spec.initContainers).map(amountsOf))
}

function demandRoom(given: Readonly<Record<string, string>> = {}, needed: Amounts, list: List, path: FieldPath, errors: Errors): void {
  for (const [name, amount] of needed) {
    const parsed = parseQuantity(given[name] ?? '')
    if (!parsed.ok || compareQuantities(amount, parsed.value) <= 0) continue
    const detail = `must be greater than or equal to aggregate container ${list} of ${printQuantity(amount)}`
    errors.push(invalid(path.child(list).key(name), printQuantity(parsed.value), detail))
  }
}

function demandWithin(limit: string, ofPod: string | undefined, path: FieldPath, errors: Errors): void {
  const [own, whole] = [parseQuantity(limit), parseQuantity(ofPod ?? '')]
  if (!own.ok || !whole.ok || compareQuantities(own.value, whole.value) <= 0) return
  errors.push(invalid(path, printQuantity(own.value), `must be less than or equal to pod limits of ${printQuantity(whole.value)}`))
}
