// Metadata as text: what the downward API gives to containers, and what `kubectl describe` shows of it (P-6).
// @source pkg/fieldpath/fieldpath.go ExtractFieldPathAsString, FormatMap

import { compareBytes } from '../base/go-json.ts'
import { goQuote } from '../base/go-text.ts'
import type { ObjectMeta } from './fields/meta.ts'

/** One label or annotation, by its key. */
export const METADATA_SUBSCRIPT = /^metadata\.(labels|annotations)\['(.*)'\]$/

/** undefined for a path that is none of metadata; empty for what is not set. */
export function metadataField(metadata: ObjectMeta, fieldPath: string): string | undefined {
  const [, map, key = ''] = METADATA_SUBSCRIPT.exec(fieldPath) ?? []
  if (map !== undefined) return (map === 'labels' ? metadata.labels : metadata.annotations)?.[key] ?? ''
  switch (fieldPath) {
    case 'metadata.name':
      return metadata.name ?? ''
    case 'metadata.namespace':
      return metadata.namespace ?? ''
    case 'metadata.uid':
      return metadata.uid ?? ''
    case 'metadata.labels':
      return formatMap(metadata.labels)
    case 'metadata.annotations':
      return formatMap(metadata.annotations)
    default:
      return undefined
  }
}

/** `key="value"` lines in the order of the keys. */
function formatMap(map: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(map ?? {})
    .sort(([left], [right]) => compareBytes(left, right))
    .map(([key, value]) => `${key}=${goQuote(value)}`)
    .join('\n')
}
