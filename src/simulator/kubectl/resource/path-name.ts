// What the client itself says of a name that can't stand in a request's path.
// @source k8s.io/client-go rest/request.go Name, apimachinery/pkg/api/validation/path IsValidPathSegmentName

import { goQuote } from '../../base/go-text.ts'

export function pathNameProblem(name: string): string | undefined {
  if (name === '') return 'resource name may not be empty'
  if (name === '.' || name === '..') return `invalid resource name ${goQuote(name)}: [may not be '${name}']`
  const found = ['/', '%'].filter((sign) => name.includes(sign)).map((sign) => `may not contain '${sign}'`)
  return found.length === 0 ? undefined : `invalid resource name ${goQuote(name)}: [${found.join(', ')}]`
}
