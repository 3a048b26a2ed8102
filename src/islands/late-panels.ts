// Panels that nobody can use before the cluster runs, and those that are looked up now and then: loaded together with it, so that a page
// is read and its stage drawn sooner. What grades an exercise comes the same way.

export { markSolved } from '../browser/progress-store.ts'
export { Grader } from './grader.ts'
export { default as BytesView } from './workspace/BytesView.svelte'
export { default as ExerciseStanding } from './ExerciseStanding.svelte'
export { default as CompletionChoices } from './workspace/CompletionChoices.svelte'
export { default as Meanings } from './Meanings.svelte'
export { default as Moment } from './Moment.svelte'
export { default as Outline } from './workspace/Outline.svelte'
export { default as PredictionResult } from './PredictionResult.svelte'
export { default as Pulses } from './Pulses.svelte'
export { default as SaveExperiment } from './SaveExperiment.svelte'
export { default as SolutionView } from './SolutionView.svelte'
export { default as Terminal } from './Terminal.svelte'
export { default as Transcript } from './Transcript.svelte'
export { default as TimeStrip } from './time/TimeStrip.svelte'
export { default as Why } from './Why.svelte'
