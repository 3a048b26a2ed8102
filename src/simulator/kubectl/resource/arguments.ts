// Objects named on the command line: `TYPE`, `TYPE NAME…`, `TYPE/NAME …`, `TYPE1,TYPE2`, `all`, with selectors.
//
// @source k8s.io/cli-runtime pkg/resource/builder.go ResourceTypeOrNameArgs, visitBySelector, visitByResource, visitByName

import type { KindInfo } from '../../api/kinds.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Failure } from '../failure.ts'
import { plainError } from '../failure.ts'
import { expandCategory, kindForWord, unknownResource } from './mapping.ts'

export type Selection =
  /** `single`: exactly one object was named, so it is not shown as a list. `nameless`: nothing to stop at the first mistake. */
  | { readonly kind: 'named'; readonly targets: readonly { readonly info: KindInfo; readonly name: string }[]; readonly single: boolean }
  | { readonly kind: 'selected'; readonly infos: readonly KindInfo[]; readonly labelSelector: string; readonly fieldSelector: string }

export interface SelectionOptions {
  /** `TYPE` alone means all objects of it. */
  readonly allowEmptySelector: boolean
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** `--all`. */
  readonly all?: boolean
  readonly singleType?: boolean
  readonly allNamespaces?: boolean
  /** Objects that are named are not asked for; only what a selector picks is. */
  readonly namesOnly?: boolean
  /** What is wrong in a file is one of several mistakes, even where there is no other. */
  readonly gathers?: boolean
  /** What is missing of one List is one failure. */
  readonly keepsLists?: boolean
}

export const MISSING_RESOURCE = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`

export function selectObjects(args: readonly string[], options: SelectionOptions): Result<Selection, Failure> {
  const labels = (options.labelSelector ?? '').trim()
  const fields = (options.fieldSelector ?? '').trim()
  if (options.all === true && (labels !== '' || fields !== '')) return fail("setting 'all' parameter but found a non empty selector. ")
  const selects = options.all === true || labels !== '' || fields !== ''
  const words = crossNames(args)
  const combined = words.filter((word) => word.includes('/')).length
  if (combined > 0) {
    if (combined !== words.length) {
      return fail(
        "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
      )
    }
    return selectCombined(words, selects, options)
  }
  const [types, ...names] = words
  if (types === undefined) return selects ? fail('at least one resource must be specified to use a selector') : fail(MISSING_RESOURCE)
  const resources = [...new Set(types.split(','))].flatMap(
    (word): readonly (KindInfo | string)[] => expandCategory(word) ?? [kindForWord(word) ?? word],
  )
  if (selects && names.length > 0) return fail('name cannot be provided when a selector is specified')
  if (options.singleType === true && new Set(resources).size > 1) return fail('you may only specify a single resource type')
  const infos: KindInfo[] = []
  for (const resource of resources) {
    if (typeof resource === 'string') return fail(unknownResource(resource))
    if (!infos.includes(resource)) infos.push(resource)
  }
  if (names.length > 0) {
    const [info] = infos
    if (info === undefined || infos.length > 1) return fail('you must specify only one resource')
    const problem = namelessNamespace(info, options)
    if (problem !== undefined) return fail(problem)
    return success({ kind: 'named', targets: names.map((name) => ({ info, name })), single: names.length === 1 })
  }
  if (!selects && !options.allowEmptySelector) return fail('resource(s) were provided, but no name was specified')
  return success({ kind: 'selected', infos, labelSelector: labels, fieldSelector: fields })
}

function fail(message: string): { readonly ok: false; readonly problem: Failure } {
  return failure(plainError(message))
}

function namelessNamespace(info: KindInfo, options: SelectionOptions): string | undefined {
  return info.namespaced && options.allNamespaces === true ? 'a resource cannot be retrieved by name across all namespaces' : undefined
}

/** `a,b x y` is `a/x a/y b/x b/y`. */
function crossNames(args: readonly string[]): readonly string[] {
  const [types = '', ...names] = args
  const kinds = [...new Set(types.split(','))]
  if (names.length === 0 || kinds.length < 2) return args
  return kinds.flatMap((kind) => names.map((name) => `${kind}/${name}`))
}

function selectCombined(words: readonly string[], selects: boolean, options: SelectionOptions): Result<Selection, Failure> {
  const targets: { info: KindInfo; name: string }[] = []
  for (const word of words) {
    const [type = '', name = '', ...more] = word.split('/')
    if (more.length > 0) return fail('arguments in resource/name form may not have more than one slash')
    if (type === '' || name === '' || type.includes(','))
      return fail('arguments in resource/name form must have a single resource and name')
    if (selects) continue
    const info = kindForWord(type)
    if (info === undefined) return fail(unknownResource(type))
    const problem = namelessNamespace(info, options)
    if (problem !== undefined) return fail(problem)
    targets.push({ info, name })
  }
  if (selects) return fail('selectors and the all flag cannot be used when passing resource/name arguments')
  if (options.singleType === true && new Set(targets.map((target) => target.info)).size > 1)
    return fail('you may only specify a single resource type')
  return success({ kind: 'named', targets, single: targets.length === 1 })
}
