// `kubectl patch`, `label`, `annotate`, `scale`: small changes to objects that are there.
// @source k8s.io/kubectl pkg/cmd/patch/patch.go, pkg/cmd/label/label.go, pkg/cmd/annotate/annotate.go, pkg/cmd/scale/scale.go
// @simplified --local, --list, --subresource and preconditions of scale are left out.

import type { PatchType } from '../../api/client.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonValue } from '../../base/json.ts'
import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import { readManifest } from '../../yaml/index.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { plainError, several, statusError, usageError } from '../failure.ts'
import { readText } from '../files.ts'
import { PRINT_FLAGS, resultPrinter } from '../printers/output.ts'
import { fetchObjects } from '../resource/fetch.ts'
import type { ObjectInfo } from '../resource/info.ts'
import { metadataOf, textsOf } from '../resource/info.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, SELECTOR_FLAG, dryRunOf, fieldManagerFlag, operationText } from './common-flags.ts'
import { send } from './requests.ts'

const TYPES: Readonly<Record<string, PatchType>> = { json: 'json', merge: 'merge', strategic: 'strategic' }

export const PATCH: CommandSpec = {
  name: 'patch',
  group: 'Advanced Commands:',
  usage: '(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]',
  short: 'Change fields of an object',
  flags: [
    ...PRINT_FLAGS,
    ...FILENAME_FLAGS,
    DRY_RUN_FLAG,
    fieldManagerFlag('kubectl-patch'),
    flag('patch|p', 'string', '', 'The patch, as JSON or YAML.'),
    flag('patch-file', 'string', '', 'A file with the patch.'),
    flag('type', 'string', 'strategic', 'json, merge or strategic.'),
  ],
  completes: 'resources',
  run: patch,
}

function patch(call: Call): CommandOutcome {
  const { flags, runtime } = call
  const typeName = flags.text('type').toLowerCase()
  const patchType = TYPES[typeName]
  if (flags.text('patch') === '' && flags.text('patch-file') === '')
    return usageError(call.path, 'must specify --patch or --patch-file containing the contents of the patch')
  if (patchType === undefined)
    return usageError(call.path, `--type must be one of [json merge strategic], not ${goQuote(flags.text('type'))}`)
  const text = flags.text('patch-file') === '' ? flags.text('patch') : readText(runtime.session, flags.text('patch-file'))
  if (text === undefined) return plainError(`unable to read patch file: open ${flags.text('patch-file')}: no such file or directory`)
  const reading = readManifest(text)
  if (reading.error !== undefined)
    return plainError(`unable to parse ${goQuote(text)}: ${reading.error.message.replace(/^error converting YAML to JSON: /, '')}`)
  return change(call, patchType, () => reading.documents[0]?.value ?? null, 'patched', 'patched (no change)')
}

/** Sends a patch to each object; what a patch leaves as it was is said so. */
function change(
  call: Call,
  patchType: PatchType,
  bodyFor: (info: ObjectInfo) => JsonValue | Failure,
  done: string,
  idle: string,
  args: readonly string[] = call.args,
): CommandOutcome {
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  const fetched = fetchObjects(call, args, {
    allowEmptySelector: false,
    labelSelector: call.flags.text('selector'),
    all: call.flags.bool('all'),
  })
  if (!fetched.ok) return fetched.problem
  const failures: Failure[] = [...fetched.value.failures]
  for (const info of fetched.value.infos) {
    const body = bodyFor(info)
    if (isFailure(body)) {
      failures.push(body)
      continue
    }
    const key = { namespace: info.namespace, name: info.name }
    const server = dryRun.value === 'none' ? {} : { dryRun: true }
    const patched = send(call.runtime, {
      verb: 'patch',
      kind: info.info.kind,
      key,
      patchType,
      body,
      fieldManager: call.flags.text('field-manager'),
      ...server,
    })
    if (!patched.ok) {
      failures.push(statusError(patched.problem))
      continue
    }
    const object = jsonFromObject(patched.value)
    const printer = resultPrinter(
      call.flags,
      call.runtime.session,
      operationText(isDeepEqual(object, info.object) ? idle : done, dryRun.value),
    )
    if (!printer.ok) return printer.problem
    const printed = printer.value(object)
    if (printed.ok) call.runtime.out(printed.value)
    else failures.push(printed.problem)
  }
  return several(failures)
}

