// A value as a chip shows it: short, with its size where it is long, and hidden where it is a Secret's that nobody asked for.

import { utf8Length } from '../simulator/index.ts'
import { binaryLength } from './versions.ts'

export interface ShownValue {
  /** What the chip says. */
  readonly text: string
  /** All of it, or the same as `text` where it is hidden. */
  readonly whole: string
  readonly bytes: number
  /** Whether there is more than the chip says. */
  readonly isShortened: boolean
  readonly isHidden: boolean
  /** From 1; 0: a value that its key never had, or that belongs to no key. */
  readonly version: number
}

const LONGEST = 22
const DOTS = '••••••'

export function showValue(text: string, version: number, isHidden = false): ShownValue {
  const binary = binaryLength(text)
  const bytes = binary ?? utf8Length(text)
  if (isHidden) return { text: DOTS, whole: DOTS, bytes, isShortened: false, isHidden, version }
  if (binary !== undefined) return { text: 'binary', whole: 'binary', bytes, isShortened: true, isHidden, version }
  const trimmed = text.trimEnd()
  const firstLine = trimmed.split('\n', 1)[0] ?? ''
  const isShortened = firstLine !== trimmed || firstLine.length > LONGEST
  return {
    text: firstLine.length > LONGEST ? `${firstLine.slice(0, LONGEST - 1)}…` : firstLine,
    whole: text,
    bytes,
    isShortened,
    isHidden,
    version,
  }
}
