// Many Pods are folded into groups that show the same, so that a board of sixty can be read like one of three.

import type { PodCard } from './pod-card.ts'

export interface PodGroup {
  /** Id of the Pod that is shown for all. */
  readonly id: string
  readonly shown: PodCard
  /** All of them, the shown one first. */
  readonly pods: readonly PodCard[]
}

/** Up to this many Pods each have a card of their own. */
const UNFOLDED = 12

export function foldPods(pods: readonly PodCard[]): readonly PodGroup[] {
  if (pods.length <= UNFOLDED) return pods.map((pod) => ({ id: pod.id, shown: pod, pods: [pod] }))
  const groups = new Map<string, PodCard[]>()
  for (const pod of pods) {
    const look = lookOf(pod)
    const alike = groups.get(look)
    if (alike === undefined) groups.set(look, [pod])
    else alike.push(pod)
  }
  return [...groups.values()].flatMap((alike) => {
    const [shown] = alike
    return shown === undefined ? [] : [{ id: shown.id, shown, pods: alike }]
  })
}

/** Everything about a Pod that a learner would tell it apart by, but its name and ages. */
function lookOf({ namespace, word, ready, restarts, owner, node, troubles, rows }: PodCard): string {
  return JSON.stringify([
    namespace,
    word,
    ready,
    restarts,
    owner,
    node,
    troubles.map(({ reason, message }) => [reason, message]),
    rows.map(({ container, how, place, has, uses, stored }) => [
      container,
      how,
      place,
      has.text,
      has.version,
      uses?.text,
      uses?.version,
      stored?.version,
    ]),
  ])
}
