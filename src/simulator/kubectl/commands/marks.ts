// `kubectl label` and `kubectl annotate`: marks on objects.
// @source k8s.io/kubectl pkg/cmd/label/label.go, pkg/cmd/annotate/annotate.go

import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import { compareBytes } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonObject } from '../../base/json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { labelValueProblems } from '../../validation/names.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { plainError, several, statusError } from '../failure.ts'
import type { PrintResult } from '../printers/output.ts'
import { PRINT_FLAGS, printResult, resultPrinter, resultsPrinter } from '../printers/output.ts'
import { fetchObjects } from '../resource/fetch.ts'
import type { ObjectInfo } from '../resource/info.ts'
import { metadataOf, textsOf, withMetadata } from '../resource/info.ts'
import { hasFiles, readManifests } from '../resource/manifests.ts'
import type { DryRun } from './common-flags.ts'
import {
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  DRY_RUN_FLAG,
  FIELD_SELECTOR_FLAG,
  FILENAME_FLAGS,
  SELECTOR_FLAG,
  dryRunOf,
  fieldManagerFlag,
  operationText,
} from './common-flags.ts'
import type { Pairs } from './pairs.ts'
import { readPairs, splitPairs } from './pairs.ts'
import { CHANGE_CAUSE, RECORD_FLAG, recorded } from './record.ts'
import { send } from './requests.ts'

const FLAGS = [
  ...PRINT_FLAGS,
  RECORD_FLAG,
  ...FILENAME_FLAGS,
  SELECTOR_FLAG,
  FIELD_SELECTOR_FLAG,
  DRY_RUN_FLAG,
  ALL_FLAG,
  ALL_NAMESPACES_FLAG,
  flag('overwrite', 'bool', 'false', 'Replace values that are there.'),
  flag('list', 'bool', 'false', 'Show what is there; change nothing else.'),
  flag('local', 'bool', 'false', 'Change what -f names and print it; ask no server.'),
  flag('resource-version', 'string', '', 'Change it only while this is its version.'),
]

/** What tells labels from annotations. */
interface MarkKind {
  readonly field: 'labels' | 'annotations'
  readonly noun: 'label' | 'annotation'
  readonly fileHint: string
}

const LABELS: MarkKind = { field: 'labels', noun: 'label', fileHint: '-f pod.yaml or --filename=pod.json' }
const ANNOTATIONS: MarkKind = { field: 'annotations', noun: 'annotation', fileHint: '-f rsrc.yaml or --filename=rsrc.json' }
export const LABEL: CommandSpec = {
  name: 'label',
  group: 'Settings Commands:',
  usage: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  short: 'Update the labels on a resource',
  examples: ['kubectl label pod web-0 tier=front', 'kubectl label pod web-0 tier-'],
  flags: [...FLAGS, fieldManagerFlag('kubectl-label')],
  completes: 'resources',
  run: (call) => mark(call, LABELS),
}

export const ANNOTATE: CommandSpec = {
  name: 'annotate',
  group: 'Settings Commands:',
  usage: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  short: 'Update the annotations on a resource',
  examples: ["kubectl annotate deployment web kubernetes.io/change-cause='new image'", 'kubectl annotate deployment web note-'],
  flags: [...FLAGS, fieldManagerFlag('kubectl-annotate')],
  completes: 'resources',
  run: (call) => mark(call, ANNOTATIONS),
}

interface Marking {
  readonly call: Call
  readonly kind: MarkKind
  readonly pairs: Pairs
  readonly dryRun: DryRun
  readonly show: PrintResult
  /** One object, named itself. */
  readonly isSingle: boolean
}

