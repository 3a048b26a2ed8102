// Every part, for those who need not wait for any: workers, builds, tests.

import type { Parts } from '../../base/parts.ts'
import { PartsInUse } from '../../base/parts.ts'
import { validationWith } from '../../validation/index.ts'
import { createApiServer } from '../index.ts'
import type { ServerPart, ServerParts } from '../server-parts.ts'
import { BATCH } from './batch.ts'
import { EVENTS } from './events.ts'
import { KEY_PAIRS } from './key-pairs.ts'
import { PATCHES } from './patches.ts'
import { POD_FIELDS } from './pod-fields.ts'
import { SELECTORS } from './selectors.ts'
import { SERVICES } from './services.ts'
import { SETS } from './sets.ts'
import { STRUCTS } from './structs.ts'
import { SUBRESOURCES } from './subresources.ts'
import { VOLUMES } from './volumes.ts'

export const ALL_PARTS: readonly ServerPart[] = [
  BATCH,
  EVENTS,
  KEY_PAIRS,
  PATCHES,
  POD_FIELDS,
  SELECTORS,
  SERVICES,
  SETS,
  STRUCTS,
  SUBRESOURCES,
  VOLUMES,
]

const BY_NAME: Parts = new Map(ALL_PARTS.map((part) => [part.name, part]))

export const apiServer = createApiServer(BY_NAME)

export const validation = validationWith(new PartsInUse<ServerParts>(BY_NAME))