function isFailure(value: JsonValue | Failure): value is Failure {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    'kind' in value &&
    value['kind'] === 'error' &&
    'message' in value
  )
}

const MARK_FLAGS = [
  ...PRINT_FLAGS,
  ...FILENAME_FLAGS,
  SELECTOR_FLAG,
  DRY_RUN_FLAG,
  flag('all', 'bool', 'false', 'All objects of the kinds named.'),
  flag('overwrite', 'bool', 'false', 'Replace values that are there.'),
]

export const LABEL: CommandSpec = {
  name: 'label',
  group: 'Settings Commands:',
  usage: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N',
  short: 'Set labels of an object',
  flags: [...MARK_FLAGS, fieldManagerFlag('kubectl-label')],
  completes: 'resources',
  run: (call) => mark(call, 'labels', 'label', 'labeled', 'not labeled'),
}

export const ANNOTATE: CommandSpec = {
  name: 'annotate',
  group: 'Settings Commands:',
  usage: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N',
  short: 'Set annotations of an object',
  flags: [...MARK_FLAGS, fieldManagerFlag('kubectl-annotate')],
  completes: 'resources',
  run: (call) => mark(call, 'annotations', 'annotation', 'annotated', 'annotated'),
}

function mark(call: Call, field: 'labels' | 'annotations', noun: string, done: string, idle: string): CommandOutcome {
  const isMark = (word: string) => (word.includes('=') || word.endsWith('-')) && !word.startsWith('-')
  const first = call.args.findIndex(isMark)
  const objects = first === -1 ? call.args : call.args.slice(0, first)
  const marks = first === -1 ? [] : call.args.slice(first)
  if (marks.length === 0) return plainError(`at least one ${noun} update is required`)
  const changes = Object.fromEntries(
    marks.map((word): readonly [string, string | null] => {
      const equals = word.indexOf('=')
      return equals === -1 ? [word.slice(0, -1), null] : [word.slice(0, equals), word.slice(equals + 1)]
    }),
  )
  const removes = Object.values(changes).every((value) => value === null)
  const body = (info: ObjectInfo): JsonValue | Failure => {
    const present = textsOf(metadataOf(info.object), field)
    const clash = Object.entries(changes).find(([key, value]) => value !== null && present[key] !== undefined && present[key] !== value)
    if (clash !== undefined && !call.flags.bool('overwrite')) {
      return plainError(
        field === 'labels'
          ? `'${clash[0]}' already has a value (${present[clash[0]] ?? ''}), and --overwrite is false`
          : `--overwrite is false but found the following declared annotation(s): '${clash[0]}' already has a value (${present[clash[0]] ?? ''})`,
      )
    }
    return { metadata: { [field]: changes } }
  }
  return change(call, 'merge', body, removes && field === 'labels' ? 'unlabeled' : done, idle, objects)
}

export const SCALE: CommandSpec = {
  name: 'scale',
  group: 'Deploy Commands:',
  usage: '--replicas=COUNT (-f FILENAME | TYPE NAME)',
  short: 'Set how many replicas are wanted',
  flags: [
    ...PRINT_FLAGS,
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    DRY_RUN_FLAG,
    flag('replicas', 'int', '-1', 'How many are wanted. Required.'),
    flag('all', 'bool', 'false', 'All objects of the kinds named.'),
  ],
  completes: 'resources',
  required: ['replicas'],
  run: scale,
}

function scale(call: Call): CommandOutcome {
  const replicas = call.flags.int('replicas')
  if (replicas < 0) return plainError('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0')
  return change(call, 'merge', () => ({ spec: { replicas } }), 'scaled', 'scaled')
}
