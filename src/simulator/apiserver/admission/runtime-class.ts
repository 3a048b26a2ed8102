// RuntimeClass admission: a Pod may name a class of runtimes, and only a class says what running a Pod costs besides.
// @source plugin/pkg/admission/runtimeclass/admission.go
// @simplified RuntimeClasses do not exist, so a Pod that names one is refused.

import type { ApiStatus } from '../../api/status.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Draft } from '../decode/decoder.ts'
import { memberOf } from '../defaults/draft-field.ts'
import { forbidden, nameForAdmission, refusal } from '../refusal.ts'
import { pathSegmentProblem } from './path-segment.ts'

/** Before the Pod is validated. */
export function admitRuntimeClass(pod: Draft): ApiStatus | undefined {
  const { runtimeClassName: name } = memberOf(pod, 'spec')
  if (typeof name !== 'string') return undefined
  const problem = pathSegmentProblem(name)
  // Whoever looks the class up fails at the address already, and nobody says more of it.
  if (name === '') return refusal(500, 'Unknown', 'resource name may not be empty')
  if (problem !== undefined) return refusal(500, 'Unknown', `invalid resource name ${goQuote(name)}: [${problem}]`)
  return rejection(pod, `RuntimeClass ${goQuote(name)} not found`)
}

/** Once nothing else stands against the Pod. */
export function rejectOverhead(pod: Draft): ApiStatus | undefined {
  const { overhead } = memberOf(pod, 'spec')
  if (overhead === undefined || overhead === null) return undefined
  return rejection(pod, 'Pod Overhead set without corresponding RuntimeClass defined Overhead')
}

function rejection(pod: Draft, why: string): ApiStatus {
  return forbidden('Pod', nameForAdmission(memberOf(pod, 'metadata')), `pod rejected: ${why}`)
}
