// Events as clients write them: their namespace is that of what they are about, and those with a time of the new kind say who saw what.
// @source pkg/apis/core/validation/events.go legacyValidateEvent

import { invalid, required } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Event } from '../api/fields/event.ts'
import { utf8Length } from '../base/utf8.ts'
import { addInvalid } from './errors.ts'
import { qualifiedNameProblems, subdomainProblems } from './names.ts'
import type { Errors } from './rules.ts'

const LONGEST = 128
const LONGEST_NOTE = 1024
const REGARDING = FieldPath.of('involvedObject', 'namespace')
const OTHER_NAMESPACE = 'does not match event.namespace'

/** New or changed: the same is asked, and no more of its metadata than of any object's. */
export function validateEvent(event: Event, errors: Errors): void {
  const { namespace = '' } = event.metadata
  const { namespace: regarded = '' } = event.involvedObject
  if (event.eventTime === null) {
    const agrees = regarded === '' ? namespace === '' || namespace === 'default' : namespace === regarded
    if (!agrees) errors.push(invalid(REGARDING, regarded, OTHER_NAMESPACE))
  } else {
    if (regarded === '' && namespace !== 'default' && namespace !== 'kube-system')
      errors.push(invalid(REGARDING, regarded, OTHER_NAMESPACE))
    validateReporter(event, errors)
  }
  addInvalid(errors, FieldPath.of('namespace'), namespace, subdomainProblems(namespace))
}

function validateReporter(event: Event, errors: Errors): void {
  const component = FieldPath.of('reportingComponent')
  if (event.reportingComponent === '') errors.push(required(component))
  addInvalid(errors, component, event.reportingComponent, qualifiedNameProblems(event.reportingComponent))
  for (const field of ['reportingInstance', 'action', 'reason'] as const) {
    const text = event[field] ?? ''
    if (text === '') errors.push(required(FieldPath.of(field)))
    demandShort(text, LONGEST, FieldPath.of(field), errors)
  }
  demandShort(event.message ?? '', LONGEST_NOTE, FieldPath.of('message'), errors)
}

function demandShort(text: string, longest: number, path: FieldPath, errors: Errors): void {
  if (utf8Length(text) > longest) errors.push(invalid(path, '', `can have at most ${String(longest)} characters`))
}
