// Runs Go templates on JSON values, with the functions that kubectl's `-o go-template` has.
// @source go text/template exec.go, funcs.go; k8s.io/cli-runtime pkg/printers/template.go

import type { JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { compareBytes } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import { utf8Length } from '../../base/utf8.ts'
import { formatValue } from '../../base/go-value.ts'
import type { Value } from './go-template-functions.ts'
import { ExecProblem, FUNCTIONS, isTruthy, printed } from './go-template-functions.ts'
import type { Operand, Pipeline, Place, TemplateCommand, TemplateNode } from './go-template-syntax.ts'
import { parseGoTemplate } from './go-template-syntax.ts'

/** How much of a part is shown. */
const SHOWN_SOURCE = 20

/** Enough for any listing; stops a template that multiplies ranges. */
const MAX_STEPS = 200_000

export type GoTemplate = readonly TemplateNode[]

export function readGoTemplate(text: string): Result<GoTemplate, string> {
  return parseGoTemplate(text, new Set(Object.keys(FUNCTIONS).concat('and', 'or')))
}

export interface TemplateFailure {
  /** What was printed until then. */
  readonly output: string
  /** Go's text behind `template: output:`. */
  readonly problem: string
}

/** @param text  The template as it was written, for the places in messages. */
export function runGoTemplate(template: GoTemplate, text: string, data: JsonValue): Result<string, TemplateFailure> {
  const run = new TemplateRun(data)
  try {
    run.nodes(template, data)
    return success(run.output)
  } catch (problem) {
    if (!(problem instanceof ExecProblem)) throw problem
    return failure({ output: run.output, problem: `${placeText(text, problem.place)}${problem.message}` })
  }
}

/** @source go text/template/parse/parse.go ErrorContext */
function placeText(text: string, place: Place | undefined): string {
  if (place === undefined) return '1: executing "output": '
  const before = text.slice(0, place.at)
  const line = before.split('\n').length
  const column = utf8Length(before.slice(before.lastIndexOf('\n') + 1))
  const source = place.source.length > SHOWN_SOURCE ? `${place.source.slice(0, SHOWN_SOURCE)}...` : place.source
  return `${String(line)}:${String(column)}: executing "output" at <${source}>: `
}

class TemplateRun {
  output = ''
  #steps = 0
  #variables: { readonly name: string; value: Value }[]

  constructor(data: JsonValue) {
    this.#variables = [{ name: '$', value: data }]
  }

  nodes(nodes: readonly TemplateNode[], dot: Value): void {
    for (const node of nodes) {
      this.#steps += 1
      if (this.#steps > MAX_STEPS) throw new ExecProblem('the template takes too many steps')
      switch (node.kind) {
        case 'text':
          this.output += node.text
          break
        case 'action': {
          const value = this.pipeline(node.pipeline, dot)
          if (node.pipeline.declares.length === 0) this.output += printed(value)
          break
        }
        case 'range':
          this.#range(node, dot)
          break
        case 'if':
        case 'with': {
          const depth = this.#variables.length
          const value = this.pipeline(node.pipeline, dot)
          if (isTruthy(value)) this.nodes(node.body, node.kind === 'with' ? value : dot)
          else this.nodes(node.otherwise, dot)
          this.#variables.length = depth
        }
      }
    }
  }

  #range(node: Extract<TemplateNode, { readonly pipeline: Pipeline; readonly body: unknown }>, dot: Value): void {
    const { declares } = node.pipeline
    const depth = this.#variables.length
    const value = this.pipeline({ ...node.pipeline, declares: [] }, dot)
    const items = rangeItems(value, node.pipeline.commands.at(-1))
    for (const [key, item] of items) {
      this.#variables.length = depth
      const [first, second] = declares
      if (first !== undefined) this.#variables.push({ name: first, value: second === undefined ? item : key })
      if (second !== undefined) this.#variables.push({ name: second, value: item })
      this.nodes(node.body, item)
    }
    this.#variables.length = depth
    if (items.length === 0) this.nodes(node.otherwise, dot)
  }

  pipeline(pipeline: Pipeline, dot: Value): Value {
    let value: Value
    let piped = false
    for (const command of pipeline.commands) {
      value = this.#command(command, dot, piped ? [value] : [])
      piped = true
    }
    for (const name of pipeline.declares) {
      const known = pipeline.assigns ? this.#variables.findLast((variable) => variable.name === name) : undefined
      if (known !== undefined) known.value = value
      else this.#variables.push({ name, value })
    }
    return value
  }

  #command(command: TemplateCommand, dot: Value, piped: readonly Value[]): Value {
    try {
      return this.#run(command.operands, dot, piped)
    } catch (problem) {
      if (problem instanceof ExecProblem && problem.place === undefined) throw new ExecProblem(problem.message, command)
      throw problem
    }
  }

  #run([first, ...rest]: readonly Operand[], dot: Value, piped: readonly Value[]): Value {
    if (first === undefined) return undefined
    if (first.kind === 'function') {
      if (first.name === 'and' || first.name === 'or') {
        let value: Value
        for (const operand of rest) {
          value = this.#operand(operand, dot)
          if (isTruthy(value) === (first.name === 'or')) return value
        }
        return piped.length > 0 ? piped[0] : value
      }
      const call = FUNCTIONS[first.name]
      if (call === undefined) throw new ExecProblem(`function ${goQuote(first.name)} not defined`)
      return call([...rest.map((operand) => this.#operand(operand, dot)), ...piped], first.name)
    }
    if (rest.length > 0 || piped.length > 0) throw new ExecProblem(`can't give argument to non-function ${sourceOf(first)}`)
    return this.#operand(first, dot)
  }

  #operand(operand: Operand, dot: Value): Value {
    switch (operand.kind) {
      case 'literal':
        return operand.value
      case 'dot':
        return dot
      case 'variable':
        return this.#variables.findLast((variable) => variable.name === operand.name)?.value
      case 'group':
        return this.pipeline(operand.pipeline, dot)
      case 'function':
        return this.#run([operand], dot, [])
      case 'field': {
        let value = operand.base === 'dot' ? dot : this.#operand(operand.base, dot)
        for (const name of operand.names) {
          // Nothing has no fields, and asking it for one gives nothing.
          if (value === undefined) return undefined
          if (value === null) throw new ExecProblem(`nil pointer evaluating interface {}.${name}`, operand)
          if (!isJsonObject(value)) throw new ExecProblem(`can't evaluate field ${name} in type interface {}`, operand)
          value = Object.hasOwn(value, name) ? value[name] : undefined
        }
        return value
      }
    }
  }
}

function sourceOf(operand: Operand): string {
  switch (operand.kind) {
    case 'field':
      return operand.source
    case 'variable':
      return operand.name
    case 'dot':
      return '.'
    case 'literal':
      return typeof operand.value === 'string' ? goQuote(operand.value) : String(operand.value)
    default:
      return '()'
  }
}

function rangeItems(value: Value, place: Place | undefined): readonly (readonly [Value, Value])[] {
  if (value === undefined || value === null) return []
  if (isJsonArray(value)) return value.map((item, index) => [index, item])
  if (isJsonObject(value)) {
    return Object.keys(value)
      .sort(compareBytes)
      .map((key) => [key, value[key]])
  }
  if (typeof value === 'number' && Number.isInteger(value))
    return Array.from({ length: Math.min(Math.max(value, 0), MAX_STEPS) }, (_, index) => [index, index])
  throw new ExecProblem(`range can't iterate over ${formatValue(value)}`, place)
}
