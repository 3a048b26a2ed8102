// Rules of tolerations. Every Pod has some: admission adds two.
// @source pkg/apis/core/validation/validation.go ValidateTolerations

import { invalid, notSupported } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Toleration } from '../api/fields/scheduling.ts'
import { addInvalid, demandOneOf } from './errors.ts'
import { labelValueProblems, qualifiedNameProblems } from './names.ts'
import type { Errors } from './rules.ts'

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

export function validateTolerations(tolerations: readonly Toleration[] | undefined, path: FieldPath, errors: Errors): void {
  for (const [index, toleration] of (tolerations ?? []).entries()) validateToleration(toleration, path.index(index), errors)
}

function validateToleration(toleration: Toleration, path: FieldPath, errors: Errors): void {
  const { key = '', operator = '', value = '', effect = '', tolerationSeconds } = toleration
  const at = path.child('operator')
  if (key !== '') addInvalid(errors, path.child('key'), key, qualifiedNameProblems(key))
  else if (operator !== 'Exists')
    errors.push(invalid(at, operator, 'operator must be Exists when `key` is empty, which means "match all values and all keys"'))
  if (tolerationSeconds !== undefined && effect !== 'NoExecute')
    errors.push(invalid(path.child('effect'), effect, "effect must be 'NoExecute' when `tolerationSeconds` is set"))
  switch (operator) {
    case '':
    case 'Equal': {
      const problems = labelValueProblems(value)
      if (problems.length > 0) errors.push(invalid(at, value, problems.join(';')))
      break
    }
    case 'Exists':
      if (value !== '') errors.push(invalid(at, value, "value must be empty when `operator` is 'Exists'"))
      break
    case 'Lt':
    case 'Gt':
      errors.push(notSupported(at, operator, ['Equal', 'Exists', 'Lt', 'Gt']))
      break
    default:
      errors.push(notSupported(at, operator, ['Equal', 'Exists']))
  }
  if (effect !== '') demandOneOf(errors, path.child('effect'), effect, EFFECTS)
}
