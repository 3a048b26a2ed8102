// All control loops of the cluster.

import type { Controller } from '../api/component.ts'
import { cronJobController } from './cron-job/index.ts'
import { daemonSetController } from './daemon-set/index.ts'
import { deploymentController } from './deployment/index.ts'
import { garbageCollector } from './garbage-collector.ts'
import { jobController } from './job/index.ts'
import { rootCaPublisher, serviceAccountController } from './namespace-contents.ts'
import { namespaceController } from './namespace.ts'
import { replicaSetController } from './replica-set.ts'
import { serviceAccountTokenController } from './service-account-tokens.ts'
import { statefulSetController } from './stateful-set/index.ts'
import { ttlAfterFinishedController } from './ttl-after-finished.ts'

/** Who is told first: a ReplicaSet that somebody scales makes its Pods before its Deployment takes that back. */
export const controllers: readonly Controller[] = [
  replicaSetController,
  deploymentController,
  statefulSetController,
  daemonSetController,
  jobController,
  cronJobController,
  ttlAfterFinishedController,
  namespaceController,
  serviceAccountController,
  rootCaPublisher,
  serviceAccountTokenController,
  garbageCollector,
]
