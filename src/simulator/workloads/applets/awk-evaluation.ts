// Expressions of awk: what they are worth, and where values go.
// @source POSIX awk, expressions

import type { Words } from './awk-functions.ts'
import { callFunction } from './awk-functions.ts'
import { fieldOf, resizeFields, setField } from './awk-record.ts'
import type { Expression } from './awk-syntax.ts'
import type { Awk, Value } from './awk-values.ts'
import { looksNumeric, MOST_TEXT, numberOf, regexFor, textOf, truthOf } from './awk-values.ts'
import type { Regex } from './regex.ts'
import { searchRegex } from './regex.ts'

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
    case 'field':
      return fieldOf(state, evaluate(state, expression.index))
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
      return callFunction(state, expression.name, wordsOf(state, expression.words))
  }
}

export function assignTo(state: Awk, target: Expression, value: Value): void {
  if (typeof value === 'string' && value.length > MOST_TEXT) state.problem ??= 'out of memory'
  if (target.kind === 'variable') {
    state.variables.set(target.name, value)
    if (target.name === 'NF') resizeFields(state, value)
  } else if (target.kind === 'element') {
    const array = state.arrays.get(target.name) ?? new Map<string, Value>()
    state.arrays.set(target.name, array.set(keyOf(state, target.keys), value))
  } else if (target.kind === 'field') setField(state, evaluate(state, target.index), value)
}

/** The words of a function, each evaluated whenever it is asked for. */
function wordsOf(state: Awk, all: readonly Expression[]): Words {
  const value = (expression: Expression): Value => evaluate(state, expression)
  const at = (index: number, missing: Value): Value => {
    const expression = all[index]
    return expression === undefined ? missing : value(expression)
  }
  return {
    all,
    value,
    text: (index) => textOf(state, at(index, '')),
    number: (index) => numberOf(at(index, 0)),
    regex: (index) => regexOf(state, all[index]),
    assign(target, assigned) {
      assignTo(state, target, assigned)
    },
  }
}

/** A regular expression as it stands, or the text of any other expression as one. */
function regexOf(state: Awk, expression: Expression | undefined): Regex | undefined {
  if (expression === undefined) return undefined
  return regexFor(state, expression.kind === 'regex' ? expression.source : textOf(state, evaluate(state, expression)))
}

function keyOf(state: Awk, keys: readonly Expression[]): string {
  return keys.map((key) => textOf(state, evaluate(state, key))).join(textOf(state, state.variables.get('SUBSEP') ?? '\x1c'))
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
