// StatefulSets and DaemonSets.

import { daemonSetWarnings, validateDaemonSet, validateDaemonSetUpdate } from '../../validation/daemon-set.ts'
import { statefulSetWarnings, validateStatefulSet, validateStatefulSetUpdate } from '../../validation/stateful-set.ts'
import type { ServerParts } from '../server-parts.ts'

export const SETS: ServerParts['sets'] = {
  name: 'sets',
  kinds: {
    StatefulSet: { create: validateStatefulSet, update: validateStatefulSetUpdate, warnings: statefulSetWarnings },
    DaemonSet: { create: validateDaemonSet, update: validateDaemonSetUpdate, warnings: daemonSetWarnings },
  },
}
