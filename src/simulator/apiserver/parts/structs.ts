// How messages show structs that are wrong as a whole.

import { internalText } from '../../validation/internal-form.ts'
import type { ServerParts } from '../server-parts.ts'

export const STRUCTS: ServerParts['structs'] = { name: 'structs', text: internalText }
