// `kubectl run`: one pod from an image, and a look into it.
// @source k8s.io/kubectl pkg/cmd/run/run.go

import { TABLE_BY_KIND } from '../../../api/objects.ts'
import type { Kind } from '../../../api/kinds.ts'
import { kindInfo } from '../../../api/kinds.ts'
import type { Draft } from '../../../apiserver/decode/decoder.ts'
import { encodeStruct } from '../../../apiserver/decode/encoder.ts'
import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import { goQuote } from '../../../base/go-text.ts'
import type { JsonObject } from '../../../base/json.ts'
import { copyObject, isMutableObject } from '../../../base/mutable-json.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec, FlagValues } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several, statusError, usageError } from '../../failure.ts'
import { PRINT_FLAGS, resultPrinter } from '../../printers/output.ts'
import type { Printer } from '../../printers/printer.ts'
import { metadataOf, textsOf } from '../../resource/info.ts'
import type { Runtime } from '../../runtime.ts'
import { typedJson } from '../../text/typed-json.ts'
import type { DryRun } from '../common-flags.ts'
import { DRY_RUN_FLAG, SAVE_CONFIG_FLAG, dryRunOf, fieldManagerFlag, namespaceOf, operationText } from '../common-flags.ts'
import { LAST_APPLIED } from '../create/begin.ts'
import { deletedLine } from '../delete/index.ts'
import { RECORD_FLAG, recorded } from '../record.ts'
import { send } from '../requests.ts'
import { attachWhenRunning } from './attach.ts'
import { overridePod } from './overrides.ts'
import { buildPod, buildService } from './pod.ts'

export const RUN: CommandSpec = {
  name: 'run',
  group: 'Basic Commands (Beginner):',
  usage:
    'NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...]',
  short: 'Run a particular image on the cluster',
  examples: [
    'kubectl run box --image=busybox:1.36 -- sleep 3600',
    'kubectl run box --image=busybox:1.36 --env=LOG_LEVEL=debug --restart=Never -- env',
  ],
  flags: [
    ...PRINT_FLAGS,
    DRY_RUN_FLAG,
    SAVE_CONFIG_FLAG,
    RECORD_FLAG,
    fieldManagerFlag('kubectl-run'),
    flag('image', 'string', '', 'Image of the container.'),
    flag('env', 'array', '', 'NAME=value in the container. May be repeated.'),
    flag('labels|l', 'string', '', 'Labels of the pod, comma separated; run=NAME when not given.'),
    flag('annotations', 'array', '', 'key=value annotation of the pod. May be repeated.'),
    flag('port', 'string', '', 'Port that the container exposes.'),
    flag('restart', 'string', 'Always', 'Restart policy: Always, OnFailure or Never.'),
    flag('command', 'bool', 'false', 'Take the words behind -- as command instead of as args.'),
    flag('image-pull-policy', 'string', '', 'Always, IfNotPresent or Never.'),
    flag('privileged', 'bool', 'false', 'Run the container privileged.'),
    flag('quiet|q', 'bool', 'false', 'Print no prompts.'),
    flag('stdin|i', 'bool', 'false', 'Keep standard input open, and pass on what is typed.'),
    flag('tty|t', 'bool', 'false', 'Give the container a terminal.'),
    flag('attach', 'bool', 'false', 'Wait until the pod runs, and show what it prints; so does -i.'),
    flag('rm', 'bool', 'false', 'Delete the pod when nothing is attached to it any more.'),
    flag('leave-stdin-open', 'bool', 'false', 'Leave standard input open when nothing is attached any more.'),
    flag('expose', 'bool', 'false', 'Make a service for the pod; needs --port.'),
    flag('overrides', 'string', '', 'JSON to change the pod with.'),
    flag('override-type', 'string', 'merge', 'How overrides are merged: json, merge or strategic.'),
    flag('pod-running-timeout', 'duration', '1m0s', 'How long to wait for a pod that runs.'),
  ],
  required: ['image'],
  completes: 'none',
  run,
}

/** @source github.com/distribution/reference regexp.go ReferenceRegexp */
const IMAGE_NAME =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/
const MAX_IMAGE_LENGTH = 1000

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never']
const PULL_POLICIES = ['', 'Always', 'IfNotPresent', 'Never']

/** What is wrong with the flags, in kubectl's order of checks. @source k8s.io/kubectl pkg/cmd/run/run.go Run */
function validate({ flags, path, args, beforeDashes }: Call, dryRun: DryRun): Failure | undefined {
  if (args.length === 0 || beforeDashes === 0) return usageError(path, 'NAME is required for run')
  const image = flags.text('image')
  if (image === '') return plainError('--image is required')
  if (image.length > MAX_IMAGE_LENGTH || !IMAGE_NAME.test(image))
    return plainError(`Invalid image name ${goQuote(image)}: invalid reference format`)
  if (flags.bool('tty') && !flags.bool('stdin')) return usageError(path, '-i/--stdin is required for containers with -t/--tty=true')
  if (flags.bool('expose') && flags.text('port') === '') return usageError(path, '--port must be set when exposing a service')
  const restart = flags.text('restart')
  if (restart !== '' && !RESTART_POLICIES.includes(restart)) return usageError(path, `invalid restart policy: ${restart}`)
  if (flags.bool('rm') && !attaches(flags)) return usageError(path, '--rm should only be used for attached containers')
  if (attaches(flags) && dryRun !== 'none')
    return usageError(path, "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)")
  const pullPolicy = flags.text('image-pull-policy')
  return PULL_POLICIES.includes(pullPolicy) ? undefined : usageError(path, `invalid image pull policy: ${pullPolicy}`)
}

