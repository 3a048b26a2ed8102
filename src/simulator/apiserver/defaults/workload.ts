// Defaults of Deployment and ReplicaSet.
// @source pkg/apis/apps/v1/defaults.go

import type { StructTable } from '../../api/fields/field-table.ts'
import { deployment, replicaSet } from '../../api/fields/workload.ts'
import type { Draft } from '../decode/decoder.ts'
import type { DefaultRule } from './draft-field.ts'
import { memberOf, setDefault, setPointerDefault } from './draft-field.ts'

export const WORKLOAD_DEFAULTS: readonly (readonly [StructTable, DefaultRule])[] = [
  [deployment, defaultDeployment],
  [replicaSet, (draft) => setPointerDefault(memberOf(draft, 'spec'), 'replicas', 1)],
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
