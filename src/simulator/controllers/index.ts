// All control loops of the cluster.

import type { Controller } from '../api/component.ts'
import { deploymentController } from './deployment/index.ts'
import { garbageCollector } from './garbage-collector.ts'
import { rootCaPublisher, serviceAccountController } from './namespace-contents.ts'
import { namespaceController } from './namespace.ts'
import { replicaSetController } from './replica-set.ts'

export const controllers: readonly Controller[] = [
  deploymentController,
  replicaSetController,
  namespaceController,
  serviceAccountController,
  rootCaPublisher,
  garbageCollector,
]
