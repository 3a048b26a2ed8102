// Plays what the author wrote as a demonstration, as if a learner did it.

import type { DemonstrationStep, StageProps } from './experiment.ts'
import type { Session } from './session.ts'
import { act, advance, begin } from './session.ts'

type Files = Readonly<Record<string, string>>

export interface Played {
  readonly session: Session
  readonly files: Files
}

export function playDemonstration(props: StageProps): Played {
  const start: Played = { session: begin(props), files: props.experiment.files }
  return props.experiment.demonstration.reduce(playStep, start)
}

export function playStep({ session, files }: Played, step: DemonstrationStep): Played {
  if ('edit' in step) return { session, files: { ...files, [step.edit]: (files[step.edit] ?? '').replace(step.from, step.to) } }
  if ('waitMs' in step) return { session: advance(session, session.run.nowMs + step.waitMs), files }
  return { session: act(session, { atMs: session.run.nowMs, line: 'run' in step ? step.run : applyLine(files), files }).session, files }
}

/** What "Apply" runs. */
export function applyLine(files: Files): string {
  return `kubectl apply ${Object.keys(files)
    .map((name) => `-f ${name}`)
    .join(' ')}`
}
