// What the client itself says of a name or a namespace that can't stand in a request's path.
// @source k8s.io/client-go rest/request.go Namespace, Name; apimachinery/pkg/api/validation/path IsValidPathSegmentName

import type { ObjectKey } from '../../api/objects.ts'
import { goQuote } from '../../base/go-text.ts'

const NAMELESS = 'resource name may not be empty'

/** The namespace comes first in a path. */
export function pathProblem({ namespace, name }: ObjectKey): string | undefined {
  return namespaceProblem(namespace) ?? (name === '' ? NAMELESS : segmentProblem('resource name', name))
}

/** For what is made or listed: that has no name yet. */
export function namespaceProblem(namespace: string): string | undefined {
  return segmentProblem('namespace', namespace)
}

function segmentProblem(what: string, text: string): string | undefined {
  if (text === '.' || text === '..') return `invalid ${what} ${goQuote(text)}: [may not be '${text}']`
  const found = ['/', '%'].filter((sign) => text.includes(sign)).map((sign) => `may not contain '${sign}'`)
  return found.length === 0 ? undefined : `invalid ${what} ${goQuote(text)}: [${found.join(', ')}]`
}
