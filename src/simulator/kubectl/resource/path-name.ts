// What the client itself says of a name that can't stand in a request's path.
// @source k8s.io/client-go rest/request.go Name, apimachinery/pkg/api/validation/path IsValidPathSegmentName

import { goQuote } from '../../base/go-text.ts'

export const NAMELESS = 'resource name may not be empty'

export function pathNameProblem(name: string): string | undefined {
  if (name === '') return NAMELESS
  if (name === '.' || name === '..') return `invalid resource name ${goQuote(name)}: [may not be '${name}']`
  const found = ['/', '%'].filter((sign) => name.includes(sign)).map((sign) => `may not contain '${sign}'`)
  return found.length === 0 ? undefined : `invalid resource name ${goQuote(name)}: [${found.join(', ')}]`
}
