// StatefulSets and DaemonSets.

import { daemonSetWarnings, validateDaemonSet, validateDaemonSetUpdate } from '../../validation/daemon-set.ts'
import { statefulSetWarnings, validateStatefulSet, validateStatefulSetUpdate } from '../../validation/stateful-set.ts'
import { SET_DEFAULTS } from '../defaults/sets.ts'
import { daemonSetStrategy } from '../registry/daemon-set-strategy.ts'
import type { ServerParts } from '../server-parts.ts'

export const SETS: ServerParts['sets'] = {
  name: 'sets',
  strategies: { DaemonSet: daemonSetStrategy },
  defaults: SET_DEFAULTS,
  kinds: {
    StatefulSet: { create: validateStatefulSet, update: validateStatefulSetUpdate, warnings: statefulSetWarnings },
    DaemonSet: { create: validateDaemonSet, update: validateDaemonSetUpdate, warnings: daemonSetWarnings },
  },
}
