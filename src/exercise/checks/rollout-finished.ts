// Whether a rollout has come to its end: every replica is of the present template and available.

import { required } from '../../authoring/shape.ts'
import { isKind } from '../../simulator/index.ts'
import { defineCheck, say } from './check-kind.ts'
import type { ObjectChoice } from './choice.ts'
import { findObject, nameOf, workloadChoice } from './choice.ts'

export interface RolloutFinishedCheck {
  readonly kind: 'rollout-finished'
  readonly workload: ObjectChoice
}

export const rolloutFinished = defineCheck<RolloutFinishedCheck>({
  kind: 'rollout-finished',
  says: 'The Deployment or StatefulSet has as many replicas of its present template as it wants, all of them available, and no others.',
  example: 'kind: rollout-finished\nworkload: deployment/web',
  fields: { workload: required(workloadChoice, 'Which Deployment or StatefulSet.') },
  judge({ workload }, look) {
    const found = findObject(look, workload)
    if (found === undefined || !(isKind(found, 'Deployment') || isKind(found, 'StatefulSet')))
      return say(false, `${nameOf(workload)} is not there`)
    const { spec, status, metadata } = found
    const wanted = spec.replicas ?? 1
    const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, observedGeneration = 0 } = status
    const done =
      observedGeneration >= (metadata.generation ?? 0) && updatedReplicas === wanted && replicas === wanted && availableReplicas === wanted
    return say(
      done,
      `of ${String(wanted)} wanted replicas ${String(updatedReplicas)} are of the present template, and ${String(availableReplicas)} of ${String(replicas)} are available`,
    )
  },
})
