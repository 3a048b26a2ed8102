// The log of a container, by lines: what is written to stdout and stderr, each line once it is whole (LIFE-*).
// @source containerd pkg/cri/io/logger.go redirectLogs

import type { SimTimeMs } from '../base/sim-time.ts'
import type { LogEnd } from './state.ts'

export interface LogLine {
  readonly atMs: SimTimeMs
  readonly text: string
  /** It may still be written on: whoever is attached sees it, the log does not have it. */
  readonly isOpen: boolean
}

const LINES = /[^\n]*\n|[^\n]+/g

/**
 * @param isOver  The container has ended, and with it the lines that it left open.
 * @returns Oldest first; those that are open stand last.
 */
export function linesOf(log: LogEnd | undefined, isOver: boolean): readonly LogLine[] {
  const written: LogEnd[] = []
  for (let end = log; end !== undefined; end = end.before) written.push(end)
  const lines: LogLine[] = []
  const open = new Map<LogEnd['stream'], LogLine>()
  for (const { atMs, stream, text } of written.reverse()) {
    for (const part of text.match(LINES) ?? []) {
      const line = { atMs, text: (open.get(stream)?.text ?? '') + part, isOpen: !part.endsWith('\n') }
      if (line.isOpen) open.set(stream, line)
      else {
        open.delete(stream)
        lines.push(line)
      }
    }
  }
  return [...lines, ...[...open.values()].map((line) => ({ ...line, isOpen: !isOver }))]
}
