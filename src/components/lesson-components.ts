// What authors may write in a lesson without an import.
import CourseMap from './CourseMap.astro'
import Exercise from './Exercise.astro'
import Experiment from './Experiment.astro'
import Glossary from './Glossary.astro'
import LessonMinutes from './LessonMinutes.astro'
import LiveBoard from './LiveBoard.astro'
import Messages from './Messages.astro'
import Modelled from './Modelled.astro'
import Playground from './Playground.astro'
import Predict from './Predict.astro'
import Quiz from './Quiz.astro'
import Rules from './Rules.astro'
import SupportedCommands from './SupportedCommands.astro'
import Term from './Term.astro'
import Transcript from './Transcript.astro'
import Trust from './Trust.astro'

export const components = {
  CourseMap,
  Exercise,
  Experiment,
  Glossary,
  LessonMinutes,
  LiveBoard,
  Messages,
  Modelled,
  Playground,
  Predict,
  Quiz,
  Rules,
  SupportedCommands,
  Term,
  Transcript,
  Trust,
}
