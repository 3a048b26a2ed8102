// Everything that is loaded only when a stage comes into view: the simulator and what draws from it.

export { lastOutput } from '../board/last-output.ts'
export { lineVersions } from '../board/line-versions.ts'
export { bandLanes } from '../board/version-bands.ts'
export { trafficAt } from '../board/flights.ts'
export { explain, tellStory } from '../board/story.ts'
export { edited } from '../exercise/acts.ts'
export { applyLine, isManifest } from '../exercise/files.ts'
export { grade } from '../exercise/grade.ts'
export { showSolution } from '../exercise/shown-solution.ts'
export { EMPTY_CATALOGUE, completeLine, diagnoseText, explainPrinted, explanationOf, isUnfinished, snapshotAt } from '../simulator/index.ts'
export { judgePrediction } from './prediction.ts'
export {
  act,
  advance,
  asksForSentences,
  begin,
  boardOf,
  changedTexts,
  firstRunAtMs,
  isActs,
  isAttempt,
  restore,
  withSentences,
} from './session.ts'
export { previewApply } from './workspace/apply-preview.ts'
export { createLanguage } from './workspace/manifest-language.ts'
export { problemFrom } from './workspace/problem.ts'
