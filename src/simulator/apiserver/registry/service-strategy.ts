// Services are given addresses and ports, and keep what they were given.

import { freeAddresses } from './free-addresses.ts'
import type { KindStrategy } from '../server-parts.ts'
import { fillAddressFields, keepAllocated, problemsOfService } from './service-allocation.ts'

export const serviceStrategy: KindStrategy = {
  prepareForCreate: ({ draft, context, isDryRun }) => {
    fillAddressFields(draft, freeAddresses(context, isDryRun).address)
  },
  prepareForUpdate: keepAllocated,
  problems: ({ draft, old, context, isDryRun }, errors) => problemsOfService(draft, errors, freeAddresses(context, isDryRun), old),
}
