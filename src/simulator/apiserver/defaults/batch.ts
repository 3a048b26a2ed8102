// Defaults of Jobs and CronJobs.
// @source pkg/apis/batch/v1/defaults.go

import { cronJob, job, podFailurePolicyOnPodConditionsPattern } from '../../api/fields/batch.ts'
import type { StructTable } from '../../api/fields/field-table.ts'
import type { Draft } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import type { DefaultRule, DefaultRules } from './draft-field.ts'
import { memberOf, setDefault, setPointerDefault } from './draft-field.ts'

const MAXIMUM_INT32 = 2 ** 31 - 1

export const BATCH_DEFAULTS: DefaultRules = new Map<StructTable, DefaultRule>([
  [job, defaultJob],
  [cronJob, defaultCronJob],
  [podFailurePolicyOnPodConditionsPattern, (draft) => setDefault(draft, 'status', 'True')],
])

function defaultJob(draft: Draft): void {
  const spec = memberOf(draft, 'spec')
  if (!isSet(spec['completions']) && !isSet(spec['parallelism'])) spec['completions'] = 1
  setPointerDefault(spec, 'parallelism', 1)
  setPointerDefault(spec, 'backoffLimit', isSet(spec['backoffLimitPerIndex']) ? MAXIMUM_INT32 : 6)
  const metadata = memberOf(draft, 'metadata')
  const labels = memberOf(memberOf(spec, 'template'), 'metadata')['labels']
  if (isDraft(labels) && !(isDraft(metadata['labels']) && Object.keys(metadata['labels']).length > 0)) metadata['labels'] = labels
  setPointerDefault(spec, 'completionMode', 'NonIndexed')
  setPointerDefault(spec, 'suspend', false)
  setPointerDefault(spec, 'podReplacementPolicy', isSet(spec['podFailurePolicy']) ? 'Failed' : 'TerminatingOrFailed')
  setPointerDefault(spec, 'manualSelector', false)
}

function defaultCronJob(draft: Draft): void {
  const spec = memberOf(draft, 'spec')
  setDefault(spec, 'concurrencyPolicy', 'Allow')
  setPointerDefault(spec, 'suspend', false)
  setPointerDefault(spec, 'successfulJobsHistoryLimit', 3)
  setPointerDefault(spec, 'failedJobsHistoryLimit', 1)
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null
}
