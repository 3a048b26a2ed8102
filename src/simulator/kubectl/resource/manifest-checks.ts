// What kubectl itself checks in a document before it asks the API server (K-2 … K-5): apiVersion and kind, their mapping, metadata.

import type { JsonValue } from '../../base/json.ts'
import { isJsonObject } from '../../base/json.ts'
import { kindForManifest } from './mapping.ts'
import { kindProblems, metadataProblem } from './manifests.ts'
import { textOf } from './info.ts'

/** kubectl's words without the name of the file; undefined for a document that it sends on. Lists are checked item by item when they are sent. */
export function clientProblem(value: JsonValue): string | undefined {
  const problems = [...new Set(kindProblems(value))]
  if (problems.length > 0) return problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`
  if (!isJsonObject(value) || textOf(value, 'kind').endsWith('List')) return undefined
  const problem = metadataProblem(value)
  if (problem !== undefined) return problem
  const kind = kindForManifest(textOf(value, 'apiVersion'), textOf(value, 'kind'))
  return typeof kind === 'string' ? kind : undefined
}
