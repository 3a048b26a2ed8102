// Grades beside the page, so that looking a minute ahead never makes the clock stutter. It plays what the learner did in a cluster of its own:
// the same seed and the same acts give the same run.

import { grade } from '../exercise/grade.ts'
import { followSession } from './follow-session.ts'
import type { FromGrader, GradedStage, ToGrader } from './grading-contract.ts'
import type { Session } from './session.ts'

let stage: GradedStage | undefined
let session: Session | undefined

addEventListener('message', ({ data }: MessageEvent<ToGrader>) => {
  if (data.kind === 'begin') {
    stage = data.stage
    return
  }
  if (stage?.exercise === undefined) return
  session = followSession(stage, session, data.acts, data.nowMs)
  const graded: FromGrader = grade(stage.exercise, session.run, session.startMs, data.files)
  postMessage(graded)
})
