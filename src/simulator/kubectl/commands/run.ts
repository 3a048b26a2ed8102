// `kubectl run`: one pod from an image.
// @source k8s.io/kubectl pkg/cmd/run/run.go; pkg/generate/versioned/run.go BasicPod

import { goQuote } from '../../base/go-text.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import { encodeStruct } from '../../apiserver/decode/encoder.ts'
import type { Draft } from '../../apiserver/decode/decoder.ts'
import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { plainError, statusError, usageError } from '../failure.ts'
import { PRINT_FLAGS, resultPrinter } from '../printers/output.ts'
import { DRY_RUN_FLAG, SAVE_CONFIG_FLAG, dryRunOf, fieldManagerFlag, namespaceOf, operationText } from './common-flags.ts'
import { LAST_APPLIED, typeMeta } from './create/begin.ts'
import { configNameProblem } from './env-words.ts'
import { send } from './requests.ts'
import { typedJson } from '../text/typed-json.ts'

const ATTACHING = 'start the pod, then use kubectl logs -f or kubectl exec'

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
    flag('stdin|i', 'bool', 'false', 'Keep standard input open.', { unsupported: ATTACHING }),
    flag('tty|t', 'bool', 'false', 'Give the container a terminal.', { unsupported: ATTACHING }),
    flag('attach', 'bool', 'false', 'Attach to the container once it runs.', { unsupported: ATTACHING }),
    flag('rm', 'bool', 'false', 'Delete the pod when it has ended.', { unsupported: ATTACHING }),
    flag('leave-stdin-open', 'bool', 'false', 'Leave standard input open.', { unsupported: ATTACHING }),
    flag('expose', 'bool', 'false', 'Make a service for the pod.', { unsupported: 'write a Service manifest and kubectl apply it' }),
    flag('overrides', 'string', '', 'JSON to change the pod with.', {
      unsupported: 'use --dry-run=client -o yaml, change the manifest and kubectl apply it',
    }),
    flag('override-type', 'string', 'merge', 'How overrides are merged.', {
      unsupported: 'use --dry-run=client -o yaml, change the manifest and kubectl apply it',
    }),
    flag('pod-running-timeout', 'duration', '1m0s', 'How long to wait for the pod.', { hidden: true }),
  ],
  required: ['image'],
  completes: 'none',
  check,
  run,
}

/** @source github.com/distribution/reference regexp.go ReferenceRegexp */
const IMAGE_NAME =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/
const MAX_IMAGE_LENGTH = 1000

/** @source k8s.io/kubectl pkg/cmd/run/run.go Complete, Run */
function check({ flags, path }: Call): Failure | undefined {
  const attaches = flags.has('attach') ? flags.bool('attach') : flags.bool('stdin')
  if (flags.bool('tty') && !flags.bool('stdin')) return usageError(path, '-i/--stdin is required for containers with -t/--tty=true')
  if (flags.bool('expose') && flags.text('port') === '') return usageError(path, '--port must be set when exposing a service')
  if (flags.bool('rm') && !attaches) return usageError(path, '--rm should only be used for attached containers')
  if (attaches && flags.text('dry-run') !== 'none')
    return usageError(path, "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)")
  return undefined
}

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  const printer = resultPrinter(flags, runtime, operationText('created', dryRun.value))
  if (!printer.ok) return printer.problem
  const [name, ...words] = call.args
  if (name === undefined || call.beforeDashes === 0) return usageError(call.path, 'NAME is required for run')
  const image = flags.text('image')
  if (image === '') return plainError('--image is required')
  if (image.length > MAX_IMAGE_LENGTH || !IMAGE_NAME.test(image))
    return plainError(`Invalid image name ${goQuote(image)}: invalid reference format`)
  const restartPolicy = flags.text('restart') === '' ? 'Always' : flags.text('restart')
  if (!['Always', 'OnFailure', 'Never'].includes(restartPolicy)) return usageError(call.path, `invalid restart policy: ${restartPolicy}`)
  const pullPolicy = flags.text('image-pull-policy')
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(pullPolicy))
    return usageError(call.path, `invalid image pull policy: ${pullPolicy}`)
  const pod = buildPod(call, name, words, { image, restartPolicy, pullPolicy })
  if (!pod.ok) return plainError(pod.problem)

  const namespace = namespaceOf(call)
  const table = TABLE_BY_KIND['Pod']
  if (dryRun.value === 'client') {
    const metadata = { ...pod.value.metadata, ...(namespace.explicit ? { namespace: namespace.name } : {}) }
    const printed = printer.value(encodeStruct(table, { ...pod.value, metadata }), table)
    if (!printed.ok) return printed.problem
    runtime.out(printed.value)
    return undefined
  }
  let body = encodeStruct(table, pod.value)
  if (flags.bool('save-config')) {
    const annotations = { ...pod.value.metadata.annotations, [LAST_APPLIED]: `${typedJson(table, body, 0)}\n` }
    body = encodeStruct(table, { ...pod.value, metadata: { ...pod.value.metadata, annotations } })
  }
  const created = send(runtime, {
    verb: 'create',
    kind: 'Pod',
    namespace: namespace.name,
    body,
    fieldManager: flags.text('field-manager'),
    ...(dryRun.value === 'server' ? { dryRun: true } : {}),
  })
  if (!created.ok) return statusError(created.problem)
  const printed = printer.value(jsonFromObject(created.value), table)
  if (!printed.ok) return printed.problem
  runtime.out(printed.value)
  return undefined
}

