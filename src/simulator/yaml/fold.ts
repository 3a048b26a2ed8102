// Folding: how line breaks inside a scalar read.

/** One line feed reads as a space, several lose the first; LS and PS stay. */
export function foldBreaks(first: string, rest: string): string {
  if (!first.startsWith('\n')) return first + rest
  return rest === '' ? ' ' : rest
}
