// Quizzes and predictions as authors wrote them: read, checked and proved when the site is built.
import type { Question } from '../exercise/question.ts'
import { decodeQuestion } from '../exercise/question.ts'
import { fileText, valueOrFail } from './content-texts.ts'

/** undefined when the author has not written it yet. */
export function readQuestion(lesson: string, kind: 'quizzes' | 'predictions', id: string): Question | undefined {
  const text = fileText(lesson, kind, id)
  return text === undefined ? undefined : valueOrFail(`content/lessons/${lesson}/${kind}/${id}.yaml`, decodeQuestion(text))
}
