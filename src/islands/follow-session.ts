// Makes a learner's session again from what they did, going on from one that is known already as far as that is possible.

import { ALL_TOOLS } from '../simulator/kubectl/tools/all.ts'
import type { StageProps } from './experiment.ts'
import type { Act, Session } from './session.ts'
import { act, advance, begin } from './session.ts'

export function followSession(
  stage: Pick<StageProps, 'experiment' | 'images'>,
  known: Session | undefined,
  acts: readonly Act[],
  nowMs: number,
): Session {
  const start = known !== undefined && goesOn(known, acts, nowMs) ? known : begin(stage, ALL_TOOLS)
  const done = acts.slice(start.acts.length)
  const session = done.reduce((before, each) => (each.atMs >= before.run.nowMs ? act(before, each).session : before), start)
  return advance(session, nowMs)
}

/** Whether the known session is a beginning of this one. */
function goesOn({ acts: known, run }: Session, acts: readonly Act[], nowMs: number): boolean {
  const nextAtMs = acts[known.length]?.atMs ?? nowMs
  return run.nowMs <= nextAtMs && JSON.stringify(known) === JSON.stringify(acts.slice(0, known.length))
}
