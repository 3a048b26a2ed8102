// What is waited for: the dial that runs out first; while none runs down, whom the kubelet is at work on, or who has no node.

import type { BoardModel } from './board-model.ts'
import type { Dial } from './node-card.ts'

export interface Awaited {
  readonly what: 'look' | 'work' | 'node'
  /** Its name. */
  readonly pod: string
  /** The one that runs down to a look. */
  readonly dial: Dial | undefined
}

/** undefined where no Pod is. */
export function whatIsAwaited({ nodes, pods }: BoardModel): Awaited | undefined {
  const dials = nodes.flatMap((node) => node.dials).toSorted((a, b) => (a.untilMs ?? Infinity) - (b.untilMs ?? Infinity))
  const [dial] = dials
  if (dial !== undefined)
    return dial.untilMs === undefined ? { what: 'work', pod: dial.pod, dial: undefined } : { what: 'look', pod: dial.pod, dial }
  const waiting = pods.find(({ node }) => node === undefined)
  return waiting && { what: 'node', pod: waiting.name, dial: undefined }
}
