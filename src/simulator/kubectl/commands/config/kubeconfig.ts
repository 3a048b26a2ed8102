// The kubeconfig that this terminal uses: one cluster, one user, one context with the namespace that was chosen.

import type { JsonObject } from '../../../base/json.ts'
import type { Session } from '../../session.ts'
import { CLUSTER_NAME, USER_NAME } from './names.ts'

export const SERVER_ADDRESS = 'https://127.0.0.1:6443'
const OMITTED = 'DATA+OMITTED'

/** The context's namespace, as the file holds it; '' when none was chosen. */
export function contextNamespace({ namespace }: Session): string {
  return namespace === 'default' ? '' : namespace
}

export function kubeconfigOf(session: Session): JsonObject {
  const namespace = contextNamespace(session)
  return {
    kind: 'Config',
    apiVersion: 'v1',
    clusters: [{ name: CLUSTER_NAME, cluster: { server: SERVER_ADDRESS, 'certificate-authority-data': OMITTED } }],
    users: [{ name: USER_NAME, user: { 'client-certificate-data': OMITTED, 'client-key-data': OMITTED } }],
    contexts: [
      {
        name: session.context,
        context: { cluster: CLUSTER_NAME, user: USER_NAME, ...(namespace === '' ? {} : { namespace }) },
      },
    ],
    'current-context': session.context,
  }
}
