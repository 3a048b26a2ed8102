// The transcript as a text to keep: one line an entry, in columns, with the cause at its end.

import type { StoryLine } from './story.ts'
import { clockText } from './words.ts'

/** @param startMs  When the learner came: the clock shows zero. */
export function transcriptText(title: string, story: readonly StoryLine[], startMs: number): string {
  const widest = Math.max(0, ...story.map(({ who }) => who.length))
  const lines = story.map(({ atMs, who, says, because }) => {
    const cause = because === undefined || because === says ? '' : ` (because: ${onOneLine(because)})`
    return `${clockText(atMs - startMs)}  ${who.padEnd(widest)}  ${onOneLine(says)}${cause}\n`
  })
  return `${title}\n\n${lines.join('')}`
}

function onOneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ')
}
