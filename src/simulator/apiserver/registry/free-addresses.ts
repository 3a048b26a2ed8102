// Which addresses and ports the Services of the cluster have left.
// @source pkg/registry/core/service/ipallocator, pkg/registry/core/service/portallocator

import type { Service } from '../../api/fields/service.ts'
import { isKind } from '../../api/objects.ts'
import { drawBelow } from '../../base/random.ts'
import type { ApiServerState } from '../store.ts'
import type { RequestContext } from '../server-parts.ts'
import type { FreeAddresses } from './service-allocation.ts'

/** @source cmd/kube-apiserver --service-cluster-ip-range 10.96.0.0/12 */
const NETWORK = [10, 96] as const

/** A dry run takes no address. */
const UNALLOCATED = `${NETWORK.join('.')}.0.0`

/** The lowest ports of the range are kept for those who ask by number. @source portallocator/allocator.go calculateRangeOffset */
const FIRST_DRAWN_PORT = 30_086
const DRAWN_PORTS = 2_682
const FIRST_DRY_PORT = 32_769

export function freeAddresses({ state, moment }: RequestContext, isDryRun: boolean): FreeAddresses {
  const random = { seed: moment.seed, stream: 'api-server/node-ports' }
  return {
    isDryRun,
    get address() {
      return isDryRun ? UNALLOCATED : nextAddress(state)
    },
    isAddressTaken: (address) => servicesOf(state).some(({ spec }) => spec.clusterIP === address),
    isPortTaken: (port) =>
      servicesOf(state).some(
        ({ spec }) => spec.healthCheckNodePort === port || spec.ports?.some(({ nodePort }) => nodePort === port) === true,
      ),
    drawPort: (attempt) =>
      isDryRun
        ? FIRST_DRY_PORT + attempt
        : FIRST_DRAWN_PORT + drawBelow({ ...random, stream: `${random.stream}/${String(attempt)}` }, state.draws, DRAWN_PORTS),
  }
}

/** The first free address, counting from what was drawn so far. @simplified Services get the next free address; real clusters draw one at random. */
function nextAddress(state: ApiServerState): string {
  const taken = new Set(servicesOf(state).map(({ spec }) => spec.clusterIP))
  for (let offset = 0; ; offset += 1) {
    const number = 256 + ((state.draws * 37 + offset) % 60_000)
    const address = [...NETWORK, number >> 8, number & 255].join('.')
    if (!taken.has(address)) return address
  }
}

function servicesOf(state: ApiServerState): readonly Service[] {
  return [...state.objects.group('Service').values()].filter((object) => isKind(object, 'Service'))
}
