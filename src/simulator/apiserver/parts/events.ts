// Events that clients write; those of the cluster's own components are written past all rules.

import { validateEvent } from '../../validation/event.ts'
import type { ServerParts } from '../server-parts.ts'

export const EVENTS: ServerParts['events'] = {
  name: 'events',
  kinds: {
    Event: {
      create: validateEvent,
      update: (event, _, errors) => {
        validateEvent(event, errors)
      },
    },
  },
}
