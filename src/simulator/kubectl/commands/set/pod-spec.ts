// Where a kind keeps the spec of its Pods, and changes to the containers in it.
// @source k8s.io/kubectl pkg/polymorphichelpers/updatepodspec.go; pkg/cmd/set/helper.go selectContainers, selectString

import type { Kind } from '../../../api/kinds.ts'
import type { JsonObject, JsonValue } from '../../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../../base/json.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { textOf } from '../../resource/info.ts'

const TEMPLATE = ['spec', 'template', 'spec'] as const

const PATHS: Partial<Record<Kind, readonly string[]>> = {
  Pod: ['spec'],
  Deployment: TEMPLATE,
  DaemonSet: TEMPLATE,
  ReplicaSet: TEMPLATE,
  StatefulSet: TEMPLATE,
  Job: TEMPLATE,
  CronJob: ['spec', 'jobTemplate', ...TEMPLATE],
}

/** The object with another Pod spec; the problem is an error text. */
export function changePodSpec(
  kind: Kind,
  object: JsonObject,
  change: (spec: JsonObject) => Result<JsonObject, string>,
): Result<JsonObject, string> {
  const path = PATHS[kind]
  if (path === undefined) return failure(`the object is not a pod or does not have a pod template: *v1.${kind}`)
  return changeAt(object, path, change)
}

function changeAt(
  object: JsonObject,
  [step, ...rest]: readonly string[],
  change: (spec: JsonObject) => Result<JsonObject, string>,
): Result<JsonObject, string> {
  if (step === undefined) return change(object)
  const inner = changeAt(objectAt(object, step), rest, change)
  return inner.ok ? success({ ...object, [step]: inner.value }) : inner
}

function objectAt(object: JsonObject, field: string): JsonObject {
  const value = object[field]
  return isJsonObject(value) ? value : {}
}

/** The lists of containers, in the order in which `set` goes through them. */
const LISTS = ['containers', 'initContainers'] as const

export function containersOf(spec: JsonObject): readonly JsonObject[] {
  return LISTS.flatMap((list) => itemsOf(spec[list]))
}

/** Changes the containers that `selects` picks; the others stay as they are. */
export function changeContainers(
  spec: JsonObject,
  selects: (name: string) => boolean,
  change: (container: JsonObject) => JsonObject,
): JsonObject {
  const lists = LISTS.flatMap((list) => {
    const value = spec[list]
    if (!isJsonArray(value)) return []
    return [[list, value.map((item) => (isJsonObject(item) && selects(textOf(item, 'name')) ? change(item) : item))] as const]
  })
  return { ...spec, ...Object.fromEntries(lists) }
}

export function itemsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : []
}

/** Does a name fit a pattern with `*`? Upstream's own rule: each part is looked for at or after the place of the one before. */
export function fitsPattern(name: string, pattern: string): boolean {
  if (pattern === '*') return true
  if (!pattern.includes('*')) return name === pattern
  const parts = pattern.split('*')
  let position = 0
  for (const [index, part] of parts.entries()) {
    if (part === '') continue
    const next = name.slice(position).indexOf(part)
    if (next < position || (index === 0 && position !== 0)) return false
    if (index === parts.length - 1 && name.length !== part.length + next) return false
    position = next
  }
  return true
}
