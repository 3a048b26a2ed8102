// Everything that is loaded only when a stage comes into view: the simulator and what draws from it.

export { boardAt, storedValue } from '../board/board-model.ts'
export { grade } from '../exercise/grade.ts'
export { explain, tellStory } from '../board/story.ts'
export { advanceRun, diagnoseText, forkAt, runCommand, snapshotAt, startRun } from '../simulator/index.ts'