function mark(call: Call, kind: MarkKind): CommandOutcome {
  const { flags, runtime } = call
  const dryRun = dryRunOf(call)
  if (!dryRun.ok) return dryRun.problem
  const printer = resultPrinter(flags, runtime, '')
  if (kind.noun === 'annotation' && !printer.ok) return printer.problem
  const words = splitPairs(call.args, kind.noun)
  if (!words.ok) return plainError(words.problem)
  const pairs = kind.noun === 'label' ? readLabels(words.value.pairs) : readPairs(words.value.pairs, kind.noun, true)
  if (!pairs.ok) return plainError(pairs.problem)
  const { objects } = words.value
  const problem = validate(call, kind, { objects, pairs: pairs.value, isServerRun: dryRun.value === 'server' })
  if (problem !== undefined) return plainError(problem)
  const found = objectsFor(call, objects)
  if (!found.ok) return found.problem
  const { infos, failures, single } = found.value
  if (!single && flags.text('resource-version') !== '') return plainError('--resource-version may only be used with a single resource')
  // label makes a printer for each object, annotate one for all of them.
  const show: PrintResult = kind.noun === 'label' ? (object, operation) => printResult(call, object, operation) : resultsPrinter(call)
  const marking: Marking = { call, kind, pairs: pairs.value, dryRun: dryRun.value, show, isSingle: single }
  return several([...failures, ...infos.flatMap((info) => markOne(marking, info) ?? [])])
}

function objectsFor(call: Call, objects: readonly string[]): ReturnType<typeof fetchObjects> {
  const { flags } = call
  if (flags.bool('local')) {
    const read = readManifests(call, { checksKind: false, local: true })
    const failures = read.failure === undefined ? [] : [read.failure]
    return success({ infos: read.infos, failures, single: read.single && read.infos.length === 1, listed: false, kinds: [] })
  }
  return fetchObjects(call, objects, {
    allowEmptySelector: flags.bool('all'),
    labelSelector: flags.text('selector'),
    fieldSelector: flags.text('field-selector'),
    allNamespaces: flags.bool('all-namespaces'),
  })
}

function readLabels(words: readonly string[]): Result<Pairs, string> {
  const set = new Map<string, string>()
  const removed: string[] = []
  for (const word of words) {
    const [key = '', value, more] = word.split('=')
    if (value === undefined) {
      if (!word.endsWith('-')) return failure(`unknown label spec: ${word}`)
      removed.push(word.slice(0, -1))
      continue
    }
    if (more !== undefined) return failure(`invalid label spec: ${word}`)
    const problems = labelValueProblems(value)
    if (problems.length > 0) return failure(`invalid label value: ${goQuote(word)}: ${problems.join(';')}`)
    set.set(key, value)
  }
  return removed.some((key) => set.has(key))
    ? failure('can not both modify and remove a label in the same command')
    : success({ set, removed })
}

function validate(
  call: Call,
  { noun, fileHint }: MarkKind,
  { objects, pairs, isServerRun }: { readonly objects: readonly string[]; readonly pairs: Pairs; readonly isServerRun: boolean },
): string | undefined {
  const { flags } = call
  if (flags.bool('list') && flags.text('output') !== '') return '--list and --output may not be specified together'
  if (flags.bool('all') && flags.text('selector') !== '') return 'cannot set --all and --selector at the same time'
  if (flags.bool('all') && flags.text('field-selector') !== '') return 'cannot set --all and --field-selector at the same time'
  if (flags.bool('local')) {
    if (isServerRun) return 'cannot specify --local and --dry-run=server - did you mean --dry-run=client?'
    if (objects.length > 0) return `can only use local files by ${fileHint} when --local=true is set`
    if (!hasFiles(call)) return `one or more files must be specified as ${fileHint}`
  } else if (objects.length === 0 && !hasFiles(call))
    return 'one or more resources must be specified as <resource> <name> or <resource>/<name>'
  if (pairs.set.size === 0 && pairs.removed.length === 0 && !flags.bool('list')) return `at least one ${noun} update is required`
  const both = pairs.removed.filter((key) => pairs.set.has(key))
  if (both.length > 0) return `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`
  return undefined
}

