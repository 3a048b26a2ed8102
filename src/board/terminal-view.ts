// What the terminal shows at a moment: lines with what they printed, as a reader sees them. Pure: a function of (screen, moment).

import type { ScreenPiece } from '../simulator/index.ts'

export interface TerminalSpan {
  readonly kind: 'input' | 'stdout' | 'stderr'
  readonly text: string
}

/** A line and what came of it. */
export interface TerminalEntry {
  /** Which piece of the screen it begins with: stays the same while the run goes on. */
  readonly id: number
  readonly line: string
  readonly spans: readonly TerminalSpan[]
  /** Happened after the moment that is shown. */
  readonly isLater: boolean
}

export interface TerminalView {
  readonly entries: readonly TerminalEntry[]
  /** What a running program wrote last without ending its line: its prompt. */
  readonly tail: string
}

/** What `clear` writes: the cursor home, the screen empty. */
const ESCAPE = '\u001b'
const CLEAR = `${ESCAPE}[2J`
const CONTROL_SEQUENCE = new RegExp(`${ESCAPE}\\[[0-9;?]*[A-Za-z]`, 'g')

/**
 * @param atMs  The moment that is shown; what came later is marked.
 * @param from  Pieces before this one were cleared away.
 * @param isRunning  Whether the last line still runs: then its unfinished output is the tail.
 */
export function terminalView(screen: readonly ScreenPiece[], atMs: number, from: number, isRunning: boolean): TerminalView {
  let entries: TerminalEntry[] = []
  screen.forEach((piece, index) => {
    if (index < from || piece.kind === 'end') return
    if (piece.kind === 'line') {
      entries.push({ id: index, line: piece.text, spans: [], isLater: piece.atMs > atMs })
      return
    }
    if (piece.text.includes(CLEAR)) {
      entries = []
      return
    }
    const last = entries.pop() ?? { id: index, line: '', spans: [], isLater: piece.atMs > atMs }
    entries.push({ ...last, spans: withText(last.spans, piece.kind, piece.text.replace(CONTROL_SEQUENCE, '')) })
  })
  return isRunning ? takeTail(entries) : { entries, tail: '' }
}

function withText(spans: readonly TerminalSpan[], kind: TerminalSpan['kind'], text: string): readonly TerminalSpan[] {
  const last = spans.at(-1)
  return last?.kind === kind ? [...spans.slice(0, -1), { kind, text: last.text + text }] : [...spans, { kind, text }]
}

function takeTail(entries: readonly TerminalEntry[]): TerminalView {
  const entry = entries.at(-1)
  const span = entry?.spans.at(-1)
  if (entry === undefined || span === undefined || span.kind === 'input') return { entries, tail: '' }
  const cut = span.text.lastIndexOf('\n') + 1
  const spans = [...entry.spans.slice(0, -1), { ...span, text: span.text.slice(0, cut) }]
  return { entries: [...entries.slice(0, -1), { ...entry, spans }], tail: span.text.slice(cut) }
}

/** The lines that were typed, the oldest first, none twice in a row. */
export function typedLines(screen: readonly ScreenPiece[]): readonly string[] {
  const lines = screen.filter(({ kind }) => kind === 'line').map(({ text }) => text)
  return lines.filter((line, index) => line !== lines[index - 1])
}
