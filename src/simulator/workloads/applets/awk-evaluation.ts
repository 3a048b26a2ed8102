// Values, variables, fields and expressions of awk.
// @source POSIX awk, expressions and functions

import type { AppletCall } from './applet.ts'
import type { Expression } from './awk-syntax.ts'
import { directiveAt, formatFloat, formatInteger, formatText, general } from './directive.ts'
import type { Regex } from './regex.ts'
import { compileRegex, searchRegex } from './regex.ts'
import { substitute } from './sed-substitution.ts'
import { draw, nowEpochMs } from '../shell/machine.ts'

/** `input`: a text from outside, which counts as a number if it looks like one. */
export type Value = number | string | { readonly input: string }

export interface Awk {
  readonly call: AppletCall
  readonly variables: Map<string, Value>
  readonly arrays: Map<string, Map<string, Value>>
  readonly regexes: Map<string, Regex>
  record: string
  fields: string[]
  problem: string | undefined
  exitCode: number
  steps: number
  readonly mostSteps: number
  printed: number
  /** What is printed into files, by their paths. */
  readonly written: Map<string, string>
}

const MOST_STEPS = 200_000
const MOST_FIELDS = 10_000
const MOST_TEXT = 1024 * 1024

export function createAwk(call: AppletCall): Awk {
  const variables = new Map<string, Value>([
    ['FS', ' '],
    ['OFS', ' '],
    ['ORS', '\n'],
    ['RS', '\n'],
    ['NR', 0],
    ['FNR', 0],
    ['NF', 0],
    ['SUBSEP', '\x1c'],
    ['OFMT', '%.6g'],
    ['CONVFMT', '%.6g'],
  ])
  const environment = new Map<string, Value>(call.process.environment.map(([name, value]) => [name, { input: value }]))
  return {
    call,
    variables,
    arrays: new Map([['ENVIRON', environment]]),
    regexes: new Map(),
    record: '',
    fields: [],
    problem: undefined,
    exitCode: 0,
    steps: 0,
    mostSteps: MOST_STEPS,
    printed: 0,
    written: new Map(),
  }
}

const NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/

function numberOf(value: Value): number {
  if (typeof value === 'number') return value
  return Number(NUMBER.exec(typeof value === 'string' ? value : value.input)?.[0] ?? '0')
}

export function textOf(state: Awk, value: Value, format: 'CONVFMT' | 'OFMT' = 'CONVFMT'): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object') return value.input
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf'
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value === 0 ? 0 : value)
  const pattern = state.variables.get(format)
  return pattern === '%.6g' || typeof pattern !== 'string'
    ? (value < 0 ? '-' : '') + general(Math.abs(value), 6, false)
    : formatAwk(state, [pattern, value])
}

function looksNumeric(value: Value): boolean {
  return (
    typeof value === 'number' ||
    (typeof value === 'object' && /\S/.test(value.input) && value.input.trim() === NUMBER.exec(value.input)?.[0].trim())
  )
}

export function truthOf(state: Awk, value: Value): boolean {
  return looksNumeric(value) ? numberOf(value) !== 0 : textOf(state, value) !== ''
}

export function setRecord(state: Awk, record: string): void {
  state.record = record
  state.fields = splitText(state, record, textOf(state, state.variables.get('FS') ?? ' '))
  state.variables.set('NF', state.fields.length)
}

function splitText(state: Awk, text: string, separator: string): string[] {
  if (separator === ' ') return text.split(/[ \t\n]+/).filter((field) => field !== '')
  if (text === '') return []
  if (separator === '') return [...text]
  if (separator.length === 1 && separator !== '\\') return text.split(separator)
  const regex = regexFor(state, separator)
  if (regex === undefined) return [text]
  const fields: string[] = []
  let from = 0
  for (let at = 0; at <= text.length;) {
    const match = searchRegex(regex, text, at)
    if (match === undefined) break
    if (match.end === match.start) at = match.end + 1
    else {
      fields.push(text.slice(from, match.start))
      from = at = match.end
    }
  }
  return [...fields, text.slice(from)]
}

function regexFor(state: Awk, source: string): Regex | undefined {
  const known = state.regexes.get(source)
  if (known !== undefined) return known
  const compiled = compileRegex(source, 'extended')
  if (!compiled.ok) {
    state.problem ??= `bad regex '${source}': ${compiled.problem}`
    return undefined
  }
  state.regexes.set(source, compiled.value)
  return compiled.value
}

/** A regular expression as it stands, or the text of any other expression as one. */
function regexOf(state: Awk, expression: Expression | undefined): Regex | undefined {
  if (expression === undefined) return undefined
  return regexFor(state, expression.kind === 'regex' ? expression.source : textOf(state, evaluate(state, expression)))
}

function keyOf(state: Awk, keys: readonly Expression[]): string {
  return keys.map((key) => textOf(state, evaluate(state, key))).join(textOf(state, state.variables.get('SUBSEP') ?? '\x1c'))
}

