// Quizzes and predictions as authors wrote them: read, checked and proved when the site is built.
import type { Question } from '../exercise/question.ts'
import { decodeQuestion } from '../exercise/question.ts'
import { blockText, valueOrFail } from './content-texts.ts'

export function readQuestion(lesson: string, block: 'Quiz' | 'Predict', id: string): Question {
  const { file, text } = blockText(block, lesson, id)
  return valueOrFail(file, decodeQuestion(text))
}
