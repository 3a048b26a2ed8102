// What changes stored objects: patches of every type, what may change in a Pod, and what becomes of `managedFields` that somebody sends.

import { validatePodUpdate } from '../../validation/pod-update.ts'
import { patch } from '../registry/patch.ts'
import { settleManagers } from '../registry/sent-managers.ts'
import type { ServerParts } from '../server-parts.ts'

export const PATCHES: ServerParts['patches'] = { name: 'patches', patch, podUpdate: validatePodUpdate, settleManagers }
