// Cuts a file into chunks at `---`, line by line and before any YAML is read, as kubectl does (Y-11). A `---` inside a block scalar at
// column 0 cuts as well, and `...` does not cut at all.
//
// @source staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go YAMLReader.Read

import type { SourceRange } from '../base/source-range.ts'
import { trimGoSpace } from './go-space.ts'
import { ManifestProblem } from './manifest-problem.ts'

const SEPARATOR = '---'

export interface DocumentChunks {
  readonly chunks: readonly SourceRange[]
  /** A separator with more than a comment behind it. The chunk before it is lost with it. */
  readonly problem: ManifestProblem | undefined
}

/** @param text  Lines end in a line feed, the last one too. A chunk may start with the separator line itself when nothing stood before. */
export function splitDocuments(text: string): DocumentChunks {
  const chunks: SourceRange[] = []
  let chunkStart = 0
  for (let lineStart = 0; lineStart < text.length;) {
    const lineEnd = text.indexOf('\n', lineStart) + 1 || text.length
    if (text.startsWith(SEPARATOR, lineStart)) {
      const rest = trimGoSpace(text.slice(lineStart + SEPARATOR.length, lineEnd))
      if (rest !== '' && !rest.startsWith('#')) {
        const range = { start: lineStart, end: lineEnd - 1 }
        return { chunks, problem: new ManifestProblem('separator-bad', `invalid Yaml document separator: ${rest}`, range) }
      }
      if (lineStart > chunkStart) {
        chunks.push({ start: chunkStart, end: lineStart })
        chunkStart = lineEnd
      }
    }
    lineStart = lineEnd
  }
  if (chunkStart < text.length) chunks.push({ start: chunkStart, end: text.length })
  return { chunks, problem: undefined }
}
