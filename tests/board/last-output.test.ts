import { describe, expect, test } from 'vitest'
import { lastOutput } from '../../src/board/last-output.ts'
import type { ScreenPiece } from '../../src/simulator/index.ts'

const screen: readonly ScreenPiece[] = [
  { atMs: 1000, kind: 'line', text: 'kubectl get pods' },
  { atMs: 1000, kind: 'stdout', text: 'NAME\n' },
  { atMs: 1000, kind: 'end', text: '0' },
  { atMs: 2000, kind: 'line', text: 'kubectl apply -f a.yaml' },
  { atMs: 2000, kind: 'stderr', text: 'error: ' },
  { atMs: 3000, kind: 'stderr', text: 'late\n' },
]

describe('the output of the last line', () => {
  test('is what it printed on either stream', () => {
    expect(lastOutput(screen, 3000)).toBe('error: late\n')
  })

  test('is what was printed by the moment that is shown', () => {
    expect(lastOutput(screen, 2500)).toBe('error: ')
    expect(lastOutput(screen, 1500)).toBe('NAME\n')
    expect(lastOutput(screen, 500)).toBe('')
  })
})
