// Puts in the names of files for a pattern. A pattern that matches nothing stays as it is.
// @source glob(7); busybox shell/ash.c expandmeta

import type { Expansion, Piece } from './expansion-state.ts'
import { entriesAt, find, locate } from './file-tree.ts'
import { fileWorld } from './machine.ts'
import { compilePattern, hasPattern, literalPattern, matchesPattern } from './pattern.ts'

export function expandFileNames(expansion: Expansion, field: readonly Piece[]): readonly string[] {
  const text = field.map((piece) => piece.text).join('')
  if (!field.some((piece) => !piece.quoted && hasPattern(piece.text))) return [text]
  const source = field.map((piece) => (piece.quoted ? literalPattern(piece.text) : piece.text)).join('')
  const found = matching(expansion, source)
  return found.length === 0 ? [text] : found
}

/** Directory by directory, from the left. */
function matching({ machine, process }: Expansion, source: string): readonly string[] {
  const segments = source.split('/')
  let paths: readonly string[] = ['']
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1
    const slash = isLast ? '' : '/'
    if (!hasPattern(segment)) {
      const literal = segment.replace(/\\(.)/g, '$1')
      paths = paths.map((path) => `${path}${literal}${slash}`)
      return
    }
    const pattern = compilePattern(segment)
    const showsHidden = segment.startsWith('.') || segment.startsWith('\\.')
    const world = fileWorld(machine)
    paths = paths.flatMap((path) => {
      const directory = find(world, process.directory, path === '' ? '.' : path)
      if (!directory.ok) return []
      const entries = entriesAt(world, directory.value.parts)
      const hidden = showsHidden ? ['.', '..'] : []
      machine.budget -= 1 + entries.length
      return [...hidden, ...entries.map(([name]) => name)]
        .filter((name) => (showsHidden || !name.startsWith('.')) && matchesPattern(pattern, name))
        .map((name) => `${path}${name}${slash}`)
    })
  })
  const world = fileWorld(machine)
  return paths.filter((path) => {
    const place = locate(world, process.directory, path, 'keep')
    return place.ok && place.value.node !== undefined
  })
}
