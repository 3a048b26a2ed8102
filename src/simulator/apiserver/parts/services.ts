// Services.

import { serviceWarnings, validateService, validateServiceUpdate } from '../../validation/service.ts'
import type { ServerParts } from '../server-parts.ts'

export const SERVICES: ServerParts['services'] = {
  name: 'services',
  kinds: { Service: { create: validateService, update: validateServiceUpdate, warnings: serviceWarnings } },
}
