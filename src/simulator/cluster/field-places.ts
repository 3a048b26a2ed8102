// From a field's name in a refusal to its place in the text: `spec.containers[0].env[1].name`, `data[a.b]`, `metadata.labels`.

import type { JsonPath, SourceMap } from '../yaml/index.ts'
import type { SourceRange } from '../base/source-range.ts'

/** Steps of a printed path. What stands in brackets is a list's index or a map's key. */
export function parseFieldPath(text: string): JsonPath {
  const steps: (string | number)[] = []
  for (const [, name, inner] of text.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)) {
    if (name !== undefined) steps.push(name)
    else if (inner !== undefined) steps.push(/^\d+$/.test(inner) ? Number(inner) : inner.replace(/^"|"$/g, ''))
  }
  return steps
}

/** The nearest thing that is there: the field itself, or what it should stand in. */
export function placeOfField(sourceMap: SourceMap, path: JsonPath): SourceRange | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const ranges = sourceMap.rangeOf(path.slice(0, length))
    if (ranges !== undefined)
      return length === path.length
        ? (ranges.key ?? ranges.value)
        : (ranges.key ?? { start: ranges.value.start, end: Math.min(ranges.value.end, ranges.value.start + 1) })
  }
  return undefined
}
