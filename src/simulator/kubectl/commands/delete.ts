// `kubectl delete`: takes objects away, and waits until they are gone.
// @source k8s.io/kubectl pkg/cmd/delete/delete.go
// @simplified Confirmation, --raw and --ignore-not-found for selectors are left out.

import type { PropagationPolicy } from '../../api/client.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import { settle } from '../command/dispatch.ts'
import type { Failure } from '../failure.ts'
import { several, statusError } from '../failure.ts'
import { fetchObjects } from '../resource/fetch.ts'
import type { ObjectInfo } from '../resource/info.ts'
import type { Runtime } from '../runtime.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, SELECTOR_FLAG, namespaceOf } from './common-flags.ts'
import { send } from './requests.ts'

const LOOK_AGAIN_MS = 100
const POLICIES: Readonly<Record<string, PropagationPolicy>> = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
  true: 'Background',
  false: 'Orphan',
}

export const DELETE: CommandSpec = {
  name: 'delete',
  group: 'Basic Commands (Intermediate):',
  usage: '([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])',
  short: 'Delete objects by file, name or label',
  examples: ['kubectl delete configmap settings', 'kubectl delete pod -l app=web'],
  flags: [
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    flag('all', 'bool', 'false', 'All objects of the kinds named.'),
    flag('grace-period', 'int', '-1', 'Seconds that Pods are given to end; -1 leaves it to them.'),
    flag('now', 'bool', 'false', 'One second of grace.'),
    flag('ignore-not-found', 'bool', 'false', 'An object that is missing is no mistake.'),
    flag('force', 'bool', 'false', 'With --grace-period=0: do not wait for the node.'),
    DRY_RUN_FLAG,
    flag('wait', 'bool', 'true', 'Wait until the objects are gone.'),
    flag('cascade', 'optional', 'background', 'What becomes of what they own: background, orphan or foreground.', { alone: 'background' }),
  ],
  completes: 'resources',
  run,
}

function run(call: Call): CommandOutcome {
  const fetched = fetchObjects(call, call.args, {
    allowEmptySelector: false,
    labelSelector: call.flags.text('selector'),
    all: call.flags.bool('all'),
  })
  if (!fetched.ok) return fetched.problem
  const ignores = call.flags.bool('ignore-not-found')
  const failures: Failure[] = fetched.value.failures.filter(
    (each) => !(ignores && each.kind === 'status' && each.status.reason === 'NotFound'),
  )
  const gone: ObjectInfo[] = []
  const seconds = call.flags.bool('now') ? 1 : call.flags.int('grace-period')
  const propagationPolicy = POLICIES[call.flags.text('cascade')] ?? 'Background'
  for (const info of fetched.value.infos) {
    const key = { namespace: info.namespace, name: info.name }
    const deleted = send(call.runtime, {
      verb: 'delete',
      kind: info.info.kind,
      key,
      propagationPolicy,
      ...(seconds < 0 ? {} : { gracePeriodSeconds: seconds }),
    })
    if (!deleted.ok) {
      failures.push(statusError(deleted.problem))
      continue
    }
    const group = info.info.group === '' ? '' : `.${info.info.group}`
    call.runtime.out(
      `${info.info.singular}${group} ${goQuote(info.name)} deleted${info.info.namespaced ? ` from ${info.namespace === '' ? namespaceOf(call).name : info.namespace} namespace` : ''}\n`,
    )
    gone.push(info)
  }
  return call.flags.bool('wait') ? waitUntilGone(call.runtime, gone, failures) : several(failures)
}

function waitUntilGone(runtime: Runtime, infos: readonly ObjectInfo[], failures: readonly Failure[]): CommandOutcome {
  const left = infos.filter(({ info, namespace, name }) => runtime.view.get(info.kind, { namespace, name }) !== undefined)
  if (left.length === 0) return several(failures)
  return { checkAtMs: runtime.moment.nowMs + LOOK_AGAIN_MS, resume: (later) => settle(later, waitUntilGone(later, left, failures)) }
}
