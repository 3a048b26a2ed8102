// Describes one object, kind by kind.
// @source k8s.io/kubectl pkg/describe/describe.go

import type { ApiObject } from '../../api/objects.ts'
import type { Runtime } from '../runtime.ts'
import { describeCronJob, describeJob } from './batch.ts'
import { describeConfigMap, describeNamespace, describeSecret, describeService, describeServiceAccount } from './configuration.ts'
import { describeEvents, eventsOf } from './events.ts'
import { describeNode } from './node.ts'
import { describePod } from './pod.ts'
import { describeDaemonSet, describeDeployment, describeReplicaSet, describeStatefulSet } from './workloads.ts'
import { describeUnstructured } from './unstructured.ts'
import { Description } from './writer.ts'

/** Kinds whose events are never shown. */
const WITHOUT_EVENTS: ReadonlySet<ApiObject['kind']> = new Set(['Secret', 'Namespace', 'Event'])

export function describeObject(runtime: Runtime, object: ApiObject, showsEvents: boolean): string {
  const out = new Description()
  const now = runtime.moment.startedAtEpochMs + runtime.moment.nowMs
  describeByKind(out, object, runtime, now)
  if (showsEvents && !WITHOUT_EVENTS.has(object.kind)) describeEvents(out, eventsOf(runtime, object), now)
  return out.toText()
}

function describeByKind(out: Description, object: ApiObject, runtime: Runtime, now: number): void {
  switch (object.kind) {
    case 'Pod':
      describePod(out, object, now)
      return
    case 'Deployment':
      describeDeployment(out, object, runtime)
      return
    case 'ReplicaSet':
      describeReplicaSet(out, object, runtime)
      return
    case 'StatefulSet':
      describeStatefulSet(out, object, runtime)
      return
    case 'DaemonSet':
      describeDaemonSet(out, object, runtime)
      return
    case 'Job':
      describeJob(out, object)
      return
    case 'CronJob':
      describeCronJob(out, object)
      return
    case 'ConfigMap':
      describeConfigMap(out, object)
      return
    case 'Secret':
      describeSecret(out, object)
      return
    case 'ServiceAccount':
      describeServiceAccount(out, object)
      return
    case 'Namespace':
      describeNamespace(out, object)
      return
    case 'Service':
      describeService(out, object, runtime.view.list('Pod', object.metadata.namespace ?? ''))
      return
    case 'Node':
      describeNode(out, object, runtime.view.podsOnNode(object.metadata.name ?? ''), now)
      return
    default:
      describeUnstructured(out, object)
  }
}
