// What `kubectl wait --for` can wait for, read from the command line and looked up in an object.
// @source k8s.io/kubectl pkg/cmd/wait/wait.go conditionFuncsFor, condition.go, json.go

import type { JsonObject, JsonValue } from '../../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../../base/json.ts'
import { goQuote } from '../../../base/go-text.ts'
import { formatValue } from '../../../base/go-value.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { relaxedJsonPath } from '../../printers/custom-columns.ts'
import { findJsonPath } from '../../printers/jsonpath.ts'
import type { PathNode } from '../../printers/jsonpath-syntax.ts'
import { parseJsonPath } from '../../printers/jsonpath-syntax.ts'
import { metadataOf, textOf } from '../../resource/info.ts'

export type Condition =
  | { readonly kind: 'create' | 'delete' }
  | { readonly kind: 'condition'; readonly type: string; readonly status: string }
  /** `value`: undefined waits for any value. */
  | { readonly kind: 'jsonpath'; readonly path: readonly PathNode[]; readonly value: string | undefined }

export function readConditions(texts: readonly string[]): Result<readonly Condition[], string> {
  if (texts.length === 0) return failure('unrecognized condition: []')
  const conditions: Condition[] = []
  for (const text of texts) {
    const read = readCondition(text)
    if (!read.ok) return read
    conditions.push(read.value)
  }
  return success(conditions)
}

function readCondition(text: string): Result<Condition, string> {
  const lower = text.toLowerCase()
  if (lower === 'create' || lower === 'delete') return success({ kind: lower })
  if (text.startsWith('condition=')) {
    const [, type = '', status = 'true'] = /^([^=]*)(?:=(.*))?$/s.exec(text.slice('condition='.length)) ?? []
    return success({ kind: 'condition', type, status })
  }
  if (text.startsWith('jsonpath=')) return readPath(text.slice('jsonpath='.length))
  return failure(`unrecognized condition: ${goQuote(text)}`)
}

function readPath(text: string): Result<Condition, string> {
  const parts = splitAtEquals(text)
  if (parts.length > 2)
    return failure("jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'")
  const [expression = '', written] = parts
  const relaxed = relaxedJsonPath(expression)
  if (!relaxed.ok) return relaxed
  const value = written?.replace(/^['"]+|['"]+$/g, '')
  if (value === '') return failure("jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3")
  if (relaxed.value === '') return failure('jsonpath expression cannot be empty')
  const path = parseJsonPath(relaxed.value)
  return path.ok ? success({ kind: 'jsonpath', path: path.value, value }) : path
}

/** At each `=` that stands alone: `==` belongs to an expression. */
function splitAtEquals(text: string): readonly string[] {
  const parts = ['']
  for (let index = 0; index < text.length; index += 1) {
    const isDouble = text.startsWith('==', index)
    if (text[index] === '=' && !isDouble) parts.push('')
    else parts[parts.length - 1] += isDouble ? '==' : text.charAt(index)
    if (isDouble) index += 1
  }
  return parts
}

/** Whether an object that is there fulfils a condition; the problem is an error text. */
export function isMet(condition: Condition, object: JsonObject): Result<boolean, string> {
  switch (condition.kind) {
    case 'create':
      return success(true)
    case 'delete':
      return success(false)
    case 'condition':
      return success(hasCondition(object, condition))
    case 'jsonpath':
      return hasValue(object, condition)
  }
}

function hasCondition(object: JsonObject, { type, status }: Condition & { readonly kind: 'condition' }): boolean {
  const state = isJsonObject(object['status']) ? object['status'] : {}
  const conditions = isJsonArray(state['conditions']) ? state['conditions'] : []
  const found = conditions.filter(isJsonObject).find((each) => textOf(each, 'type').toLowerCase() === type.toLowerCase())
  if (found === undefined) return false
  const generation = metadataOf(object)['generation']
  const observed = found['observedGeneration'] ?? state['observedGeneration']
  if (typeof generation === 'number' && typeof observed === 'number' && observed < generation) return false
  return textOf(found, 'status').toLowerCase() === status.toLowerCase()
}

function hasValue(object: JsonObject, { path, value }: Condition & { readonly kind: 'jsonpath' }): Result<boolean, string> {
  const found = findJsonPath(path, object, true)
  if (!found.ok) return found
  const [first = [], ...others] = found.value
  const [result] = first
  if (result === undefined) return success(false)
  if (others.length > 0) return failure('given jsonpath expression matches more than one list')
  if (first.length > 1) return failure('given jsonpath expression matches more than one value')
  if (value === undefined) return success(true)
  if (isNested(result)) return failure('jsonpath leads to a nested object or list which is not supported')
  return success(formatValue(result).trim() === value.trim())
}

function isNested(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null
}
