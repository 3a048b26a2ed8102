// Evaluates JSONPath templates on JSON values.
// @source k8s.io/client-go util/jsonpath/jsonpath.go FindResults, walk, PrintResults
// @simplified In JSONPath, `*` and `..` visit an object's keys in sorted order; kubectl's order is random.

import type { JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { compareBytes, goJson } from '../../base/go-json.ts'
import { formatValue, goTypeOf } from '../../base/go-value.ts'
import type { PathNode } from './jsonpath-syntax.ts'

type Values = readonly JsonValue[]

class PathProblem extends Error {}

export interface JsonPathOptions {
  readonly allowMissingKeys: boolean
  /** Each action's results as one indented JSON list. */
  readonly asJson?: boolean
}

/** What each action of the template yields, texts included. */
export function findJsonPath(nodes: readonly PathNode[], data: JsonValue, allowMissingKeys: boolean): Result<readonly Values[], string> {
  try {
    return success(new Walk(allowMissingKeys).block(nodes, data))
  } catch (problem) {
    if (problem instanceof PathProblem) return failure(problem.message)
    throw problem
  }
}

export function printJsonPath(nodes: readonly PathNode[], data: JsonValue, options: JsonPathOptions): Result<string, string> {
  const found = findJsonPath(nodes, data, options.allowMissingKeys)
  if (!found.ok) return found
  if (options.asJson === true) return success(found.value.map((values) => `${goJson(values, { html: 'escaped', indent: 4 })}\n`).join(''))
  return success(found.value.map((values) => values.map(printOne).join(' ')).join(''))
}

function printOne(value: JsonValue): string {
  return isJsonArray(value) || isJsonObject(value) ? goJson(value) : formatValue(value)
}

/** `{range}` … `{end}` pairs, by position of the opening action; unpaired ends are errors at their position. */
class Walk {
  readonly #allowMissingKeys: boolean
  #begins = 0
  #ends = 0
  #depth = 0
  #lastEnd = -1

  constructor(allowMissingKeys: boolean) {
    this.#allowMissingKeys = allowMissingKeys
  }

  block(nodes: readonly PathNode[], data: JsonValue | undefined, offset = 0): readonly Values[] {
    const found: Values[] = []
    for (let index = offset; index < nodes.length; index += 1) {
      const node = nodes[index]
      if (node === undefined) break
      const results = this.walk(data === undefined ? [] : [data], node)
      if (this.#ends > 0 && this.#ends <= this.#depth) {
        this.#ends -= 1
        this.#lastEnd = index
        break
      }
      if (this.#begins > 0) {
        this.#begins -= 1
        this.#depth += 1
        if (results.length === 0) this.block(nodes, undefined, index + 1)
        for (const value of results) found.push(...this.block(nodes, value, index + 1))
        this.#depth -= 1
        if (this.#lastEnd > index) index = this.#lastEnd
        continue
      }
      found.push(results)
    }
    return found
  }

  walk(values: Values, node: PathNode): Values {
    switch (node.kind) {
      case 'text':
        return [node.text]
      case 'literal':
        return values.map(() => node.value)
      case 'list':
        return node.nodes.reduce<Values>((current, inner) => this.walk(current, inner), values)
      case 'identifier':
        return this.#identifier(values, node.name)
      case 'field':
        return this.#field(values, node.name)
      case 'array':
        return values.flatMap((value) => sliceOf(value, node))
      case 'filter':
        return this.#filter(values, node)
      case 'wildcard':
        return values.flatMap(childrenOf)
      case 'recursive':
        return values.flatMap((value) => descendants(value))
      case 'union':
        return node.branches.flatMap((branch) => branch.reduce<Values>((current, inner) => this.walk(current, inner), values))
    }
  }

  #identifier(values: Values, name: string): Values {
    if (name === 'range') {
      this.#begins += 1
      return values
    }
    if (name !== 'end') throw new PathProblem(`unrecognized identifier ${name}`)
    if (this.#depth === 0) throw new PathProblem('not in range, nothing to end')
    this.#ends += 1
    return []
  }

  #field(values: Values, name: string): Values {
    const found = values.flatMap((value) => {
      const field = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
      return field === undefined ? [] : [field]
    })
    if (found.length === 0 && !this.#allowMissingKeys) throw new PathProblem(`${name} is not found`)
    return found
  }

  #filter(values: Values, node: PathNode & { readonly kind: 'filter' }): Values {
    const side = (nodes: readonly PathNode[], value: JsonValue): Values =>
      nodes.reduce<Values>((current, inner) => this.walk(current, inner), [value])
    return values.flatMap((value) => {
      if (value === null) return []
      if (!isJsonArray(value)) throw new PathProblem(`${formatValue(value)} is not array or slice and cannot be filtered`)
      return value.filter((item) => {
        const left = side(node.left, item)
        if (node.operator === 'exists') return left.length > 0
        if (left.length === 0) return false
        if (left.length > 1) throw new PathProblem('can only compare one element at a time')
        const right = side(node.right, item)
        if (right.length === 0) return false
        if (right.length > 1) throw new PathProblem('can only compare one element at a time')
        return compare(left[0] ?? null, right[0] ?? null, node.operator)
      })
    })
  }
}

function compare(left: JsonValue, right: JsonValue, operator: string): boolean {
  if (goTypeOf(left) !== goTypeOf(right) || typeof left === 'object' || typeof right === 'object') {
    throw new PathProblem('incompatible types for comparison')
  }
  switch (operator) {
    case '<':
      return left < right
    case '>':
      return left > right
    case '==':
      return left === right
    case '!=':
      return left !== right
    case '<=':
      return left <= right
    case '>=':
      return left >= right
    default:
      throw new PathProblem(`unrecognized filter operator ${operator}`)
  }
}

function sliceOf(value: JsonValue, node: PathNode & { readonly kind: 'array' }): Values {
  if (value === null) return []
  if (!isJsonArray(value)) throw new PathProblem(`${goTypeOf(value)} is not array or slice`)
  const { length } = value
  let from = node.from ?? 0
  if (from < 0) from += length
  let to = node.to ?? length
  if (to < 0 || (to === 0 && node.toDerived)) to += length
  if (to === from) return []
  if (from >= length || from < 0) throw new PathProblem(`array index out of bounds: index ${String(from)}, length ${String(length)}`)
  if (to > length || to < 0) throw new PathProblem(`array index out of bounds: index ${String(to - 1)}, length ${String(length)}`)
  if (from > to) throw new PathProblem(`starting index ${String(from)} is greater than ending index ${String(to)}`)
  const step = node.step ?? 1
  if (step <= 0) throw new PathProblem('step must be > 0')
  return value.slice(from, to).filter((_, index) => index % step === 0)
}

function childrenOf(value: JsonValue): Values {
  if (isJsonArray(value)) return value
  if (!isJsonObject(value)) return []
  return Object.keys(value)
    .sort(compareBytes)
    .flatMap((key) => {
      const child = value[key]
      return child === undefined ? [] : [child]
    })
}

function descendants(value: JsonValue): Values {
  if (!isJsonArray(value) && !isJsonObject(value)) return []
  return [value, ...childrenOf(value).flatMap(descendants)]
}
