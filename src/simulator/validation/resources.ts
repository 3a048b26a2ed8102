// Rules of `resources`: names, amounts, requests within limits.
// @source pkg/apis/core/validation/validation.go ValidateContainerResourceRequirements, validateResourceName, ValidateResourceQuantityValue

import { forbidden, invalid, notSupported, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { ResourceRequirements } from '../api/fields/container.ts'
import type { PodResourceClaim } from '../api/fields/pod.ts'
import { compareQuantities, parseQuantity, printQuantity } from '../base/quantity.ts'
import type { Quantity } from '../base/quantity.ts'
import { addInvalid } from './errors.ts'
import { qualifiedNameProblems } from './names.ts'
import type { Errors } from './rules.ts'

const FOR_PODS: ReadonlySet<string> = new Set(['cpu', 'memory'])
const FOR_CONTAINERS: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage'])
const STANDARD: ReadonlySet<string> = new Set([
  ...FOR_CONTAINERS,
  ...['cpu', 'memory', 'ephemeral-storage'].flatMap((name) => [`requests.${name}`, `limits.${name}`]),
  ...['pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims'],
  ...['storage', 'requests.storage', 'services.nodeports', 'services.loadbalancers'],
])
/** Of these there are only whole ones. */
const COUNTED: ReadonlySet<string> = new Set([
  ...['pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims'],
  ...['services.nodeports', 'services.loadbalancers'],
])
const HUGE_PAGES = 'hugepages-'

export type ResourceScope = 'container' | 'pod'

export function claimNames(claims: readonly PodResourceClaim[] | undefined): readonly string[] {
  return (claims ?? []).map(({ name }) => name).filter((name) => name !== '')
}

export function validateResources(
  { limits = {}, requests = {}, claims }: ResourceRequirements,
  scope: ResourceScope,
  podClaims: readonly string[],
  path: FieldPath,
  errors: Errors,
): void {
  for (const [name, amount] of Object.entries(limits)) {
    validateAmount(name, amount, scope, path.child('limits').key(name), errors)
    validatePages(name, amount, path.child('limits').key(name), errors)
  }
  for (const [name, amount] of Object.entries(requests)) {
    validateAmount(name, amount, scope, path.child('requests').key(name), errors)
    validateRequest(name, amount, limits[name], path, errors)
    validatePages(name, amount, path.child('requests').key(name), errors)
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)]
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory'))
    errors.push(forbidden(path, 'HugePages require cpu or memory'))
  if (claims !== undefined && claims.length > 0) errors.rare.find('pod-fields')?.usedClaims(claims, podClaims, path.child('claims'), errors)
}

function validateRequest(name: string, amount: string, limit: string | undefined, path: FieldPath, errors: Errors): void {
  const canExceed = isNative(name) && !isHugePages(name)
  if (limit === undefined) {
    if (!canExceed) errors.push(required(path.child('limits'), 'Limit must be set for non overcommitable resources'))
    return
  }
  const [asked, allowed] = [quantityOf(amount), quantityOf(limit)]
  const order = compareQuantities(asked, allowed)
  const at = path.child('requests')
  if (order !== 0 && !canExceed)
    errors.push(invalid(at, printQuantity(asked), `must be equal to ${name} limit of ${printQuantity(allowed)}`))
  else if (order > 0)
    errors.push(invalid(at, printQuantity(asked), `must be less than or equal to ${name} limit of ${printQuantity(allowed)}`))
}

function validateAmount(name: string, amount: string, scope: ResourceScope, path: FieldPath, errors: Errors): void {
  validateName(name, scope, path, errors)
  if (scope === 'container') validateContainerName(name, path, errors)
  const quantity = quantityOf(amount)
  if (quantity.nano < 0n) errors.push(invalid(path, printQuantity(quantity), 'must be greater than or equal to 0'))
  if ((COUNTED.has(name) || isExtended(name)) && quantity.nano % 1_000_000_000n !== 0n)
    errors.push(invalid(path, printQuantity(quantity), 'must be an integer'))
}

function validateName(name: string, scope: ResourceScope, path: FieldPath, errors: Errors): void {
  const problems = qualifiedNameProblems(name)
  addInvalid(errors, path, name, problems)
  if (problems.length > 0) return
  if (!name.includes('/') && !STANDARD.has(name) && !isHugePages(name))
    errors.push(invalid(path, name, 'must be a standard resource type or fully qualified'))
  else if (scope === 'pod' && !FOR_PODS.has(name) && !isHugePages(name))
    errors.push(notSupported(path, name, ['cpu', HUGE_PAGES, 'memory']))
}

function validateContainerName(name: string, path: FieldPath, errors: Errors): void {
  if (!name.includes('/')) {
    if (!FOR_CONTAINERS.has(name) && !isHugePages(name)) errors.push(invalid(path, name, 'must be a standard resource for containers'))
  } else if (!isNative(name) && !isExtended(name)) errors.push(invalid(path, name, "doesn't follow extended resource name standard"))
}

/** Huge pages come whole. @source validateResourceQuantityHugePageValue */
function validatePages(name: string, amount: string, path: FieldPath, errors: Errors): void {
  if (!isHugePages(name)) return
  const size = parseQuantity(name.slice(HUGE_PAGES.length))
  const quantity = quantityOf(amount)
  if (size.ok && size.value.nano > 0n && quantity.nano % size.value.nano === 0n) return
  errors.push(invalid(path, printQuantity(quantity), `${printQuantity(quantity)} is not positive integer multiple of ${name}`))
}

export function isHugePages(name: string): boolean {
  return name.startsWith(HUGE_PAGES)
}

/** @source pkg/apis/core/helper/helpers.go IsNativeResource */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/')
}

/** @source pkg/apis/core/helper/helpers.go IsExtendedResourceName */
function isExtended(name: string): boolean {
  return !isNative(name) && !name.startsWith('requests.') && qualifiedNameProblems(`requests.${name}`).length === 0
}

function quantityOf(text: string): Quantity {
  const parsed = parseQuantity(text)
  return parsed.ok ? parsed.value : { nano: 0n, format: 'DecimalSI' }
}
