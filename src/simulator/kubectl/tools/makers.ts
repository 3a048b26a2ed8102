// What comes with the first `kubectl run` or `kubectl expose`, or `kubectl create` of a kind that few lessons have.

import { CREATE_CRONJOB, CREATE_JOB } from '../commands/create/makers/batch.ts'
import { CREATE_CLUSTER_ROLE_BINDING, CREATE_ROLE_BINDING } from '../commands/create/makers/bindings.ts'
import { CREATE_DOCKER_REGISTRY, CREATE_TLS } from '../commands/create/makers/credentials.ts'
import { CREATE_INGRESS } from '../commands/create/makers/ingress.ts'
import { CREATE_DISRUPTION_BUDGET, CREATE_PRIORITY_CLASS, CREATE_QUOTA } from '../commands/create/makers/policies.ts'
import { CREATE_CLUSTER_ROLE, CREATE_ROLE } from '../commands/create/makers/roles.ts'
import { CREATE_SERVICE } from '../commands/create/makers/service.ts'
import { EXPOSE } from '../commands/expose.ts'
import { RUN } from '../commands/run/index.ts'
import type { MakerTools } from '../tool-sets.ts'

export const MAKER_TOOLS: MakerTools = {
  name: 'makers',
  commands: [EXPOSE, RUN],
  kinds: [
    CREATE_CLUSTER_ROLE,
    CREATE_CLUSTER_ROLE_BINDING,
    CREATE_CRONJOB,
    CREATE_INGRESS,
    CREATE_JOB,
    CREATE_DISRUPTION_BUDGET,
    CREATE_PRIORITY_CLASS,
    CREATE_QUOTA,
    CREATE_ROLE,
    CREATE_ROLE_BINDING,
    CREATE_SERVICE,
  ],
  credentials: [CREATE_DOCKER_REGISTRY, CREATE_TLS],
}
