// `kubectl describe`: everything about an object, for people.
// @source k8s.io/kubectl pkg/cmd/describe/describe.go

import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import { describeObject } from '../describe/index.ts'
import type { Failure } from '../failure.ts'
import { plainError, several } from '../failure.ts'
import { fetchObjects } from '../resource/fetch.ts'
import { kindForWord } from '../resource/mapping.ts'
import { ALL_NAMESPACES_FLAG, FILENAME_FLAGS, SELECTOR_FLAG, namespaceOf } from './common-flags.ts'

export const DESCRIBE: CommandSpec = {
  name: 'describe',
  group: 'Troubleshooting and Debugging Commands:',
  usage: '(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
  short: 'Show details of a specific resource or group of resources',
  examples: ['kubectl describe pod web', 'kubectl describe configmap settings'],
  flags: [
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    ALL_NAMESPACES_FLAG,
    flag('show-events', 'bool', 'true', 'What happened to the object, at the end.'),
    flag('chunk-size', 'int', '500', 'How many objects to fetch at a time.', { hidden: true }),
  ],
  completes: 'resources',
  run,
}

const NO_TYPE = `You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n`

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  if (call.args.length === 0 && flags.list('filename').length === 0 && !flags.has('kustomize')) return plainError(NO_TYPE)
  const fetched = fetchObjects(call, call.args, {
    allowEmptySelector: true,
    labelSelector: flags.text('selector'),
    allNamespaces: flags.bool('all-namespaces'),
    gathers: true,
  })
  if (!fetched.ok) return fetched.problem
  const { infos, failures } = fetched.value
  if (call.args.length === 2 && failures.some(isMissing)) return describeByPrefix(call, failures)
  const showsEvents = flags.has('show-events') ? flags.bool('show-events') : infos.length <= 1 && failures.length === 0
  let isFirst = true
  for (const { info, namespace, name } of infos) {
    const object = runtime.view.get(info.kind, { namespace, name })
    if (object === undefined) continue
    runtime.out(`${isFirst ? '' : '\n\n'}${describeObject(runtime, object, showsEvents)}`)
    isFirst = false
  }
  if (infos.length === 0 && failures.length === 0)
    runtime.err(flags.bool('all-namespaces') ? 'No resources found\n' : `No resources found in ${namespaceOf(call).name} namespace.\n`)
  return several(failures)
}

function isMissing(failure: Failure): boolean {
  return failure.kind === 'status' && failure.status.reason === 'NotFound'
}

/** A name that no object has may be the beginning of some. Of two words none is described where one is not found. */
function describeByPrefix(call: Call, failures: readonly Failure[]): CommandOutcome {
  const [word = '', prefix] = call.args
  const info = kindForWord(word)
  if (prefix === undefined || info === undefined) return several(failures)
  const { runtime } = call
  const namespace = info.namespaced ? namespaceOf(call).name : ''
  const found = runtime.view.list(info.kind, namespace).filter(({ metadata }) => metadata.name?.startsWith(prefix) === true)
  if (found.length === 0) return several(failures)
  const showsEvents = call.flags.has('show-events') && call.flags.bool('show-events')
  for (const object of found) runtime.out(`${describeObject(runtime, object, showsEvents)}\n`)
  return 0
}
