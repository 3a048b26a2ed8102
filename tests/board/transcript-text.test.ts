import { expect, test } from 'vitest'
import type { StoryLine } from '../../src/board/story.ts'
import { transcriptText } from '../../src/board/transcript-text.ts'

const told = { id: 1, atMs: 1000, lane: 'you', version: 0, because: undefined } as const

test('a transcript is one line an entry: the time since the learner came, who, what, and the cause', () => {
  const story: readonly StoryLine[] = [
    { ...told, who: 'You', says: 'ran kubectl apply -f settings.yaml' },
    { ...told, id: 2, atMs: 62_900, who: 'kubelet', says: 'wrote the volume', because: 'it looked at the Pod' },
  ]
  expect(transcriptText('One change', story, 1000)).toBe(
    'One change\n\n00:00:00  You      ran kubectl apply -f settings.yaml\n00:01:01  kubelet  wrote the volume (because: it looked at the Pod)\n',
  )
})

test('what has several lines stays one entry on one line', () => {
  expect(transcriptText('', [{ ...told, who: 'You', says: 'cat <<EOF\n  a\nEOF\n' }], 0)).toContain('You  cat <<EOF a EOF\n')
})

test('a cause that only says the same again is left out', () => {
  expect(transcriptText('', [{ ...told, who: 'You', says: 'left', because: 'left' }], 0)).not.toContain('because')
})
