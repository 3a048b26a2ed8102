// The subresources `status` and `scale`, as people write them; the cluster's own components write past all rules.

import { validateStatusUpdate } from '../../validation/status-update.ts'
import { writeScale } from '../registry/scale.ts'
import { settleStatus } from '../registry/status-fields.ts'
import type { ServerParts } from '../server-parts.ts'

export const SUBRESOURCES: ServerParts['subresources'] = {
  name: 'subresources',
  writeScale,
  settleStatus,
  statusErrors: validateStatusUpdate,
}
