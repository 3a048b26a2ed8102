// What a quick fix gets and gives. A fix that isn't certain gives nothing.

import type { StructTable } from '../../api/fields/field-table.ts'
import type { JsonPath, ManifestError } from '../../yaml/index.ts'
import type { TextEdit } from '../diagnostic.ts'
import type { WrittenDocument } from '../text-place.ts'

export interface FixContext {
  readonly document: WrittenDocument
  readonly table: StructTable | undefined
  /** Of the diagnostic. */
  readonly path: JsonPath
  /** What was said, without the field. */
  readonly said: string
}

export interface Change {
  readonly edits: readonly TextEdit[]
  /** For the title: what was there and what will be. */
  readonly from: string
  readonly to: string
}

export type FixMaker = (context: FixContext) => Change | undefined

/** Mends a text that can't be read. */
export type TextFixMaker = (text: string, error: ManifestError) => Change | undefined
