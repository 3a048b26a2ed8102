// Everything that is loaded only when a stage comes into view: the simulator and what draws from it.

export { explain, tellStory } from '../board/story.ts'
export { applyLine } from '../exercise/files.ts'
export { grade } from '../exercise/grade.ts'
export { EMPTY_CATALOGUE, applyEdits, diagnoseText, explanationOf, isUnfinished } from '../simulator/index.ts'
export { act, advance, begin, boardOf, changedTexts, isActs, isTexts, restore } from './session.ts'
