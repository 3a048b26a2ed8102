// What changes stored objects: patches of every type, and what may change in a Pod.

import { validatePodUpdate } from '../../validation/pod-update.ts'
import { patch } from '../registry/patch.ts'
import type { ServerParts } from '../server-parts.ts'

export const PATCHES: ServerParts['patches'] = { name: 'patches', patch, podUpdate: validatePodUpdate }
