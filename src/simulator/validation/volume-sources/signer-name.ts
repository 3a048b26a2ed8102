// Names of who signs certificates: `example.com/signer`.
// @source pkg/apis/core/validation/validation.go ValidateSignerName

import { invalid, required, tooLong } from '../../api/field-error.ts'
import type { FieldPath } from '../../api/field-path.ts'
import { goQuote } from '../../base/go-text.ts'
import { dnsLabelProblems, isLongerThan, subdomainProblems } from '../names.ts'
import type { Errors } from '../rules.ts'

const LONGEST_DOMAIN = 253
const LONGEST_SIGNER = 571

export function validateSignerName(name: string, path: FieldPath, errors: Errors): void {
  if (name === '') {
    errors.push(required(path))
    return
  }
  const [domain = '', signer = '', ...rest] = name.split('/')
  if (!name.includes('/') || rest.length > 0) {
    errors.push(invalid(path, name, "must be a fully qualified domain and path of the form 'example.com/signer-name'"))
    return
  }
  if (isLongerThan(domain, LONGEST_DOMAIN)) errors.push(tooLong(path, LONGEST_DOMAIN))
  validateLabels(domain, dnsLabelProblems, path, errors)
  if (!domain.includes('.')) errors.push(invalid(path, domain, 'should be a domain with at least two segments separated by dots'))
  validateLabels(signer, subdomainProblems, path, errors)
  if (isLongerThan(name, LONGEST_SIGNER)) errors.push(tooLong(path, LONGEST_SIGNER))
}

/** Only the first label that is wrong is named: the others would be told the same. */
function validateLabels(text: string, problemsOf: (label: string) => readonly string[], path: FieldPath, errors: Errors): void {
  const wrong = text.split('.').find((label) => problemsOf(label).length > 0)
  if (wrong === undefined) return
  for (const problem of problemsOf(wrong)) errors.push(invalid(path, text, `validating label ${goQuote(wrong)}: ${problem}`))
}
