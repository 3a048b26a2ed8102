// The simulator's language, asked with what is known at the moment that is shown.

import type { EditorLanguage } from '../../browser/editor/text-editor.ts'
import type { EditorWorld } from '../../simulator/index.ts'
import { base64Of, bytesAt, completeAt, fitting, formatText, helpAt, outlineOf } from '../../simulator/index.ts'
import { changesOfLines } from './line-changes.ts'

export interface ManifestLanguage extends EditorLanguage {
  /** A text as base64, for the data of a Secret. */
  encode(text: string): string
}

/** @param world  Called at each question. */
export function createLanguage(world: () => EditorWorld): ManifestLanguage {
  return {
    complete: (text, offset) => completeAt(text, offset, world()),
    fitting,
    help: (text, offset) => helpAt(text, offset, world()),
    outline: outlineOf,
    format: (text) => {
      const formatted = formatText(text)
      return formatted === undefined ? undefined : changesOfLines(text, formatted)
    },
    bytes: bytesAt,
    encode: base64Of,
  }
}
