// The word that `kubectl get pods` prints under STATUS: a phase, or the reason why a container waits or ended.

import { required, text } from '../../authoring/shape.ts'
import { podStatus as statusOf } from '../../simulator/index.ts'
import { defineCheck, say } from './check-kind.ts'
import type { PodChoice } from './choice.ts'
import { podChoice } from './choice.ts'
import { everyPod } from './every.ts'

export interface PodStatusCheck {
  readonly kind: 'pod-status'
  readonly pods: PodChoice
  readonly status: string
}

export const podStatus = defineCheck<PodStatusCheck>({
  kind: 'pod-status',
  says: 'Every one of the Pods has this word in the STATUS column of `kubectl get pods`.',
  example: 'kind: pod-status\npods: deployment/web\nstatus: CreateContainerConfigError',
  fields: {
    pods: required(podChoice, 'Which Pods.'),
    status: required(text, 'The word: `Running`, `Completed`, `ContainerCreating`, `CrashLoopBackOff` and the like.'),
  },
  judge: ({ pods, status }, look) =>
    everyPod(look, pods, (pod) => {
      const { word } = statusOf(pod)
      return say(word === status, `${pod.metadata.name ?? ''} is ${word}`)
    }),
})
