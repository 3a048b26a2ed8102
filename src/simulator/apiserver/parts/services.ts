// Services.

import { serviceWarnings, validateService, validateServiceUpdate } from '../../validation/service.ts'
import { SERVICE_DEFAULTS } from '../defaults/service.ts'
import { serviceStrategy } from '../registry/service-strategy.ts'
import type { ServerParts } from '../server-parts.ts'

export const SERVICES: ServerParts['services'] = {
  name: 'services',
  strategies: { Service: serviceStrategy },
  defaults: SERVICE_DEFAULTS,
  kinds: { Service: { create: validateService, update: validateServiceUpdate, warnings: serviceWarnings } },
}
