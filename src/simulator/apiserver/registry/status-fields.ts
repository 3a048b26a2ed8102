// What a write of the status alone may not touch.
// @source pkg/registry/*/*/strategy.go, the strategies of the status; pkg/apis/core/v1/conversion.go Convert_v1_PodStatus_To_core_PodStatus

import type { Kind } from '../../api/kinds.ts'
import type { PartFinder } from '../../base/parts.ts'
import type { Draft } from '../decode/decoder.ts'
import { itemsOf, memberOf } from '../defaults/draft-field.ts'
import type { ServerParts } from '../server-parts.ts'
import { strategyOf } from './strategy.ts'

/** Metadata may be written with the status, but not these. */
const KEPT_METADATA: Readonly<Partial<Record<Kind, string>>> = { Deployment: 'labels', Pod: 'ownerReferences' }

/** Changes the draft in place. */
export function settleStatus(kind: Kind, draft: Draft, old: Draft, parts: PartFinder<ServerParts>): void {
  for (const field of Object.keys({ ...draft, ...old })) if (field !== 'status' && field !== 'metadata') keep(field, draft, old)
  const kept = KEPT_METADATA[kind]
  if (kept !== undefined) keep(kept, memberOf(draft, 'metadata'), memberOf(old, 'metadata'))
  if (kind === 'Pod') completePodStatus(memberOf(draft, 'status'), memberOf(old, 'status'))
  strategyOf(kind, parts).settleStored?.(draft)
}

function keep(field: string, draft: Draft, old: Draft): void {
  const value = old[field]
  if (value === undefined) delete draft[field]
  else draft[field] = value
}

/** Of `podIP` and `podIPs` the single one counts where they differ; the class of a Pod is never unsaid. */
function completePodStatus(status: Draft, old: Draft): void {
  if (status['qosClass'] === undefined || status['qosClass'] === '') keep('qosClass', status, old)
  const single = status['podIP']
  const [first] = itemsOf(status, 'podIPs')
  if (typeof single === 'string' && single !== '' && first?.['ip'] !== single) status['podIPs'] = [{ ip: single }]
  else if (first !== undefined) status['podIP'] = first['ip'] ?? ''
}
