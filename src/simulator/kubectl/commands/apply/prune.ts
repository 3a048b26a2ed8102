// `kubectl apply --prune`: what was applied once, is selected, and is in no manifest any more, goes away.
// @source k8s.io/kubectl pkg/cmd/apply/prune.go pruneAll, prune; pkg/util/prune/prune.go
// @simplified `kubectl apply --prune` looks only at kinds that this cluster has, and knows no apply sets.

import type { ApiObject } from '../../../api/objects.ts'
import type { Kind } from '../../../api/kinds.ts'
import { kindInfo } from '../../../api/kinds.ts'
import type { JsonObject } from '../../../base/json.ts'
import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import type { CommandOutcome } from '../../command/command.ts'
import type { Failure } from '../../failure.ts'
import { plainError } from '../../failure.ts'
import { printResult } from '../../printers/output.ts'
import { metadataOf, textOf } from '../../resource/info.ts'
import { operationText } from '../common-flags.ts'
import { LAST_APPLIED } from '../create/begin.ts'
import { cascadeOf } from '../delete/options.ts'
import { logLine } from '../log-line.ts'
import { send, sendList } from '../requests.ts'
import type { Applying } from './applying.ts'

/** In kubectl's order. */
const NAMESPACED: readonly Kind[] = [
  'ConfigMap',
  'PersistentVolumeClaim',
  'Pod',
  'Secret',
  'Service',
  'Job',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
]

const DEPRECATED =
  'Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.'
/** Endpoints are among the kinds that it goes through. */
const ENDPOINTS = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'

/** @param applied  What stays. */
export function prune(applying: Applying, applied: readonly JsonObject[]): CommandOutcome {
  const { runtime } = applying.call
  const kept = new Set(applied.map((object) => textOf(metadataOf(object), 'uid')))
  const namespaces = new Set(applied.map((object) => textOf(metadataOf(object), 'namespace')).filter((name) => name !== ''))
  runtime.err(logLine(runtime.moment, 'W', 'prune.go:71', DEPRECATED))
  if (namespaces.size > 0) runtime.warn(ENDPOINTS)
  for (const namespace of namespaces) {
    for (const kind of NAMESPACED) {
      const problem = pruneKind(applying, kind, namespace, kept)
      if (problem !== undefined) return problem
    }
  }
  return pruneKind(applying, 'Namespace', '', kept)
}

function pruneKind(applying: Applying, kind: Kind, namespace: string, kept: ReadonlySet<string>): Failure | undefined {
  const { call } = applying
  const labelSelector = call.flags.text('selector')
  const listed = sendList(call.runtime, { verb: 'list', kind, namespace, ...(labelSelector === '' ? {} : { labelSelector }) })
  if (!listed.ok) return refusal(kind, listed.problem.message)
  for (const object of listed.value) {
    const { annotations, uid } = object.metadata
    if (annotations?.[LAST_APPLIED] === undefined || kept.has(uid ?? '')) continue
    const problem = pruneOne(applying, object)
    if (problem !== undefined) return problem
  }
  return undefined
}

function pruneOne({ call, dryRun }: Applying, object: ApiObject): Failure | undefined {
  const cascade = cascadeOf(call)
  const graceSeconds = call.flags.int('grace-period')
  const { kind, metadata } = object
  if (dryRun !== 'client') {
    const deleted = send(call.runtime, {
      verb: 'delete',
      kind,
      key: { namespace: metadata.namespace ?? '', name: metadata.name ?? '' },
      ...(cascade.ok ? { propagationPolicy: cascade.value } : {}),
      ...(graceSeconds < 0 ? {} : { gracePeriodSeconds: graceSeconds }),
      ...(dryRun === 'server' ? { dryRun: true } : {}),
    })
    if (!deleted.ok) return refusal(kind, deleted.problem.message)
  }
  return printResult(call, jsonFromObject(object), operationText('pruned', dryRun))
}

function refusal(kind: Kind, message: string): Failure {
  const { group, version, namespaced } = kindInfo(kind)
  const shown = `${group === '' ? '' : group}/${version}, Kind=${kind}`
  return plainError(`error pruning ${namespaced ? 'namespaced' : 'nonNamespaced'} object ${shown}: ${message}`)
}
