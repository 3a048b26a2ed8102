// What the learner expects of the experiment: decided once, kept over a reload and over a demonstration, gone with a reset.

import { forget, load, save } from '../../browser/storage.ts'
import type { StageState } from './stage-state.svelte.ts'

export function decide(stage: StageState, guess: readonly string[]): void {
  stage.guess = guess
  save(keyOf(stage), guess)
}

/** Brings back what was decided in an earlier visit; with a row that the question no longer has, it was another question. */
export function restorePrediction(stage: StageState): void {
  const rows = stage.props.experiment.predict?.rows ?? []
  stage.guess = load(
    keyOf(stage),
    (value): value is readonly string[] => Array.isArray(value) && value.every((each) => rows.some(({ id }) => id === each)),
  )
}

export function dropPrediction(stage: StageState): void {
  stage.guess = undefined
  forget(keyOf(stage))
}

function keyOf({ props }: StageState): string {
  return `${props.id}/prediction`
}
