// Selectors of labels and of fields, in lists and watches.

import { readSelectors } from '../registry/selection.ts'
import type { ServerParts } from '../server-parts.ts'

export const SELECTORS: ServerParts['selectors'] = { name: 'selectors', read: readSelectors }
