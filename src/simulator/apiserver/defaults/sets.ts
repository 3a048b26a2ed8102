// Defaults of StatefulSets and DaemonSets.
// @source pkg/apis/apps/v1/defaults.go

import type { StructTable } from '../../api/fields/field-table.ts'
import { daemonSet, statefulSet } from '../../api/fields/workload.ts'
import type { Draft } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import type { DefaultRule, DefaultRules } from './draft-field.ts'
import { itemsOf, memberOf, setDefault, setPointerDefault } from './draft-field.ts'

export const SET_DEFAULTS: DefaultRules = new Map<StructTable, DefaultRule>([
  [statefulSet, defaultStatefulSet],
  [daemonSet, defaultDaemonSet],
])

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
  for (const claim of itemsOf(spec, 'volumeClaimTemplates')) Object.assign(claim, { kind: 'PersistentVolumeClaim', apiVersion: 'v1' })
  setPointerDefault(spec, 'revisionHistoryLimit', 10)
}
