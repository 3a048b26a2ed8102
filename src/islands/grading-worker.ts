// Grades beside the page, so that looking a minute ahead never makes the clock stutter. It plays what the learner did in a cluster of its own:
// the same seed and the same acts give the same run.

import { grade } from '../exercise/grade.ts'
import type { StageProps } from './experiment.ts'
import { followSession } from './follow-session.ts'
import type { FromGrader, ToGrader } from './grading-contract.ts'
import type { Session } from './session.ts'

let props: StageProps | undefined
let session: Session | undefined

addEventListener('message', ({ data }: MessageEvent<ToGrader>) => {
  if (data.kind === 'begin') {
    props = data.props
    return
  }
  if (props?.exercise === undefined) return
  session = followSession(props, session, data.acts, data.nowMs)
  const graded: FromGrader = grade(props.exercise, session.run, session.startMs, data.files)
  postMessage(graded)
})