function markOne(marking: Marking, info: ObjectInfo): Failure | undefined {
  const { call, kind, pairs, dryRun } = marking
  const { flags, runtime } = call
  const present = textsOf(metadataOf(info.object), kind.field)
  const staysHere = dryRun === 'client' || flags.bool('local') || flags.bool('list')
  if (kind.noun === 'label' && !staysHere)
    for (const key of pairs.removed) if (present[key] === undefined) runtime.out(`label ${goQuote(key)} not found.\n`)
  const clash = flags.bool('overwrite') ? undefined : overwriteProblem(kind, present, pairs)
  if (clash !== undefined) return clash
  const removed = new Set(pairs.removed)
  const after = Object.fromEntries([...Object.entries(present), ...pairs.set].filter(([key]) => !removed.has(key)))
  if (flags.bool('list')) {
    list(marking, info, after)
    return undefined
  }
  const version = flags.text('resource-version')
  const marked = withMetadata(info.object, { [kind.field]: after, ...(version === '' ? {} : { resourceVersion: version }) })
  const changed = recorded(call, marked)
  const added = [...pairs.set].some(([key, value]) => present[key] !== value)
  const lost = pairs.removed.some((key) => present[key] !== undefined)
  const said = kind.noun === 'annotation' ? 'annotated' : wordFor(added, lost)
  if (staysHere || (kind.noun === 'label' && !added && !lost)) return print(marking, changed, said)
  const patched = send(runtime, {
    verb: 'patch',
    kind: info.info.kind,
    key: { namespace: info.namespace, name: info.name },
    patchType: 'merge',
    body: recorded(call, patchFor(kind, present, pairs, version)),
    fieldManager: flags.text('field-manager'),
    ...(dryRun === 'server' ? { dryRun: true } : {}),
  })
  if (!patched.ok) return statusError(patched.problem)
  // label prints the object as it sent it, annotate as it was answered.
  return print(marking, kind.noun === 'label' ? changed : jsonFromObject(patched.value), said)
}

function wordFor(added: boolean, lost: boolean): string {
  if (added && lost) return 'modified'
  if (added) return 'labeled'
  return lost ? 'unlabeled' : 'not labeled'
}

function patchFor({ field }: MarkKind, present: Readonly<Record<string, string>>, pairs: Pairs, version: string): JsonObject {
  const marks: Record<string, string | null> = {}
  for (const [key, value] of pairs.set) if (present[key] !== value) marks[key] = value
  for (const key of pairs.removed) if (present[key] !== undefined) marks[key] = null
  const metadata = {
    ...(Object.keys(marks).length === 0 ? {} : { [field]: marks }),
    ...(version === '' ? {} : { resourceVersion: version }),
  }
  return Object.keys(metadata).length === 0 ? {} : { metadata }
}

function overwriteProblem({ noun }: MarkKind, present: Readonly<Record<string, string>>, { set }: Pairs): Failure | undefined {
  const clashes = [...set].filter(([key, value]) => present[key] !== undefined && present[key] !== value)
  if (noun === 'label')
    return several(clashes.map(([key]) => plainError(`'${key}' already has a value (${present[key] ?? ''}), and --overwrite is false`)))
  const texts = clashes.filter(([key]) => key !== CHANGE_CAUSE).map(([key]) => `'${key}' already has a value (${present[key] ?? ''})`)
  return texts.length === 0
    ? undefined
    : plainError(`--overwrite is false but found the following declared annotation(s): ${texts.join('; ')}`)
}

function list({ call, kind, isSingle }: Marking, info: ObjectInfo, marks: Readonly<Record<string, string>>): void {
  if (!isSingle) call.runtime.out(`Listing ${kind.field} for ${info.info.kind}.${info.info.group}/${info.name}:\n`)
  const indent = isSingle ? '' : ' '
  for (const key of Object.keys(marks).sort(compareBytes)) call.runtime.out(`${indent}${key}=${marks[key] ?? ''}\n`)
}

function print({ show, dryRun }: Marking, object: JsonObject, said: string): Failure | undefined {
  return show(object, operationText(said, dryRun))
}
