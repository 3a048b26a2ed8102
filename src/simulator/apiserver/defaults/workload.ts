// Defaults of Deployment, ReplicaSet, StatefulSet, DaemonSet, Job and CronJob.
// @source pkg/apis/apps/v1/defaults.go, pkg/apis/batch/v1/defaults.go

import { cronJob, job, podFailurePolicyOnPodConditionsPattern } from '../../api/fields/batch.ts'
import type { StructTable } from '../../api/fields/field-table.ts'
import { daemonSet, deployment, replicaSet, statefulSet } from '../../api/fields/workload.ts'
import type { Draft } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import type { DefaultRule } from './draft-field.ts'
import { memberOf, setDefault, setPointerDefault } from './draft-field.ts'

const MAXIMUM_INT32 = 2 ** 31 - 1

export const WORKLOAD_DEFAULTS: readonly (readonly [StructTable, DefaultRule])[] = [
  [deployment, defaultDeployment],
  [replicaSet, (draft) => setPointerDefault(memberOf(draft, 'spec'), 'replicas', 1)],
  [statefulSet, defaultStatefulSet],
  [daemonSet, defaultDaemonSet],
  [job, defaultJob],
  [cronJob, defaultCronJob],
  [podFailurePolicyOnPodConditionsPattern, (draft) => setDefault(draft, 'status', 'True')],
]

function defaultDeployment(draft: Draft): void {
  const spec = memberOf(draft, 'spec')
  setPointerDefault(spec, 'replicas', 1)
  const strategy = memberOf(spec, 'strategy')
  setDefault(strategy, 'type', 'RollingUpdate')
  if (strategy['type'] === 'RollingUpdate') {
    const rollingUpdate = memberOf(strategy, 'rollingUpdate')
    setPointerDefault(rollingUpdate, 'maxUnavailable', '25%')
    setPointerDefault(rollingUpdate, 'maxSurge', '25%')
  }
  setPointerDefault(spec, 'revisionHistoryLimit', 10)
  setPointerDefault(spec, 'progressDeadlineSeconds', 600)
}

function defaultDaemonSet(draft: Draft): void {
  const spec = memberOf(draft, 'spec')
  const strategy = memberOf(spec, 'updateStrategy')
  setDefault(strategy, 'type', 'RollingUpdate')
  if (strategy['type'] === 'RollingUpdate') {
    const rollingUpdate = memberOf(strategy, 'rollingUpdate')
    setPointerDefault(rollingUpdate, 'maxUnavailable', 1)
    setPointerDefault(rollingUpdate, 'maxSurge', 0)
  }
  setPointerDefault(spec, 'revisionHistoryLimit', 10)
}

function defaultStatefulSet(draft: Draft): void {
  const spec = memberOf(draft, 'spec')
  setDefault(spec, 'podManagementPolicy', 'OrderedReady')
  const strategy = memberOf(spec, 'updateStrategy')
  if (strategy['type'] === undefined || strategy['type'] === '') {
    strategy['type'] = 'RollingUpdate'
    memberOf(strategy, 'rollingUpdate')
  }
  if (strategy['type'] === 'RollingUpdate' && isDraft(strategy['rollingUpdate']))
    setPointerDefault(strategy['rollingUpdate'], 'partition', 0)
  const retention = memberOf(spec, 'persistentVolumeClaimRetentionPolicy')
  setDefault(retention, 'whenDeleted', 'Retain')
  setDefault(retention, 'whenScaled', 'Retain')
  setPointerDefault(spec, 'replicas', 1)
  setPointerDefault(spec, 'revisionHistoryLimit', 10)
}

function defaultJob(draft: Draft): void {
  const spec = memberOf(draft, 'spec')
  if (!isSet(spec['completions']) && !isSet(spec['parallelism'])) spec['completions'] = 1
  setPointerDefault(spec, 'parallelism', 1)
  setPointerDefault(spec, 'backoffLimit', isSet(spec['backoffLimitPerIndex']) ? MAXIMUM_INT32 : 6)
  const metadata = memberOf(draft, 'metadata')
  const labels = memberOf(memberOf(spec, 'template'), 'metadata')['labels']
  if (isDraft(labels) && !(isDraft(metadata['labels']) && Object.keys(metadata['labels']).length > 0)) metadata['labels'] = { ...labels }
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
