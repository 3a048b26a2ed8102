// Fields of features that are off in this version: they decode, and are gone before anything looks at them.
// @source pkg/api/pod/util.go dropDisabledFields, pkg/registry/apps/statefulset/strategy.go dropStatefulSetDisabledFields; the features
//   are ContainerStopSignals, ClusterTrustBundleProjection, PodCertificateRequest, GenericWorkload and MaxUnavailableStatefulSet

import type { Kind } from '../../api/kinds.ts'
import type { Draft } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import { itemsOf, memberOf } from '../defaults/draft-field.ts'

/** Where each kind keeps what its Pods are like. */
const POD_SPECS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
}

/** Changes the draft in place. */
export function dropDisabledFields(kind: Kind, draft: Draft): void {
  const path = POD_SPECS[kind]
  if (path === undefined) return
  const spec = path.reduce<Draft>(memberOf, draft)
  delete spec['schedulingGroup']
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) for (const each of itemsOf(spec, list)) dropStopSignal(each)
  for (const volume of itemsOf(spec, 'volumes')) {
    if (!isDraft(volume['projected'])) continue
    for (const source of itemsOf(volume['projected'], 'sources')) {
      delete source['clusterTrustBundle']
      delete source['podCertificate']
    }
  }
  if (kind !== 'StatefulSet') return
  const { rollingUpdate } = memberOf(memberOf(draft, 'spec'), 'updateStrategy')
  if (isDraft(rollingUpdate)) delete rollingUpdate['maxUnavailable']
}

function dropStopSignal(container: Draft): void {
  const { lifecycle } = container
  if (!isDraft(lifecycle) || lifecycle['stopSignal'] === undefined) return
  delete lifecycle['stopSignal']
  if (Object.keys(lifecycle).length === 0) delete container['lifecycle']
}
