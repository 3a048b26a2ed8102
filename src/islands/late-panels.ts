// Panels that nobody can use before the cluster runs: loaded together with it, so that a page is read and its stage drawn sooner.

export { default as ExerciseStanding } from './ExerciseStanding.svelte'
export { default as Meanings } from './Meanings.svelte'
export { default as PredictionResult } from './PredictionResult.svelte'
export { default as PrintedFiles } from './PrintedFiles.svelte'
export { default as Pulses } from './Pulses.svelte'
export { default as SaveExperiment } from './SaveExperiment.svelte'
export { default as SolutionView } from './SolutionView.svelte'
export { default as Terminal } from './Terminal.svelte'
export { default as Why } from './Why.svelte'
