// The input of filters: the files named on the command line, or standard input for none and for `-`.

import type { AppletCall } from './applet.ts'
import { errorText } from '../shell/file-error.ts'

export interface NamedText {
  /** As on the command line; `-` for standard input. */
  readonly name: string
  readonly text: string
}

export interface Inputs {
  readonly texts: readonly NamedText[]
  /** Whether a file could not be read; that was said. */
  readonly failed: boolean
}

/** How an applet speaks of files that it cannot read. */
export type Complaint = 'plain' | "can't open" | 'counts directories' | 'finds directories unreadable'

/** @returns undefined when standard input has not ended: then return `MORE` */
export function inputsOf(call: AppletCall, names: readonly string[], complaint: Complaint = 'plain'): Inputs | undefined {
  const texts: NamedText[] = []
  let failed = false
  for (const name of names.length === 0 ? ['-'] : names) {
    if (name === '-') {
      const text = call.input()
      if (text === undefined) return undefined
      texts.push({ name, text })
      continue
    }
    const read = call.read(name)
    if (read.ok) texts.push({ name, text: read.value })
    else {
      failed = true
      if (complaint === "can't open")
        call.complain(read.problem === 'EISDIR' ? `read error: ${errorText('EISDIR')}` : `can't open '${name}': ${errorText(read.problem)}`)
      else call.complainOf(name, complaint === 'finds directories unreadable' && read.problem === 'EISDIR' ? 'EIO' : read.problem)
      if (complaint === 'counts directories' && read.problem === 'EISDIR') texts.push({ name, text: '' })
    }
  }
  return { texts, failed }
}

/** Lines without their ends. */
export function linesOf(text: string): readonly string[] {
  if (text === '') return []
  const lines = text.split('\n')
  return text.endsWith('\n') ? lines.slice(0, -1) : lines
}
