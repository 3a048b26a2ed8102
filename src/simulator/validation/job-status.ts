// What may stand in the status of a Job that somebody writes by hand: numbers and conditions that do not contradict each other.
// @source pkg/apis/batch/validation/validation.go ValidateJobStatusUpdate, pkg/registry/batch/job/strategy.go getStatusValidationOptions
// @simplified A Job's status may name any indexes; only whether the Job counts them is checked.

import { duplicate, invalid, required } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Job } from '../api/fields/batch.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { asJson } from '../base/json.ts'
import { demandNotNegative } from './errors.ts'
import type { Errors } from './rules.ts'

const STATUS = FieldPath.of('status')
const TERMINAL = ['Failed', 'Complete', 'FailureTarget'] as const

type Status = Job['status']

export function validateJobStatus({ spec, status }: Job, { status: old }: Job, errors: Errors): void {
  for (const field of ['active', 'succeeded', 'failed', 'ready', 'terminating'] as const)
    demandNotNegative(errors, STATUS.child(field), status[field])
  validateUncounted(status, errors)
  const contradiction = (why: string) => errors.push({ kind: 'invalid', path: STATUS.child('conditions'), omitted: true, detail: why })
  const changes = (...types: readonly string[]) => types.some((type) => has(status, type) !== has(old, type))
  const [complete, failed] = [has(status, 'Complete'), has(status, 'Failed')]
  const differs = (field: keyof Status) => !isDeepEqual(asJson({ value: status[field] }), asJson({ value: old[field] }))

  if (changes('Complete', 'Failed') && complete && failed) contradiction('cannot set Complete=True and Failed=true conditions')
  if (changes('Complete', 'FailureTarget') && complete && has(status, 'FailureTarget'))
    contradiction('cannot set Complete=True and FailureTarget=true conditions')
  const completion = STATUS.child('completionTime')
  const { startTime, completionTime, active = 0, ready, terminating = 0 } = status
  if (changes('Complete') || differs('completionTime')) {
    if (completionTime !== undefined && !complete)
      errors.push(invalid(completion, completionTime, 'cannot set completionTime when there is no Complete=True condition'))
    if (completionTime === undefined && complete) errors.push(required(completion, 'completionTime is required for Complete jobs'))
  }
  if (
    (differs('startTime') || differs('completionTime')) &&
    startTime !== undefined &&
    completionTime !== undefined &&
    completionTime < startTime
  )
    errors.push(invalid(completion, completionTime, 'must be equal to or after `startTime`'))
  if ((changes('Failed') || differs('failedIndexes')) && failed && !has(status, 'FailureTarget'))
    contradiction('cannot set Failed=True condition without the FailureTarget=true condition')
  if (changes('Complete', 'SuccessCriteriaMet') && complete && !has(status, 'SuccessCriteriaMet'))
    contradiction('cannot set Complete=True condition without the SuccessCriteriaMet=true condition')
  const finished = complete || failed
  const finishes = finished !== (has(old, 'Complete') || has(old, 'Failed'))
  if ((finishes || differs('active')) && finished && active > 0)
    errors.push(invalid(STATUS.child('active'), active, 'active>0 is invalid for finished job'))
  if ((finishes || differs('startTime')) && finished && startTime === undefined && !(spec.suspend === true && spec.completions === 0))
    errors.push(required(STATUS.child('startTime'), 'startTime is required for finished job'))
  if (differs('completedIndexes') && (status.completedIndexes ?? '') !== '' && spec.completionMode !== 'Indexed')
    errors.push(
      invalid(
        STATUS.child('completedIndexes'),
        status.completedIndexes,
        'cannot set non-empty completedIndexes when non-indexed completion mode',
      ),
    )
  if (differs('failedIndexes') && status.failedIndexes !== undefined && spec.backoffLimitPerIndex === undefined)
    errors.push(
      invalid(STATUS.child('failedIndexes'), status.failedIndexes, 'cannot set non-null failedIndexes when backoffLimitPerIndex is null'),
    )
  if ((finishes || differs('terminating')) && finished && terminating > 0)
    errors.push(invalid(STATUS.child('terminating'), terminating, 'terminating>0 is invalid for finished job'))
  if ((differs('ready') || differs('active')) && ready !== undefined && ready > active)
    errors.push(invalid(STATUS.child('ready'), ready, 'cannot set more ready pods than active'))
  if (has(status, 'SuccessCriteriaMet')) {
    if (failed) contradiction('cannot set SuccessCriteriaMet=True and Failed=true conditions')
    if (has(status, 'FailureTarget')) contradiction('cannot set SuccessCriteriaMet=True and FailureTarget=true conditions')
  }
  validateAgainstOld(spec, status, old, errors)
}

/** What was once reached stays. */
function validateAgainstOld(spec: Job['spec'], status: Status, old: Status, errors: Errors): void {
  for (const type of [...TERMINAL, 'SuccessCriteriaMet'] as const) {
    if (!has(old, type) || has(status, type)) continue
    const words = type === 'SuccessCriteriaMet' ? 'the' : 'the terminal'
    errors.push({
      kind: 'invalid',
      path: STATUS.child('conditions'),
      omitted: true,
      detail: `cannot disable ${words} ${type}=True condition`,
    })
  }
  const isWhole = spec.completionMode === 'Indexed' && spec.completions === spec.parallelism
  for (const field of ['failed', 'succeeded'] as const) {
    const value = status[field] ?? 0
    if (value < (old[field] ?? 0) && !(field === 'succeeded' && isWhole))
      errors.push(invalid(STATUS.child(field), value, `cannot decrease the ${field} counter`))
  }
  const { startTime, completionTime } = status
  if (completionTime !== undefined && old.completionTime !== undefined && completionTime !== old.completionTime)
    errors.push(invalid(STATUS.child('completionTime'), completionTime, 'field is immutable'))
  if (old.startTime !== undefined && old.startTime !== startTime && spec.suspend !== true)
    errors.push(invalid(STATUS.child('startTime'), startTime, 'field is immutable for unsuspended job once set'))
}

function validateUncounted({ uncountedTerminatedPods }: Status, errors: Errors): void {
  const seen = new Set<string>()
  for (const list of ['succeeded', 'failed'] as const)
    for (const [index, uid] of (uncountedTerminatedPods?.[list] ?? []).entries()) {
      const at = STATUS.child('uncountedTerminatedPods', list).index(index)
      if (uid === '') errors.push(invalid(at, uid, 'must not be empty'))
      else if (seen.has(uid)) errors.push(duplicate(at, uid))
      else seen.add(uid)
    }
}

function has({ conditions = [] }: Status, type: string): boolean {
  return conditions.some((condition) => condition.type === type && condition.status === 'True')
}
