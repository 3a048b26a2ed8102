// What the scanners of single tokens share with the scanner that calls them.

import type { Cursor } from './cursor.ts'
import type { ProblemContext, SyntaxProblemCode } from './syntax-problem.ts'

export interface ScanState {
  readonly cursor: Cursor
  /** The column of the innermost open block, -1 outside of all. */
  readonly indent: number
  /** How many brackets and braces are open. */
  readonly flowLevel: number
  /** Whether what comes next may be a key without `?`. */
  keyAllowed: boolean
  /** Reports a problem at the cursor. */
  fail(code: SyntaxProblemCode, context?: ProblemContext): never
}
