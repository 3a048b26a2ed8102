// Whether no container had to be started again.

import { required } from '../../authoring/shape.ts'
import { defineCheck, say } from './check-kind.ts'
import type { PodChoice } from './choice.ts'
import { podChoice } from './choice.ts'
import { everyPod } from './every.ts'

export interface NothingRestartedCheck {
  readonly kind: 'nothing-restarted'
  readonly pods: PodChoice
}

export const nothingRestarted = defineCheck<NothingRestartedCheck>({
  kind: 'nothing-restarted',
  says: 'No container of the Pods was started again since the learner came. New Pods are no restarts; for these there is same-pods.',
  example: 'kind: nothing-restarted\npods: deployment/web',
  fields: { pods: required(podChoice, 'Which Pods.') },
  judge: ({ pods }, look) =>
    everyPod(look, pods, ({ metadata }) => {
      const restart = look.run.entries.find(
        (entry) =>
          entry.kind === 'container-started' &&
          entry.restartCount > 0 &&
          entry.atMs >= look.sinceMs &&
          entry.atMs <= look.now.atMs &&
          entry.object?.name === metadata.name &&
          entry.object?.namespace === metadata.namespace,
      )
      const name = metadata.name ?? ''
      return restart?.kind === 'container-started'
        ? say(false, `container ${restart.container} of ${name} was started again`)
        : say(true, `nothing in ${name} was started again`)
    }),
})
