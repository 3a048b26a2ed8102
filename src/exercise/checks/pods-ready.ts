// How many Pods are ready.

import { integer, required } from '../../authoring/shape.ts'
import { defineCheck, say } from './check-kind.ts'
import type { PodChoice } from './choice.ts'
import { isReady, podChoice, podsOf } from './choice.ts'

export interface PodsReadyCheck {
  readonly kind: 'pods-ready'
  readonly pods: PodChoice
  readonly atLeast: number
}

export const podsReady = defineCheck<PodsReadyCheck>({
  kind: 'pods-ready',
  says: 'At least so many of the Pods are ready.',
  example: 'kind: pods-ready\npods: app=web\natLeast: 3',
  fields: { pods: required(podChoice, 'Which Pods.'), atLeast: required(integer, 'How many.') },
  judge({ pods, atLeast }, look) {
    const found = podsOf(look, pods)
    const ready = found.filter(isReady).length
    return say(ready >= atLeast, `${String(ready)} of ${String(found.length)} Pods are ready`)
  },
})
