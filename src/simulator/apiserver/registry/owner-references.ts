// The same owner listed twice counts once, and the author is warned.
// @source apiserver/pkg/endpoints/handlers/rest.go dedupOwnerReferencesAndAddWarning

import { isDeepEqual } from '../../base/deep-equal.ts'
import type { Draft, DraftValue } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'

/** Creates and updates are looked through as they came, patches only after admission; the words differ. */
export type Looked = 'as it came' | 'after admission'

/** Changes `metadata` in place. @returns warnings */
export function dropRepeatedOwners(metadata: Draft, looked: Looked): readonly string[] {
  const references = metadata['ownerReferences']
  if (!Array.isArray(references)) return []
  const kept: DraftValue[] = []
  const repeated: string[] = []
  for (const reference of references) {
    if (kept.some((other) => isDeepEqual(other, reference))) repeated.push(uidOf(reference))
    else kept.push(reference)
  }
  if (repeated.length === 0) return []
  metadata['ownerReferences'] = kept
  const when = looked === 'after admission' ? ' after mutating admission happens' : ''
  const future = 'API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests'
  return [`.metadata.ownerReferences contains duplicate entries${when}; ${future}; duplicate UID(s) observed: ${repeated.join(', ')}`]
}

function uidOf(reference: DraftValue): string {
  const uid = isDraft(reference) ? reference['uid'] : undefined
  return typeof uid === 'string' ? uid : ''
}