export function assignTo(state: Awk, target: Expression, value: Value): void {
  if (typeof value === 'string' && value.length > MOST_TEXT) state.problem ??= 'out of memory'
  if (target.kind === 'variable') {
    state.variables.set(target.name, value)
    if (target.name === 'NF') {
      const count = Math.min(MOST_FIELDS, Math.max(0, Math.floor(numberOf(value)) || 0))
      state.fields = Array.from({ length: count }, (_, index) => state.fields[index] ?? '')
      rebuild(state)
    }
  } else if (target.kind === 'element') {
    const array = state.arrays.get(target.name) ?? new Map<string, Value>()
    state.arrays.set(target.name, array.set(keyOf(state, target.keys), value))
  } else if (target.kind === 'field') {
    const index = Math.floor(numberOf(evaluate(state, target.index)))
    if (!(index >= 0 && index <= MOST_FIELDS)) state.problem ??= 'Access to negative field'
    else if (index === 0) setRecord(state, textOf(state, value))
    else {
      while (state.fields.length < index) state.fields.push('')
      state.fields[index - 1] = textOf(state, value)
      state.variables.set('NF', state.fields.length)
      rebuild(state)
    }
  }
}

function rebuild(state: Awk): void {
  state.record = state.fields.join(textOf(state, state.variables.get('OFS') ?? ' '))
}

export function evaluate(state: Awk, expression: Expression): Value {
  state.steps += 1
  if (state.problem !== undefined) return 0
  switch (expression.kind) {
    case 'number':
    case 'text':
      return expression.value
    case 'regex': {
      const regex = regexFor(state, expression.source)
      return regex !== undefined && searchRegex(regex, state.record, 0) !== undefined ? 1 : 0
    }
    case 'variable':
      return state.variables.get(expression.name) ?? { input: '' }
    case 'field': {
      const index = Math.floor(numberOf(evaluate(state, expression.index)))
      if (!(index >= 0)) state.problem ??= 'Access to negative field'
      return { input: index === 0 ? state.record : (state.fields[index - 1] ?? '') }
    }
    case 'element':
      return elementOf(state, expression.name, keyOf(state, expression.keys))
    case 'in':
      return state.arrays.get(expression.name)?.has(textOf(state, evaluate(state, expression.key))) === true ? 1 : 0
    case 'assign': {
      const right = evaluate(state, expression.value)
      const value =
        expression.operator === '='
          ? right
          : calculate(state, expression.operator.charAt(0), numberOf(evaluate(state, expression.target)), numberOf(right))
      assignTo(state, expression.target, value)
      return value
    }
    case 'step': {
      const old = numberOf(evaluate(state, expression.target))
      assignTo(state, expression.target, old + expression.by)
      return expression.prefix ? old + expression.by : old
    }
    case 'unary': {
      const value = evaluate(state, expression.operand)
      if (expression.operator === '!') return truthOf(state, value) ? 0 : 1
      return expression.operator === '-' ? -numberOf(value) : numberOf(value)
    }
    case 'choice':
      return evaluate(state, truthOf(state, evaluate(state, expression.condition)) ? expression.yes : expression.no)
    case 'binary':
      return binary(state, expression)
    case 'call':
      return callFunction(state, expression.name, expression.words)
  }
}

/** To ask for an element makes it. */
function elementOf(state: Awk, name: string, key: string): Value {
  const array = state.arrays.get(name) ?? new Map<string, Value>()
  const value = array.get(key) ?? { input: '' }
  state.arrays.set(name, array.set(key, value))
  return value
}

function calculate(state: Awk, operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '^':
      return left ** right
    default:
      if (right === 0) {
        state.problem ??= 'Division by zero'
        return 0
      }
      return operator === '/' ? left / right : left % right
  }
}

function binary(state: Awk, { operator, left, right }: Extract<Expression, { kind: 'binary' }>): Value {
  const first = evaluate(state, left)
  if (operator === '&&') return truthOf(state, first) && truthOf(state, evaluate(state, right)) ? 1 : 0
  if (operator === '||') return truthOf(state, first) || truthOf(state, evaluate(state, right)) ? 1 : 0
  if (operator === '~' || operator === '!~') {
    const regex = regexOf(state, right)
    const matches = regex !== undefined && searchRegex(regex, textOf(state, first), 0) !== undefined
    return matches === (operator === '~') ? 1 : 0
  }
  const second = evaluate(state, right)
  if (operator === 'join' || operator === 'subscript') {
    const text = textOf(state, first) + (operator === 'subscript' ? '\x1c' : '') + textOf(state, second)
    if (text.length > MOST_TEXT) state.problem ??= 'out of memory'
    return text
  }
  if (!['<', '<=', '==', '!=', '>', '>='].includes(operator)) return calculate(state, operator, numberOf(first), numberOf(second))
  const numeric = looksNumeric(first) && looksNumeric(second)
  const [a, b] = numeric ? [numberOf(first), numberOf(second)] : [textOf(state, first), textOf(state, second)]
  const order = a < b ? -1 : a > b ? 1 : 0
  const holds = { '<': order < 0, '<=': order <= 0, '==': order === 0, '!=': order !== 0, '>': order > 0, '>=': order >= 0 }
  return Object.entries(holds).some(([name, truth]) => name === operator && truth) ? 1 : 0
}

