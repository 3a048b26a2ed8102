// Whether the Pods are those that were there when the learner came: nothing was deleted, replaced or rolled out.

import { required } from '../../authoring/shape.ts'
import { snapshotAt } from '../../simulator/index.ts'
import { defineCheck, say } from './check-kind.ts'
import type { PodChoice } from './choice.ts'
import { podChoice, podsOf } from './choice.ts'

export interface SamePodsCheck {
  readonly kind: 'same-pods'
  readonly pods: PodChoice
}

export const samePods = defineCheck<SamePodsCheck>({
  kind: 'same-pods',
  says: 'All Pods that were there when the learner came are still there, and no others.',
  example: 'kind: same-pods\npods: deployment/web',
  fields: { pods: required(podChoice, 'Which Pods.') },
  judge({ pods }, look) {
    const before = podsOf({ ...look, now: snapshotAt(look.run, look.sinceMs) }, pods).map(({ metadata }) => metadata.uid)
    const now = podsOf(look, pods)
    const stranger = now.find(({ metadata }) => !before.includes(metadata.uid))
    if (stranger !== undefined) return say(false, `${stranger.metadata.name ?? ''} is a new Pod`)
    const kept = now.length
    return say(kept === before.length && kept > 0, `${String(kept)} of the ${String(before.length)} Pods you found are still there`)
  },
})
