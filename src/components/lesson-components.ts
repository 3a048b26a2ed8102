// What authors may write in a lesson without an import.
import Exercise from './Exercise.astro'
import Experiment from './Experiment.astro'
import Playground from './Playground.astro'
import Predict from './Predict.astro'
import Quiz from './Quiz.astro'
import Transcript from './Transcript.astro'

export const components = { Exercise, Experiment, Playground, Predict, Quiz, Transcript }
