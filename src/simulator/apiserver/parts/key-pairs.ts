// Certificates and keys in Secrets.

import { keyPairProblem } from '../../base/key-pair.ts'
import type { ServerParts } from '../server-parts.ts'

export const KEY_PAIRS: ServerParts['key-pairs'] = { name: 'key-pairs', problem: keyPairProblem }
