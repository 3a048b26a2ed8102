// Entries of ConfigMaps and Secrets that arrive otherwise than they are written, and nobody says so: a key that YAML takes for no text
// becomes what it was taken for (Y-7), and `kubectl apply` leaves out a key with nothing behind it (D-5).

import { isJsonObject } from '../base/json.ts'
import type { SourceRange } from '../base/source-range.ts'
import type { ManifestDocument } from '../yaml/index.ts'

export interface UnkeptEntry {
  readonly what: 'key-taken-otherwise' | 'nothing-kept'
  /** As it is sent. */
  readonly key: string
  readonly path: readonly (string | number)[]
  readonly range: SourceRange
  /** Quotes around the key; two quotes in the place of nothing. */
  readonly edits: readonly { readonly range: SourceRange; readonly newText: string }[]
}

/** @param documents  What was read in the text. */
export function unkeptEntries(text: string, documents: readonly ManifestDocument[]): readonly UnkeptEntry[] {
  return documents.flatMap(({ value: object, sourceMap }) => {
    if (!isJsonObject(object) || (object['kind'] !== 'ConfigMap' && object['kind'] !== 'Secret')) return []
    return ['data', 'stringData'].flatMap((field) => {
      const held = object[field]
      return Object.entries(isJsonObject(held) ? held : {}).flatMap(([key, value]): readonly UnkeptEntry[] => {
        const path = [field, key]
        const range = sourceMap.rangeOf(path)?.key
        if (range === undefined) return []
        const written = text.slice(range.start, range.end)
        if (value === null) return [{ what: 'nothing-kept', key, path, range, edits: emptyTextAfter(text, range) }]
        // Whoever writes quotes, a tag or an alias knows that keys have a type.
        if (written === key || !/^[\w.+~-]+$/.test(written)) return []
        return [{ what: 'key-taken-otherwise', key, path, range, edits: [{ range, newText: `"${written}"` }] }]
      })
    })
  })
}

function emptyTextAfter(text: string, { end }: SourceRange): UnkeptEntry['edits'] {
  const found = /^[ \t]*:((?:[ \t]*(?:~|null|Null|NULL))?)/.exec(text.slice(end, end + 40))
  if (found === null) return []
  const behind = end + found[0].length
  return [{ range: { start: behind - (found[1] ?? '').length, end: behind }, newText: ' ""' }]
}
