// Everything that is loaded only when a stage comes into view: the simulator, what draws from it, and what a learner does with it.

export * from './instruments.ts'
export { createControls } from './stage/controls.ts'
