// Plays what the author wrote as a demonstration, as if a learner did it.

import type { Act } from '../exercise/acts.ts'
import { edited } from '../exercise/acts.ts'
import type { Files } from '../exercise/files.ts'
import { applyLine } from '../exercise/files.ts'
import { ALL_TOOLS } from '../simulator/kubectl/tools/all.ts'
import type { StageProps } from './experiment.ts'
import type { Session } from './session.ts'
import { act, advance, begin } from './session.ts'

export interface Played {
  readonly session: Session
  readonly files: Files
}

export function playDemonstration(props: Pick<StageProps, 'experiment' | 'images'>): Played {
  const start: Played = { session: begin(props, ALL_TOOLS), files: props.experiment.files }
  return props.experiment.demonstration.reduce(playStep, start)
}

export function playStep({ session, files }: Played, step: Act): Played {
  if ('waitMs' in step) return { session: advance(session, session.run.nowMs + step.waitMs), files }
  if ('run' in step || 'apply' in step) {
    const line = 'run' in step ? step.run : applyLine(files)
    return { session: act(session, { atMs: session.run.nowMs, line, files }).session, files }
  }
  const next = edited(files, step)
  return { session, files: next.ok ? next.value : files }
}
