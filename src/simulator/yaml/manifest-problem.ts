// Problems of a manifest beyond its grammar. Thrown inside this layer only: readManifest turns them into values.

import type { SourceRange } from '../base/source-range.ts'

export type ManifestProblemCode =
  | 'alias-unknown'
  | 'alias-recursive'
  | 'aliasing-excessive'
  | 'merge-value'
  | 'tag-mismatch'
  | 'binary-bad'
  | 'key-collection'
  | 'key-unsupported'
  | 'number-not-finite'
  | 'nesting-excessive'
  | 'separator-bad'
  | 'json-syntax'
  | 'json-end'
  | 'json-number'

export class ManifestProblem extends Error {
  readonly code: ManifestProblemCode
  /** In the chunk being read. */
  readonly range: SourceRange

  /** @param text  What kubectl prints behind `error converting YAML to JSON: `. */
  constructor(code: ManifestProblemCode, text: string, range: SourceRange) {
    super(text)
    this.code = code
    this.range = range
  }
}
