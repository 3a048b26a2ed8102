// The sentences of content/words/story.yaml, as the page gets them.

import { storyWordsSchema } from '../../src/components/story-words-schema.ts'
import { readContent } from '../simulator/experiment.ts'

export const storyWords = storyWordsSchema.parse(readContent('words/story.yaml'))