function callFunction(state: Awk, name: string, words: readonly Expression[]): Value {
  const [first, second, third] = words
  const text = (expression: Expression | undefined): string => (expression === undefined ? '' : textOf(state, evaluate(state, expression)))
  const number = (expression: Expression | undefined): number => (expression === undefined ? 0 : numberOf(evaluate(state, expression)))
  switch (name) {
    case 'length':
      if (first?.kind === 'variable' && state.arrays.has(first.name)) return state.arrays.get(first.name)?.size ?? 0
      return first === undefined ? state.record.length : text(first).length
    case 'substr': {
      const whole = text(first)
      const start = Math.max(0, Math.trunc(number(second)) - 1)
      const length = third === undefined ? whole.length : Math.max(0, Math.trunc(number(third)))
      return whole.slice(start, start + length)
    }
    case 'index':
      return text(first).indexOf(text(second)) + 1
    case 'split': {
      const separator =
        third === undefined ? textOf(state, state.variables.get('FS') ?? ' ') : third.kind === 'regex' ? third.source : text(third)
      const parts = splitText(state, text(first), separator)
      if (second?.kind === 'variable')
        state.arrays.set(second.name, new Map(parts.map((part, index) => [String(index + 1), { input: part }])))
      return parts.length
    }
    case 'sub':
    case 'gsub': {
      const target = third ?? ({ kind: 'field', index: { kind: 'number', value: 0 } } as const)
      const regex = regexOf(state, first)
      if (regex === undefined) return 0
      const result = substitute(text(target), {
        regex,
        replacement: text(second).replace(/\\(?!&)/g, '\\\\'),
        which: 1,
        all: name === 'gsub',
        prints: false,
        file: undefined,
      })
      if (result.count > 0) assignTo(state, target, result.text)
      return result.count
    }
    case 'match': {
      const regex = regexOf(state, second)
      const found = regex === undefined ? undefined : searchRegex(regex, text(first), 0)
      state.variables.set('RSTART', found === undefined ? 0 : found.start + 1)
      state.variables.set('RLENGTH', found === undefined ? -1 : found.end - found.start)
      return found === undefined ? 0 : found.start + 1
    }
    case 'sprintf':
      return formatAwk(
        state,
        words.map((word) => evaluate(state, word)),
      )
    case 'tolower':
      return text(first).toLowerCase()
    case 'toupper':
      return text(first).toUpperCase()
    case 'int':
      return Math.trunc(number(first))
    case 'sqrt':
      return Math.sqrt(number(first))
    case 'exp':
      return Math.exp(number(first))
    case 'log':
      return Math.log(number(first))
    case 'sin':
      return Math.sin(number(first))
    case 'cos':
      return Math.cos(number(first))
    case 'atan2':
      return Math.atan2(number(first), number(second))
    case 'rand':
      return draw(state.call.machine) / 0x1_0000_0000
    case 'systime':
      return Math.floor(nowEpochMs(state.call.machine.view) / 1000)
    case 'system':
      state.problem ??= 'system() is not part of this simulation'
      return 0
    default:
      return 0
  }
}

/** printf and sprintf: the first value is the format. */
export function formatAwk(state: Awk, [formatValue = '', ...values]: readonly Value[]): string {
  const format = textOf(state, formatValue)
  let result = ''
  let next = 0
  const take = (): Value => {
    next += 1
    return values[next - 1] ?? { input: '' }
  }
  for (let at = 0; at < format.length && result.length < MOST_TEXT; at += 1) {
    if (format.charAt(at) !== '%') {
      result += format.charAt(at)
      continue
    }
    const found = directiveAt(format, at, () => numberOf(take()))
    if (found === undefined) {
      result += '%'
      if (format.charAt(at + 1) === '%') at += 1
      continue
    }
    const { directive } = found
    at += found.length - 1
    if (directive.letter === '%') result += '%'
    else if (directive.letter === 's') result += formatText(directive, textOf(state, take()))
    else if (directive.letter === 'c') {
      const value = take()
      result += formatText(
        directive,
        looksNumeric(value) && typeof value === 'number' ? String.fromCharCode(value & 0xff) : textOf(state, value).slice(0, 1),
      )
    } else if ('diouxX'.includes(directive.letter)) {
      const value = Math.trunc(numberOf(take()))
      result += formatInteger(directive, BigInt(Number.isFinite(value) ? value : 0))
    } else result += formatFloat(directive, numberOf(take()))
  }
  return result
}
