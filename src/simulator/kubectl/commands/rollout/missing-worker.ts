// What kubectl says of a kind that a rollout subcommand can do nothing with.
// @source k8s.io/kubectl pkg/apps/kind_visitor.go Accept; pkg/polymorphichelpers/{history,rollback,rollout_status}.go

import type { Kind, KindInfo } from '../../../api/kinds.ts'
import { goQuote } from '../../../base/go-text.ts'

/** Kinds that kubectl knows to be workloads. */
const WORKLOADS: ReadonlySet<Kind> = new Set(['DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet', 'CronJob'])

/** @param known  What is said of a workload for which this is not made. */
export function missingWorker({ kind, group }: KindInfo, doing: string, known: string): string {
  if (WORKLOADS.has(kind)) return known
  const name = group === '' ? kind : `${kind}.${group}`
  return `error ${doing} for ${goQuote(name)}, no visitor method exists for {${group} ${kind}}`
}
