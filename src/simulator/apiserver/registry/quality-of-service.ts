// The quality-of-service class of a Pod, from what its containers ask for.
// @source pkg/apis/core/v1/helper/qos/qos.go ComputePodQOS

import { parseQuantity } from '../../base/quantity.ts'
import type { Draft, DraftValue } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import { itemsOf, memberOf } from '../defaults/draft-field.ts'

const COUNTED = ['cpu', 'memory'] as const

export function qualityOfService(pod: Draft): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const spec = memberOf(pod, 'spec')
  const holders = isDraft(spec['resources']) ? [spec] : [...itemsOf(spec, 'containers'), ...itemsOf(spec, 'initContainers')]
  const amounts = holders.map((holder) => ({ requests: countedAmounts(holder, 'requests'), limits: countedAmounts(holder, 'limits') }))
  if (amounts.every(({ requests, limits }) => requests.size === 0 && limits.size === 0)) return 'BestEffort'
  const isGuaranteed = amounts.every(({ requests, limits }) =>
    COUNTED.every((name) => limits.has(name) && (requests.get(name) ?? limits.get(name)) === limits.get(name)),
  )
  return isGuaranteed ? 'Guaranteed' : 'Burstable'
}

/** CPU and memory amounts above zero, in units of 10^-9. */
function countedAmounts(holder: Draft, list: 'requests' | 'limits'): ReadonlyMap<string, bigint> {
  const found = new Map<string, bigint>()
  const resources: DraftValue | undefined = holder['resources']
  const amounts = isDraft(resources) ? resources[list] : undefined
  if (!isDraft(amounts)) return found
  for (const name of COUNTED) {
    const parsed = parseQuantity(String(amounts[name] ?? ''))
    if (parsed.ok && parsed.value.nano > 0n) found.set(name, parsed.value.nano)
  }
  return found
}
