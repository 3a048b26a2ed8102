// What can't be part of an address, and so can't be looked up.
// @source apimachinery/pkg/api/validation/path/name.go IsValidPathSegmentName

/** All that is wrong with a name, in the server's words. */
export function pathSegmentProblem(name: string): string | undefined {
  if (name === '.' || name === '..') return `may not be '${name}'`
  const found = [name.includes('/') ? "may not contain '/'" : '', name.includes('%') ? "may not contain '%'" : ''].filter(
    (text) => text !== '',
  )
  return found.length === 0 ? undefined : found.join(' ')
}
