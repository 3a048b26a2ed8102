// The sentences of the transcript, read and checked when the site is built.
import { load } from 'js-yaml'
import { z } from 'astro/zod'
import storyText from '../../content/words/story.yaml?raw'
import type { StoryWords } from '../board/story-words.ts'
import { storyWordsSchema } from './story-words-schema.ts'

export function readStoryWords(): StoryWords {
  const read = storyWordsSchema.safeParse(load(storyText))
  if (!read.success) throw new Error(`content/words/story.yaml\n${z.prettifyError(read.error)}`)
  return read.data
}
