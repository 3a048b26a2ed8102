// `kubectl rollout status`: prints how a roll-out is getting on at each change, until it has ended.
// @source k8s.io/kubectl pkg/cmd/rollout/rollout_status.go, pkg/polymorphichelpers/rollout_status.go

import type { WatchEvent } from '../../../api/client.ts'
import { kindInfo } from '../../../api/kinds.ts'
import type { ApiObject } from '../../../api/objects.ts'
import { goQuote } from '../../../base/go-text.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { settle } from '../../command/dispatch.ts'
import { flag } from '../../command/flag.ts'
import { plainError } from '../../failure.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { groupKind } from '../../resource/mapping.ts'
import type { Watched } from '../../resource/watched.ts'
import { newsOf, watchFrom } from '../../resource/watched.ts'
import type { Runtime } from '../../runtime.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG, namespaceOf } from '../common-flags.ts'
import { nextLookAtMs } from '../waiting.ts'

export const ROLLOUT_STATUS: CommandSpec = {
  name: 'status',
  usage: '(TYPE NAME | TYPE/NAME) [flags]',
  short: 'Show the status of the rollout',
  flags: [
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    flag('watch|w', 'bool', 'true', 'Wait until it has ended.'),
    flag('timeout', 'duration', '0s', 'How long to wait; 0s waits without an end.'),
    flag('revision', 'int', '0', 'The revision to wait for; 0 is the latest.'),
  ],
  completes: 'resources',
  run,
}

/** What is left to do for one call of the command. */
interface Watching {
  readonly infos: readonly ObjectInfo[]
  readonly waits: boolean
  readonly untilMs: number | undefined
  readonly revision: number
}

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  if (call.args.length === 0 && flags.list('filename').length === 0) return plainError('required resource not specified')
  const revision = flags.int('revision')
  if (revision < 0) return plainError(`revision must be a positive integer: ${String(revision)}`)
  const fetched = fetchObjects(call, call.args, { allowEmptySelector: true, labelSelector: flags.text('selector') })
  if (!fetched.ok) return fetched.problem
  const { infos, failures } = fetched.value
  const [problem] = failures
  if (problem !== undefined) return problem
  if (infos.length === 0) {
    runtime.err(`No resources found in ${namespaceOf(call).name} namespace.\n`)
    return undefined
  }
  const timeoutMs = flags.duration('timeout')
  const untilMs = timeoutMs === 0 ? undefined : runtime.moment.nowMs + timeoutMs
  return followFirst(runtime, { infos, waits: flags.bool('watch'), untilMs, revision })
}

function followFirst(runtime: Runtime, watching: Watching): CommandOutcome {
  const [info] = watching.infos
  if (info === undefined) return undefined
  const { namespace, name } = info
  const object = runtime.view.get(info.info.kind, { namespace, name })
  if (object === undefined) return DELETED
  const watched = watchFrom(runtime, { kind: info.info.kind, namespace, fieldSelector: `metadata.name=${name}` }, [object])
  return tell(runtime, watching, watched, [{ type: 'ADDED', object }])
}

const DELETED = plainError('object has been deleted')

/** Speaks of each write until one says that the first object has rolled out; then the next object has its turn. */
function tell(
  runtime: Runtime,
  watching: Watching,
  watched: Watched,
  events: readonly Pick<WatchEvent, 'type' | 'object'>[],
): CommandOutcome {
  for (const { type, object } of events) {
    if (type === 'DELETED') return DELETED
    const seen = progressOf(object, watching.revision)
    if (seen.kind === 'problem') return plainError(seen.message)
    runtime.out(seen.text)
    if (seen.kind === 'done' || !watching.waits) return followFirst(runtime, { ...watching, infos: watching.infos.slice(1) })
  }
  const { untilMs } = watching
  if (untilMs !== undefined && runtime.moment.nowMs >= untilMs) return plainError('timed out waiting for the condition')
  const look = (later: Runtime): CommandOutcome => {
    const news = newsOf(later, watched)
    return tell(later, watching, news.watched, news.events)
  }
  return { checkAtMs: Math.min(nextLookAtMs(runtime), untilMs ?? Infinity), resume: (later) => settle(later, look(later)) }
}

type Progress = { readonly kind: 'done' | 'going'; readonly text: string } | { readonly kind: 'problem'; readonly message: string }

