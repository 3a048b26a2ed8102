// Kinds that `kubectl create` makes elsewhere and that this cluster has nothing for.

import type { CommandSpec } from '../command/command.ts'

const NO_ROLES = 'the cluster has one user, who may do everything'
const BY_MANIFEST = 'write it as a manifest and kubectl apply it'
const NOT_SERVED = 'kubectl api-resources lists the kinds of this cluster'

function absentKind(name: string, short: string, unsupported: string): CommandSpec {
  return { name, usage: 'NAME', short, flags: [], unsupported }
}

/** What `kubectl create` makes elsewhere. */
export const UNSUPPORTED_KINDS: readonly CommandSpec[] = [
  absentKind('clusterrole', 'Create a cluster role', NO_ROLES),
  absentKind('clusterrolebinding', 'Create a cluster role binding for a particular cluster role', NO_ROLES),
  absentKind('ingress', 'Create an ingress with the specified name', NOT_SERVED),
  absentKind('poddisruptionbudget', 'Create a pod disruption budget with the specified name', NOT_SERVED),
  absentKind('priorityclass', 'Create a priority class with the specified name', NOT_SERVED),
  absentKind('quota', 'Create a quota with the specified name', NOT_SERVED),
  absentKind('role', 'Create a role with single rule', NO_ROLES),
  absentKind('rolebinding', 'Create a role binding for a particular role or cluster role', NO_ROLES),
  absentKind('service', 'Create a service using a specified subcommand', BY_MANIFEST),
  absentKind('token', 'Request a service account token', 'every container has one in /var/run/secrets/kubernetes.io/serviceaccount/token'),
]
