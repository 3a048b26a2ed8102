// The functions of Go templates, and what values are to them.
// @source go text/template funcs.go; k8s.io/cli-runtime pkg/printers/template.go

import type { JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import { goJson } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import { decodeBase64 } from '../../base/base64.ts'
import { decodeUtf8Loosely, utf8Length } from '../../base/utf8.ts'
import { formatValue, goTypeOf } from '../../base/go-value.ts'
import type { Place } from './go-template-syntax.ts'

/** Undefined is what a missing key gives. */
export type Value = JsonValue | undefined

/** What went wrong, and at which part of the template. */
export class ExecProblem extends Error {
  readonly place: Place | undefined

  constructor(message: string, place?: Place) {
    super(message)
    this.place = place
  }
}

export function printed(value: Value): string {
  return value === undefined || value === null ? '<no value>' : formatValue(value)
}

export function isTruthy(value: Value): boolean {
  if (isJsonArray(value)) return value.length > 0
  if (isJsonObject(value)) return Object.keys(value).length > 0
  return Boolean(value)
}

function lengthOf(value: Value): number {
  if (isJsonArray(value)) return value.length
  if (typeof value === 'string') return utf8Length(value)
  if (isJsonObject(value)) return Object.keys(value).length
  if (value === undefined) throw new ExecProblem('error calling len: reflect: call of reflect.Value.Type on zero Value')
  throw new ExecProblem(`error calling len: len of ${value === null ? 'nil pointer' : `type ${goTypeOf(value)}`}`)
}

function indexInto(values: readonly Value[], name: string): Value {
  let [value] = values
  for (const key of values.slice(1)) {
    if (value === undefined || value === null) throw new ExecProblem(`error calling ${name}: index of untyped nil`)
    if (isJsonArray(value)) {
      if (typeof key !== 'number') throw new ExecProblem(`error calling ${name}: cannot index slice/array with type ${goTypeOf(key)}`)
      if (key < 0 || key >= value.length) throw new ExecProblem(`error calling ${name}: index out of range: ${String(key)}`)
      value = value[key]
    } else if (isJsonObject(value)) {
      if (typeof key !== 'string') throw new ExecProblem(`error calling ${name}: value has type int; should be string`)
      value = Object.hasOwn(value, key) ? value[key] : undefined
    } else throw new ExecProblem(`error calling ${name}: can't index item of type ${goTypeOf(value)}`)
  }
  return value
}

function compareWith(test: (order: number) => boolean) {
  return ([left, right]: readonly Value[], name: string): Value => {
    if (
      left === undefined ||
      right === undefined ||
      left === null ||
      right === null ||
      typeof left !== typeof right ||
      typeof left === 'object'
    ) {
      throw new ExecProblem(`error calling ${name}: incompatible types for comparison`)
    }
    return test(left < right ? -1 : left > right ? 1 : 0)
  }
}

function equals(values: readonly Value[], name: string): boolean {
  const [first, ...rest] = values
  if (rest.length === 0) throw new ExecProblem(`error calling ${name}: missing argument for comparison`)
  return rest.some((other) => {
    if (typeof first === 'object' && first !== null) throw new ExecProblem(`error calling ${name}: non-comparable type ${goTypeOf(first)}`)
    if (other !== undefined && first !== undefined && other !== null && first !== null && typeof other !== typeof first) {
      throw new ExecProblem(`error calling ${name}: incompatible types for comparison`)
    }
    return (first ?? null) === (other ?? null)
  })
}

function exists(values: readonly Value[]): boolean {
  let [value] = values
  for (const key of values.slice(1)) {
    if (isJsonArray(value) && typeof key === 'number') value = value[key]
    else if (isJsonObject(value) && typeof key === 'string' && Object.hasOwn(value, key)) value = value[key]
    else return false
  }
  return value !== undefined && value !== null
}

function base64decode([text]: readonly Value[]): string {
  if (typeof text !== 'string') throw new ExecProblem('wrong type for value; expected string; got interface {}')
  const decoded = decodeBase64(text)
  if (!decoded.ok)
    throw new ExecProblem(
      `error calling base64decode: base64 decode failed: illegal base64 data at input byte ${String(decoded.problem.offset)}`,
    )
  return decodeUtf8Loosely(decoded.value)
}

function printf([format, ...values]: readonly Value[]): string {
  if (typeof format !== 'string') throw new ExecProblem('wrong type for value; expected string')
  let next = 0
  const text = format.replace(
    /%([-+ 0#]*)(\d{0,3})(?:\.(\d{0,3}))?([a-zA-Z%])/g,
    (_, flags: string, width: string, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%'
      if (next >= values.length) return `%!${verb}(MISSING)`
      const value = values[next]
      next += 1
      const shown = formatVerb(verb, value, precision)
      const size = Number(width)
      if (flags.includes('-')) return shown.padEnd(size)
      return flags.includes('0') && typeof value === 'number' ? shown.padStart(size, '0') : shown.padStart(size)
    },
  )
  const extra = values.slice(next)
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.map((value) => `${goTypeOf(value)}=${formatValue(value)}`).join(', ')})`
}

function formatVerb(verb: string, value: Value, precision: string | undefined): string {
  const wrong = `%!${verb}(${goTypeOf(value)}=${formatValue(value)})`
  switch (verb) {
    case 'v':
      return formatValue(value)
    case 's':
      if (typeof value === 'number' || typeof value === 'boolean') return wrong
      return precision === undefined ? formatValue(value) : formatValue(value).slice(0, Number(precision))
    case 'd':
      return typeof value === 'number' ? formatValue(value) : wrong
    case 'q':
      return typeof value === 'string' ? goQuote(value) : wrong
    case 't':
      return typeof value === 'boolean' ? String(value) : wrong
    case 'T':
      return goTypeOf(value)
    case 'x':
      return typeof value === 'number' ? value.toString(16) : wrong
    case 'f':
      return typeof value === 'number' ? value.toFixed(precision === undefined ? 6 : Number(precision)) : wrong
    default:
      return `%!${verb}(${goTypeOf(value)}=${formatValue(value)})`
  }
}

/** @source go text/template/funcs.go htmlReplacer */
const HTML: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&#34;' }

/** `print` puts a blank between two values of which neither is a text. */
function isSetApart(before: Value, value: Value): boolean {
  return before !== undefined && typeof before !== 'string' && typeof value !== 'string'
}

function slice([value, ...bounds]: readonly Value[]): Value {
  if (typeof value !== 'string' && !isJsonArray(value))
    throw new ExecProblem(`error calling slice: can't slice item of type ${goTypeOf(value)}`)
  const [from = 0, to = value.length] = bounds
  for (const bound of [from, to]) {
    if (typeof bound !== 'number') throw new ExecProblem(`error calling slice: cannot index slice/array with type ${goTypeOf(bound)}`)
    if (bound < 0 || bound > value.length) throw new ExecProblem(`error calling slice: index out of range: ${String(bound)}`)
  }
  if (Number(from) > Number(to))
    throw new ExecProblem(`error calling slice: invalid slice index: ${String(Number(from))} > ${String(Number(to))}`)
  return value.slice(Number(from), Number(to))
}

export const FUNCTIONS: Readonly<Record<string, (values: readonly Value[], name: string) => Value>> = {
  len: ([value]) => lengthOf(value),
  index: indexInto,
  eq: equals,
  ne: (values, name) => !equals(values, name),
  lt: compareWith((order) => order < 0),
  le: compareWith((order) => order <= 0),
  gt: compareWith((order) => order > 0),
  ge: compareWith((order) => order >= 0),
  not: ([value]) => !isTruthy(value),
  print: (values) => values.map((value, index) => `${isSetApart(values[index - 1], value) ? ' ' : ''}${formatValue(value)}`).join(''),
  println: (values) => `${values.map(formatValue).join(' ')}\n`,
  printf,
  slice,
  html: ([value]) => formatValue(value).replace(/[<>&'"]/g, (sign) => HTML[sign] ?? sign),
  js: ([value]) => goJson(formatValue(value)).slice(1, -1),
  urlquery: ([value]) => encodeURIComponent(formatValue(value)).replaceAll('%20', '+'),
  exists,
  base64decode,
}