function attaches(flags: FlagValues): boolean {
  return flags.has('attach') ? flags.bool('attach') : flags.bool('stdin')
}

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  const printer = resultPrinter(flags, runtime, operationText('created', dryRun.value))
  if (!printer.ok) return printer.problem
  const problem = validate(call, dryRun.value)
  if (problem !== undefined) return problem
  if (flags.duration('pod-running-timeout') <= 0) return usageError(call.path, '--pod-running-timeout must be higher than zero')
  const [name = '', ...words] = call.args
  const built = buildPod(call, name, words)
  if (!built.ok) return plainError(built.problem)
  const overridden = overridePod(encodeStruct(TABLE_BY_KIND.Pod, built.value), flags.text('overrides'), flags.text('override-type'))
  if (!overridden.ok) return plainError(overridden.problem)
  const creating = { call, dryRun: dryRun.value }
  const pod = create(creating, 'Pod', copyObject(recorded(call, overridden.value)))
  if (!pod.ok) return pod.problem
  const service = flags.bool('expose') ? expose(creating, name, printer.value) : undefined
  const failures = service?.ok === false ? [service.problem] : []
  if (attaches(flags)) return attach(call, pod.value, service?.ok === true)
  const printed = printer.value(pod.value, TABLE_BY_KIND.Pod)
  if (!printed.ok) return printed.problem
  runtime.out(printed.value)
  return several(failures)
}

interface Creating {
  readonly call: Call
  readonly dryRun: DryRun
}

/** The object as it was answered, or as it would be sent. */
function create({ call, dryRun }: Creating, kind: 'Pod' | 'Service', draft: Draft): Result<JsonObject, Failure> {
  const { flags, runtime } = call
  const table = TABLE_BY_KIND[kind]
  const namespace = namespaceOf(call)
  const object = encodeStruct(table, draft)
  if (dryRun === 'client') return success(namespace.explicit ? encodeStruct(table, changed(draft, { namespace: namespace.name })) : object)
  const annotations = { ...textsOf(metadataOf(object), 'annotations'), [LAST_APPLIED]: `${typedJson(table, object, 0)}\n` }
  const created = send(runtime, {
    verb: 'create',
    kind,
    namespace: namespace.name,
    body: flags.bool('save-config') ? encodeStruct(table, changed(draft, { annotations })) : object,
    fieldManager: flags.text('field-manager'),
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  })
  return created.ok ? success(jsonFromObject(created.value)) : failure(statusError(created.problem))
}

function changed(draft: Draft, change: Draft): Draft {
  const { metadata } = draft
  return { ...draft, metadata: { ...(isMutableObject(metadata) ? metadata : {}), ...change } }
}

/** The service is made after the pod, and printed before it. */
function expose(creating: Creating, name: string, printer: Printer): Result<undefined, Failure> {
  const { flags, runtime } = creating.call
  const built = buildService(creating.call, name)
  if (!built.ok) return failure(plainError(built.problem))
  const created = create(creating, 'Service', built.value)
  if (!created.ok) return created
  const printed = printer(created.value, TABLE_BY_KIND.Service)
  if (!printed.ok) return printed
  runtime.out(`${printed.value}${flags.text('output') === 'yaml' ? '---\n' : ''}`)
  return success(undefined)
}

function attach(call: Call, pod: JsonObject, hasService: boolean): CommandOutcome {
  const { flags, runtime } = call
  const { name, namespace } = metadataOf(pod)
  const key = { name: String(name), namespace: String(namespace) }
  const stored = runtime.view.get('Pod', key)
  const made: readonly Kind[] = hasService ? ['Pod', 'Service'] : ['Pod']
  const finish = (later: Runtime): void => {
    if (!flags.bool('rm')) return
    for (const kind of made) {
      const info = { info: kindInfo(kind), ...key, source: '', object: {} }
      if (later.request({ verb: 'delete', kind, key, propagationPolicy: 'Background' }).ok && !flags.bool('quiet'))
        later.out(deletedLine(info, { graceSeconds: -1, dryRun: 'none' }))
    }
  }
  const container = stored?.spec.containers?.[0]?.name ?? key.name
  const restart = flags.text('restart')
  const restartPolicy = restart === '' ? (flags.bool('stdin') ? 'OnFailure' : 'Always') : restart
  return attachWhenRunning({ call, key, container, restartPolicy, finish }, runtime)
}