const going = (text: string): Progress => ({ kind: 'going', text })
const done = (text: string): Progress => ({ kind: 'done', text })
const ONLY_ROLLING: Progress = { kind: 'problem', message: 'rollout status is only available for RollingUpdate strategy type' }

function progressOf(object: ApiObject, revision: number): Progress {
  const name = goQuote(object.metadata.name ?? '')
  switch (object.kind) {
    case 'Deployment':
      return deploymentProgress(object, name, revision)
    case 'DaemonSet': {
      if (object.spec.updateStrategy?.type !== 'RollingUpdate') return ONLY_ROLLING
      const { observedGeneration = 0, updatedNumberScheduled = 0, desiredNumberScheduled, numberAvailable = 0 } = object.status
      if ((object.metadata.generation ?? 0) > observedGeneration) return going('Waiting for daemon set spec update to be observed...\n')
      const wait = `Waiting for daemon set ${name} rollout to finish: `
      if (updatedNumberScheduled < desiredNumberScheduled)
        return going(`${wait}${String(updatedNumberScheduled)} out of ${String(desiredNumberScheduled)} new pods have been updated...\n`)
      if (numberAvailable < desiredNumberScheduled)
        return going(`${wait}${String(numberAvailable)} of ${String(desiredNumberScheduled)} updated pods are available...\n`)
      return done(`daemon set ${name} successfully rolled out\n`)
    }
    case 'StatefulSet':
      return statefulSetProgress(object)
    default:
      return { kind: 'problem', message: `no status viewer has been implemented for ${groupKind(kindInfo(object.kind))}` }
  }
}

type ObjectOf<K extends ApiObject['kind']> = Extract<ApiObject, { readonly kind: K }>

function deploymentProgress({ metadata, spec, status }: ObjectOf<'Deployment'>, name: string, revision: number): Progress {
  const running = Number(metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0)
  if (revision > 0 && revision !== running)
    return {
      kind: 'problem',
      message: `desired revision (${String(revision)}) is different from the running revision (${String(running)})`,
    }
  if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) return going('Waiting for deployment spec update to be observed...\n')
  if (status.conditions?.some(({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded') === true)
    return { kind: 'problem', message: `deployment ${name} exceeded its progress deadline` }
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status
  const wanted = spec.replicas ?? 1
  const wait = `Waiting for deployment ${name} rollout to finish: `
  if (updatedReplicas < wanted)
    return going(`${wait}${String(updatedReplicas)} out of ${String(wanted)} new replicas have been updated...\n`)
  if (replicas > updatedReplicas) return going(`${wait}${String(replicas - updatedReplicas)} old replicas are pending termination...\n`)
  if (availableReplicas < updatedReplicas)
    return going(`${wait}${String(availableReplicas)} of ${String(updatedReplicas)} updated replicas are available...\n`)
  return done(`deployment ${name} successfully rolled out\n`)
}

function statefulSetProgress({ metadata, spec, status }: ObjectOf<'StatefulSet'>): Progress {
  if (spec.updateStrategy?.type !== 'RollingUpdate') return ONLY_ROLLING
  const { observedGeneration = 0, readyReplicas = 0, updatedReplicas = 0, currentReplicas = 0 } = status
  if (observedGeneration === 0 || (metadata.generation ?? 0) > observedGeneration)
    return going('Waiting for statefulset spec update to be observed...\n')
  const wanted = spec.replicas ?? 1
  if (readyReplicas < wanted) return going(`Waiting for ${String(wanted - readyReplicas)} pods to be ready...\n`)
  const { rollingUpdate } = spec.updateStrategy
  if (rollingUpdate !== undefined) {
    const share = wanted - (rollingUpdate.partition ?? 0)
    if (updatedReplicas < share)
      return going(
        `Waiting for partitioned roll out to finish: ${String(updatedReplicas)} out of ${String(share)} new pods have been updated...\n`,
      )
    return done(`partitioned roll out complete: ${String(updatedReplicas)} new pods have been updated...\n`)
  }
  const { updateRevision = '', currentRevision = '' } = status
  if (updateRevision !== currentRevision)
    return going(`waiting for statefulset rolling update to complete ${String(updatedReplicas)} pods at revision ${updateRevision}...\n`)
  return done(`statefulset rolling update complete ${String(currentReplicas)} pods at revision ${currentRevision}...\n`)
}
