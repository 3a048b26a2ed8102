// What a stage shows before its simulator has been loaded, and what the page shows without JavaScript.
import { LEAD_MS, stripLength } from '../board/time-strip.ts'
import { bandLanes } from '../board/version-bands.ts'
import type { Opening, StageProps } from '../islands/experiment.ts'
import { ALL_TOOLS } from '../simulator/kubectl/tools/all.ts'
import { begin, boardOf } from '../islands/session.ts'

export function openStage(props: Pick<StageProps, 'experiment' | 'images'>): Opening {
  const session = begin(props, ALL_TOOLS)
  const { startMs, versions } = session
  const { experiment } = props
  return {
    startMs,
    board: boardOf(experiment, session, startMs, []),
    lanes: bandLanes(versions, experiment.focus, startMs - LEAD_MS, startMs + stripLength(0)),
  }
}
