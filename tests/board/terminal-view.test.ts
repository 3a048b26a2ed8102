import { describe, expect, test } from 'vitest'
import { terminalView, typedLines } from '../../src/board/terminal-view.ts'
import type { ScreenPiece } from '../../src/simulator/index.ts'

const piece = (atMs: number, kind: ScreenPiece['kind'], text: string): ScreenPiece => ({ atMs, kind, text })

describe('what a terminal shows', () => {
  test('a line and all that came of it are one entry', () => {
    const screen = [
      piece(1, 'line', 'a'),
      piece(1, 'stdout', 'x\n'),
      piece(2, 'stdout', 'y\n'),
      piece(2, 'stderr', 'z\n'),
      piece(2, 'end', '1'),
    ]
    expect(terminalView(screen, 9, 0, false).entries).toEqual([
      {
        id: 0,
        line: 'a',
        isLater: false,
        spans: [
          { kind: 'stdout', text: 'x\ny\n' },
          { kind: 'stderr', text: 'z\n' },
        ],
      },
    ])
  })

  test('what happened after the moment that is shown is marked as later', () => {
    const screen = [piece(1, 'line', 'a'), piece(5, 'line', 'b')]
    expect(terminalView(screen, 4, 0, false).entries.map(({ isLater }) => isLater)).toEqual([false, true])
  })

  test('the prompt of a running program stands before what is typed into it', () => {
    const screen = [piece(1, 'line', 'sh'), piece(1, 'stdout', 'hello\n/ # ')]
    const view = terminalView(screen, 9, 0, true)
    expect(view.tail).toBe('/ # ')
    expect(view.entries[0]?.spans).toEqual([{ kind: 'stdout', text: 'hello\n' }])
  })

  test('what was typed into a program follows its prompt', () => {
    const screen = [piece(1, 'line', 'sh'), piece(1, 'stdout', '/ # '), piece(2, 'input', 'ls\n'), piece(2, 'stdout', 'bin\n/ # ')]
    expect(terminalView(screen, 9, 0, true).entries[0]?.spans.map(({ text }) => text)).toEqual(['/ # ', 'ls\n', 'bin\n'])
  })

  test('a program that clears the screen leaves nothing above', () => {
    const screen = [piece(1, 'line', 'a'), piece(1, 'stdout', 'x\n'), piece(2, 'line', 'clear'), piece(2, 'stdout', '\x1b[H\x1b[2J')]
    expect(terminalView(screen, 9, 0, false).entries).toEqual([])
  })

  test('pieces that were cleared away are not shown, and stay in the history', () => {
    const screen = [piece(1, 'line', 'a'), piece(2, 'line', 'b'), piece(3, 'line', 'b')]
    expect(terminalView(screen, 9, 1, false).entries.map(({ line }) => line)).toEqual(['b', 'b'])
    expect(typedLines(screen)).toEqual(['a', 'b'])
  })
})
