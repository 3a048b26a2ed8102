// `kubectl rollout`: restart, watch, take back, pause and resume a roll-out (DEP-15, DEP-16).
// @source k8s.io/kubectl pkg/cmd/rollout/*.go, pkg/polymorphichelpers/rollout_status.go, rollback.go
// @simplified Deployments only.

import { formatTime } from '../../base/timestamp.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonValue } from '../../base/json.ts'
import type { Deployment, ReplicaSet } from '../../api/fields/workload.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import { plainError, statusError, usageError } from '../failure.ts'
import type { Failure } from '../failure.ts'
import { fetchObjects } from '../resource/fetch.ts'
import type { ObjectInfo } from '../resource/info.ts'
import type { Runtime } from '../runtime.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG } from './common-flags.ts'
import { send } from './requests.ts'
import { ROLLOUT_STATUS } from './rollout-status.ts'

const REVISION = 'deployment.kubernetes.io/revision'
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
const HASH_LABEL = 'pod-template-hash'
const SHARED = [...FILENAME_FLAGS, SELECTOR_FLAG]

export const ROLLOUT: CommandSpec = {
  name: 'rollout',
  group: 'Deploy Commands:',
  usage: 'SUBCOMMAND',
  short: 'Manage the roll-out of a workload',
  flags: [],
  subcommands: [
    {
      name: 'restart',
      usage: 'RESOURCE',
      short: 'Restart a resource',
      flags: SHARED,
      completes: 'resources',
      run: (call) => onEach(call, restart),
    },
    {
      name: 'pause',
      usage: 'RESOURCE',
      short: 'Mark a resource as paused',
      flags: SHARED,
      completes: 'resources',
      run: (call) => onEach(call, (each) => setPaused(each, true)),
    },
    {
      name: 'resume',
      usage: 'RESOURCE',
      short: 'Resume a paused resource',
      flags: SHARED,
      completes: 'resources',
      run: (call) => onEach(call, (each) => setPaused(each, false)),
    },
    {
      name: 'undo',
      usage: '(TYPE NAME | TYPE/NAME) [flags]',
      short: 'Go back to an earlier template',
      flags: [...SHARED, flag('to-revision', 'int', '0', 'The revision to go back to; 0 is the one before.')],
      completes: 'resources',
      run: (call) => onEach(call, (each) => undo(each, call.flags.int('to-revision'))),
    },
    ROLLOUT_STATUS,
  ],
}

interface Target {
  readonly runtime: Runtime
  readonly deployment: Deployment
}

function onEach(call: Call, act: (target: Target) => Failure | undefined): CommandOutcome {
  if (call.args.length === 0 && call.flags.list('filename').length === 0) return usageError(call.path, 'required resource not specified')
  const fetched = fetchObjects(call, call.args, { allowEmptySelector: true, labelSelector: call.flags.text('selector') })
  if (!fetched.ok) return fetched.problem
  for (const info of fetched.value.infos) {
    const deployment = deploymentOf(call.runtime, info)
    if (deployment === undefined)
      return plainError(`${info.info.resource} ${goQuote(info.name)}: this simulated cluster rolls out deployments only`)
    const problem = act({ runtime: call.runtime, deployment })
    if (problem !== undefined) return problem
  }
  return fetched.value.failures[0]
}

function deploymentOf(runtime: Runtime, { info, namespace, name }: ObjectInfo): Deployment | undefined {
  return info.kind === 'Deployment' ? runtime.view.get('Deployment', { namespace, name }) : undefined
}

function patchDeployment({ runtime, deployment }: Target, body: JsonValue, said: string): Failure | undefined {
  const { namespace = '', name = '' } = deployment.metadata
  const patched = send(runtime, {
    verb: 'patch',
    kind: 'Deployment',
    key: { namespace, name },
    patchType: 'strategic',
    body,
    fieldManager: 'kubectl-rollout',
  })
  if (!patched.ok) return statusError(patched.problem)
  runtime.out(`deployment.apps/${name} ${said}\n`)
  return undefined
}

function restart(target: Target): Failure | undefined {
  const { runtime, deployment } = target
  const name = deployment.metadata.name ?? ''
  if (deployment.spec.paused === true)
    return plainError(`deployments.apps ${goQuote(name)} can't restart paused deployment (run rollout resume first)`)
  const restartedAt = formatTime(runtime.moment.startedAtEpochMs + runtime.moment.nowMs)
  if (deployment.spec.template.metadata.annotations?.['kubectl.kubernetes.io/restartedAt'] === restartedAt) {
    return plainError(
      `failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
    )
  }
  return patchDeployment(
    target,
    { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': restartedAt } } } } },
    'restarted',
  )
}

function setPaused(target: Target, paused: boolean): Failure | undefined {
  const name = target.deployment.metadata.name ?? ''
  if ((target.deployment.spec.paused === true) === paused)
    return plainError(`deployments.apps ${goQuote(name)} ${paused ? 'is already paused' : 'is not paused'}`)
  return patchDeployment(target, { spec: { paused: paused ? true : null } }, paused ? 'paused' : 'resumed')
}

function undo(target: Target, revision: number): Failure | undefined {
  const { runtime, deployment } = target
  if (deployment.metadata.annotations?.[LAST_APPLIED] !== undefined)
    runtime.err(
      `Warning: resource deployments/${deployment.metadata.name ?? ''} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`,
    )
  if (deployment.spec.paused === true) {
    return plainError(`you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`)
  }
  const sets = [...runtime.view.ownedBy('ReplicaSet', deployment.metadata.uid ?? '')].sort(
    (left, right) => revisionOf(right) - revisionOf(left),
  )
  const chosen = revision === 0 ? sets[1] : sets.find((set) => revisionOf(set) === revision)
  if (chosen === undefined)
    return plainError(
      revision === 0
        ? `no rollout history found for deployment ${goQuote(deployment.metadata.name ?? '')}`
        : 'unable to find specified revision ' + String(revision) + ' in history',
    )
  if (chosen === sets[0]) {
    runtime.out(
      `deployment.apps/${deployment.metadata.name ?? ''} skipped rollback (current template already matches revision ${String(revision)})\n`,
    )
    return undefined
  }
  const { namespace = '', name = '' } = deployment.metadata
  const patched = send(runtime, {
    verb: 'patch',
    kind: 'Deployment',
    key: { namespace, name },
    patchType: 'json',
    body: [{ op: 'replace', path: '/spec/template', value: templateOf(chosen) }],
    fieldManager: 'kubectl-rollout',
  })
  if (!patched.ok) return statusError(patched.problem)
  runtime.out(`deployment.apps/${name} rolled back\n`)
  return undefined
}

function revisionOf({ metadata }: ReplicaSet): number {
  return Number(metadata.annotations?.[REVISION] ?? 0)
}

function templateOf({ spec }: ReplicaSet): JsonValue {
  const { labels = {}, ...metadata } = spec.template.metadata
  const kept = Object.fromEntries(Object.entries(labels).filter(([name]) => name !== HASH_LABEL))
  return { metadata: { ...metadata, labels: kept }, spec: spec.template.spec } as unknown as JsonValue
}
