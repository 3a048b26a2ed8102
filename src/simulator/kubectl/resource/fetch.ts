// Fetches what a command names, from files or by arguments, one request an object or a kind.

import type { JsonObject } from '../../base/json.ts'
import type { ApiObject } from '../../api/objects.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Call } from '../command/command.ts'
import type { Failure } from '../failure.ts'
import { statusError } from '../failure.ts'
import { namespaceOf } from '../commands/common-flags.ts'
import { getObject, sendList } from '../commands/requests.ts'
import type { Runtime } from '../runtime.ts'
import type { ApiStatus } from '../../api/status.ts'
import type { KindInfo } from '../../api/kinds.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Selection, SelectionOptions } from './arguments.ts'
import { selectObjects } from './arguments.ts'
import type { ObjectInfo } from './info.ts'
import { infoOfObject } from './info.ts'
import { hasFiles, readManifests } from './manifests.ts'
import { namespaceProblem } from './path-name.ts'
import { unservedFailure } from './unserved.ts'
import { plainError } from '../failure.ts'

export interface Fetched {
  readonly infos: readonly ObjectInfo[]
  readonly failures: readonly Failure[]
  /** One object was asked for by name or by a single file. */
  readonly single: boolean
  /** Objects were listed by their type, and not named one by one. */
  readonly listed: boolean
  /** Types that were listed, or of which objects were found by name. */
  readonly kinds: readonly KindInfo[]
}

/** A failure here means that nothing was fetched at all. */
export function fetchObjects(call: Call, args: readonly string[], options: SelectionOptions): Result<Fetched, Failure> {
  if (hasFiles(call)) return fetchFiles(call, args, options)
  const selection = selectObjects(args, options)
  if (!selection.ok) return selection
  const namespace = options.allNamespaces === true ? '' : namespaceOf(call).name
  const unreachable = namespaceProblem(namespace)
  if (unreachable !== undefined && options.namesOnly !== true) {
    const problem = plainError(unreachable)
    return failure(selection.value.kind === 'named' ? problem : { kind: 'several', failures: [problem] })
  }
  return success(fetchSelection(call.runtime, selection.value, namespace, options.namesOnly === true))
}

function fetchFiles(call: Call, args: readonly string[], options: SelectionOptions): Result<Fetched, Failure> {
  const read = readManifests(call, {
    checksKind: false,
    ...(options.labelSelector === undefined ? {} : { selector: options.labelSelector }),
  })
  if (args.length > 0 && read.found)
    return failure(
      plainError(
        args[0]?.includes('/') === true
          ? 'resource/name arguments cannot be provided when a path is specified'
          : 'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
      ),
    )
  if (read.failure !== undefined && read.infos.length === 0)
    return failure(options.gathers === true && read.found ? { kind: 'several', failures: [read.failure] } : read.failure)
  if (options.namesOnly === true)
    return success({
      infos: read.infos,
      failures: read.failure === undefined ? [] : [read.failure],
      single: read.single && read.infos.length === 1,
      listed: false,
      kinds: kindsOf(read.infos),
    })
  const infos: ObjectInfo[] = []
  const failures: Failure[] = []
  const missing = new Map<JsonObject, Failure[]>()
  for (const given of read.infos) {
    const { info, namespace, name, source, list } = given
    const unserved = unservedFailure(given)
    if (unserved !== undefined) {
      failures.push(unserved)
      continue
    }
    const found = getObject(call.runtime, info.kind, { namespace, name })
    if (found.ok) {
      infos.push(infoOfObject(found.value, source))
      continue
    }
    const failure = statusError(missingNamespace(call.runtime, namespace, found.problem))
    if (list === undefined || options.keepsLists !== true) failures.push(failure)
    else if (missing.has(list)) missing.get(list)?.push(failure)
    else {
      const together = [failure]
      missing.set(list, together)
      failures.push({ kind: 'several', failures: together })
    }
  }
  if (read.failure !== undefined) failures.push(read.failure)
  return success({ infos, failures, single: read.single && read.infos.length === 1, listed: false, kinds: kindsOf(infos) })
}

function fetchSelection(runtime: Runtime, selection: Selection, namespace: string, namesOnly: boolean): Fetched {
  const infos: ObjectInfo[] = []
  const failures: Failure[] = []
  if (selection.kind === 'named') {
    for (const { info, name } of selection.targets) {
      const place = info.namespaced ? namespace : ''
      if (namesOnly) {
        infos.push({ info, namespace: place, name, source: '', object: {} })
        continue
      }
      const found = getObject(runtime, info.kind, { namespace: place, name })
      if (found.ok) infos.push(infoOfObject(found.value))
      else failures.push(statusError(missingNamespace(runtime, place, found.problem)))
    }
    return { infos, failures, single: selection.single, listed: false, kinds: kindsOf(infos) }
  }
  for (const info of selection.infos) {
    const listed = listKind(runtime, info, namespace, selection)
    if (listed.ok) infos.push(...listed.value.map((object) => infoOfObject(object)))
    else failures.push(statusError(listed.problem))
  }
  return { infos, failures, single: false, listed: true, kinds: selection.infos }
}

function kindsOf(infos: readonly ObjectInfo[]): readonly KindInfo[] {
  return [...new Set(infos.map(({ info }) => info))]
}

function listKind(
  runtime: Runtime,
  info: KindInfo,
  namespace: string,
  { labelSelector, fieldSelector }: { readonly labelSelector: string; readonly fieldSelector: string },
): Result<readonly ApiObject[], ApiStatus> {
  const listed = sendList(runtime, {
    verb: 'list',
    kind: info.kind,
    namespace: info.namespaced ? namespace : '',
    ...(labelSelector === '' ? {} : { labelSelector }),
    ...(fieldSelector === '' ? {} : { fieldSelector }),
  })
  if (listed.ok || listed.problem.reason !== 'BadRequest') return listed
  const where = `${info.group}/${info.version}, Resource=${info.resource}`
  const message = `Unable to find ${goQuote(where)} that match label selector ${goQuote(labelSelector)}, field selector ${goQuote(fieldSelector)}: ${listed.problem.message}`
  return failure({ ...listed.problem, message })
}

/** A missing object in a missing namespace is answered by the namespace's absence. @source cli-runtime pkg/resource/visitor.go Info.Get */
export function missingNamespace(runtime: Runtime, namespace: string, status: ApiStatus): ApiStatus {
  if (status.reason !== 'NotFound' || namespace === '' || namespace === 'default') return status
  const found = runtime.request({ verb: 'get', kind: 'Namespace', key: { namespace: '', name: namespace } })
  return found.ok || found.status.reason !== 'NotFound' ? status : found.status
}