interface PodDraft extends Draft {
  metadata: { name: string; labels: Record<string, string>; annotations: Record<string, string> }
}

function buildPod(
  call: Call,
  name: string,
  words: readonly string[],
  { image, restartPolicy, pullPolicy }: { readonly image: string; readonly restartPolicy: string; readonly pullPolicy: string },
): Result<PodDraft, string> {
  const { flags } = call
  const labels = parseLabels(flags.text('labels'))
  if (!labels.ok) return labels
  const annotations: Record<string, string> = {}
  for (const text of flags.list('annotations')) {
    const [key = '', value] = split(text)
    if (key === '' || value === undefined) return failure(`invalid annotation: ${text}`)
    annotations[key] = value
  }
  const env: Draft[] = []
  for (const text of flags.list('env')) {
    const [key = '', value] = split(text)
    if (value === undefined || key === '') return failure(`invalid env: ${text}`)
    const problem = configNameProblem(key)
    if (problem !== undefined) return failure(`invalid env: ${text}`)
    env.push({ name: key, ...(value === '' ? {} : { value }) })
  }
  const port = flags.text('port')
  if (port !== '' && !/^[-+]?\d{1,18}$/.test(port)) return failure(`strconv.Atoi: parsing ${goQuote(port)}: invalid syntax`)
  const container: Draft = {
    name,
    image,
    ...(pullPolicy === '' ? {} : { imagePullPolicy: pullPolicy }),
    ...(env.length === 0 ? {} : { env }),
    ...(words.length === 0 ? {} : { [flags.bool('command') ? 'command' : 'args']: [...words] }),
    ...(port === '' ? {} : { ports: [{ containerPort: Number(port) }] }),
    ...(flags.bool('privileged') ? { securityContext: { privileged: true } } : {}),
  }
  const shown = Object.keys(labels.value).length === 0 ? { run: name } : labels.value
  return success({
    ...typeMeta('Pod'),
    metadata: { name, labels: shown, annotations },
    spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy },
  })
}

function split(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf('=')
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)]
}

/** @source pkg/generate/generate.go ParseLabels */
function parseLabels(text: string): Result<Record<string, string>, string> {
  const labels: Record<string, string> = {}
  if (text === '') return success(labels)
  for (const part of text.split(',')) {
    const pieces = part.split('=')
    if (pieces.length !== 2) return failure(`unexpected label spec: ${part}`)
    if (pieces[0] === '') return failure('unexpected empty label key')
    labels[pieces[0] ?? ''] = pieces[1] ?? ''
  }
  return success(labels)
}
