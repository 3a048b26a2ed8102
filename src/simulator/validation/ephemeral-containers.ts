// Rules of ephemeral containers: they look into a Pod that runs, so they bring nothing that a Pod would rely on.
// @source pkg/apis/core/validation/validation.go validateEphemeralContainers, allowedEphemeralContainerFields

import { duplicate, forbidden, notFound } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Container } from '../api/fields/container.ts'
import { validateCommon, validateImageEdges } from './container.ts'
import { itemsOf } from './errors.ts'
import type { Errors, Surroundings } from './rules.ts'

const REFUSED = 'cannot be set for an Ephemeral Container'
/** In the order of the struct's fields. */
const NOT_ALLOWED = [
  ...['ports', 'resources', 'resizePolicy', 'restartPolicy', 'restartPolicyRules'],
  ...['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'],
] as const satisfies readonly (keyof Container)[]

export function validateEphemeralContainers(surroundings: Surroundings, path: FieldPath, errors: Errors): void {
  const { containers, initContainers, ephemeralContainers } = surroundings.spec
  const lasting = new Set([...itemsOf(containers), ...itemsOf(initContainers)].map(({ name }) => name))
  const names = new Set(lasting)
  for (const [index, container] of itemsOf(ephemeralContainers).entries()) {
    const at = path.index(index)
    validateCommon(container, surroundings, at, errors)
    validateImageEdges(container, at, errors)
    if (names.has(container.name)) errors.push(duplicate(at.child('name'), container.name))
    names.add(container.name)
    const { targetContainerName: target = '' } = container
    if (target !== '' && !lasting.has(target)) errors.push(notFound(at.child('targetContainerName'), target))
    for (const field of NOT_ALLOWED) if (isSet(container[field])) errors.push(forbidden(at.child(field), REFUSED))
    for (const [position, mount] of (container.volumeMounts ?? []).entries())
      for (const field of ['subPath', 'subPathExpr'] as const)
        if ((mount[field] ?? '') !== '') errors.push(forbidden(at.child('volumeMounts').index(position).child(field), REFUSED))
  }
}

/** A struct that is always written counts when something is in it. */
function isSet(value: unknown): boolean {
  return value !== undefined && !(typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}
