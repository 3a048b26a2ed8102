// Deletes Jobs a while after they have ended, when they say so.
// @source pkg/controller/ttlafterfinished/ttlafterfinished_controller.go

import type { ApiView, WatchEvent } from '../api/client.ts'
import type { Controller, ReconcileContext, Reconciliation } from '../api/component.ts'
import { secondOf } from '../api/component.ts'
import type { ObjectKey } from '../api/objects.ts'
import { SECOND_MS } from '../base/sim-time.ts'
import { finishOf } from './job/outcome.ts'

export const ttlAfterFinishedController: Controller = { actor: 'ttl-after-finished-controller', watches: ['Job'], keysFor, reconcile }

function keysFor({ object }: WatchEvent): readonly ObjectKey[] {
  if (object.kind !== 'Job' || object.spec.ttlSecondsAfterFinished === undefined || finishOf(object) === undefined) return []
  return [{ namespace: object.metadata.namespace ?? '', name: object.metadata.name ?? '' }]
}

function reconcile(view: ApiView, key: ObjectKey, context: ReconcileContext): Reconciliation {
  const job = view.get('Job', key)
  const finished = job === undefined ? undefined : finishOf(job)
  const seconds = job?.spec.ttlSecondsAfterFinished
  if (job === undefined || finished === undefined || seconds === undefined || job.metadata.deletionTimestamp !== undefined)
    return { requests: [], events: [] }
  const left = Date.parse(finished.lastTransitionTime ?? '') + seconds * SECOND_MS - secondOf(context)
  if (left > 0) return { requests: [], events: [], requeueAfterMs: left }
  const preconditions = { ...(job.metadata.uid === undefined ? {} : { uid: job.metadata.uid }) }
  return { requests: [{ request: { verb: 'delete', kind: 'Job', key, propagationPolicy: 'Foreground', preconditions } }], events: [] }
}
