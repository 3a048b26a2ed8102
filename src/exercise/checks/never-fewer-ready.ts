// Whether a rollout or repair went without an outage: at every moment since the learner came, enough Pods were ready.

import { integer, required } from '../../authoring/shape.ts'
import { defineCheck, say } from './check-kind.ts'
import type { PodChoice } from './choice.ts'
import { isReady, podChoice, podsOf } from './choice.ts'
import { momentsSince } from './moments.ts'

export interface NeverFewerReadyCheck {
  readonly kind: 'never-fewer-ready'
  readonly pods: PodChoice
  readonly than: number
}

export const neverFewerReady = defineCheck<NeverFewerReadyCheck>({
  kind: 'never-fewer-ready',
  says: 'At no moment since the learner came were fewer of the Pods ready. With rollout-finished: a rollout without an outage.',
  example: 'kind: never-fewer-ready\npods: deployment/web\nthan: 3',
  fields: { pods: required(podChoice, 'Which Pods.'), than: required(integer, 'How many must always be ready.') },
  judge({ pods, than }, look) {
    const counts = momentsSince(look).map((now) => podsOf({ ...look, now }, pods).filter(isReady).length)
    const least = Math.min(...counts)
    return say(least >= than, `at one moment ${String(least)} ${least === 1 ? 'was' : 'were'} ready`)
  },
})
