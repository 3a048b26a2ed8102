// Reads an awk program.
// @source POSIX awk, grammar
// @simplified Functions of one's own, getline and pipes are left out.

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { readExpression, readList } from './awk-expressions.ts'
import { MOST_DEPTH, Reader } from './awk-reader.ts'
import type { Expression, Rule, Statement } from './awk-syntax.ts'

export function parseAwk(source: string): Result<readonly Rule[], string> {
  const reader = new Reader(source)
  const rules: Rule[] = []
  for (reader.skipEnds(); reader.token.kind !== 'end' && reader.problem === undefined; reader.skipEnds()) rules.push(readRule(reader))
  return reader.problem === undefined ? success(rules) : failure(reader.problem)
}

function readRule(reader: Reader): Rule {
  if (reader.is('function') || reader.is('func')) reader.refuse('a function of your own')
  const when = reader.take('BEGIN') ? 'begin' : reader.take('END') ? 'end' : 'line'
  let first: Expression | undefined
  let second: Expression | undefined
  if (when === 'line' && !reader.is('{')) {
    first = readExpression(reader)
    if (reader.take(',')) second = readExpression(reader)
  }
  const body = reader.is('{') ? readBlock(reader) : undefined
  if (when !== 'line' && body === undefined) reader.fail()
  return { when, first, second, body }
}

function readBlock(reader: Reader): Statement {
  const statements: Statement[] = []
  reader.expect('{')
  for (reader.skipEnds(); !reader.is('}') && reader.token.kind !== 'end'; reader.skipEnds()) statements.push(readStatement(reader))
  reader.expect('}')
  return { kind: 'block', statements }
}

function readStatement(reader: Reader): Statement {
  reader.depth += 1
  if (reader.depth > MOST_DEPTH) reader.fail()
  const statement = readAnyStatement(reader)
  reader.depth -= 1
  return statement
}

function readBody(reader: Reader): Statement {
  reader.skipNewlines()
  if (reader.take(';')) return { kind: 'block', statements: [] }
  return readStatement(reader)
}

function readAnyStatement(reader: Reader): Statement {
  if (reader.is('{')) return readBlock(reader)
  if (reader.token.kind === 'name') {
    const { text } = reader.token
    switch (text) {
      case 'if': {
        reader.next()
        reader.expect('(')
        const condition = readExpression(reader)
        reader.expect(')')
        const yes = readBody(reader)
        const { at, token } = reader
        reader.skipEnds()
        if (reader.take('else')) return { kind: 'if', condition, yes, no: readBody(reader) }
        reader.at = at
        reader.token = token
        return { kind: 'if', condition, yes, no: undefined }
      }
      case 'while': {
        reader.next()
        reader.expect('(')
        const condition = readExpression(reader)
        reader.expect(')')
        return { kind: 'while', condition, body: readBody(reader), first: 'test' }
      }
      case 'do': {
        reader.next()
        const body = readBody(reader)
        reader.skipEnds()
        reader.expect('while')
        reader.expect('(')
        const condition = readExpression(reader)
        reader.expect(')')
        return { kind: 'while', condition, body, first: 'run' }
      }
      case 'for':
        reader.next()
        return readFor(reader)
      case 'next':
      case 'break':
      case 'continue':
        reader.next()
        return { kind: 'leave', how: text }
      case 'exit': {
        reader.next()
        return { kind: 'exit', code: endsStatement(reader) ? undefined : readExpression(reader) }
      }
      case 'delete': {
        reader.next()
        const name = reader.name()
        const keys = reader.take('[') ? readList(reader, ']') : []
        return { kind: 'delete', name, keys }
      }
      case 'print':
      case 'printf':
        return readPrint(reader, text === 'printf')
      case 'getline':
      case 'return':
        reader.refuse(text)
        return { kind: 'block', statements: [] }
      default:
    }
  }
  return { kind: 'expression', expression: readExpression(reader) }
}

function endsStatement(reader: Reader): boolean {
  return reader.token.kind === 'newline' || reader.token.kind === 'end' || reader.is(';') || reader.is('}')
}

function readFor(reader: Reader): Statement {
  reader.expect('(')
  if (reader.token.kind === 'name') {
    const { at, token } = reader
    const variable = reader.name()
    if (reader.take('in')) {
      const name = reader.name()
      if (reader.take(')')) return { kind: 'each', variable, name, body: readBody(reader) }
    }
    reader.at = at
    reader.token = token
  }
  const start = reader.is(';') ? undefined : ({ kind: 'expression', expression: readExpression(reader) } as const)
  reader.expect(';')
  const condition = reader.is(';') ? undefined : readExpression(reader)
  reader.expect(';')
  const step = reader.is(')') ? undefined : ({ kind: 'expression', expression: readExpression(reader) } as const)
  reader.expect(')')
  return { kind: 'for', start, condition, step, body: readBody(reader) }
}

function readPrint(reader: Reader, formatted: boolean): Statement {
  reader.next()
  reader.inPrint = true
  let words: readonly Expression[] = []
  if (!endsStatement(reader) && !reader.is('>')) {
    const [first, ...more] = readExpressions(reader)
    // `print(a, b)`: the parentheses belong to print.
    words = first === undefined ? [] : [first, ...more]
  }
  reader.inPrint = false
  if (reader.is('|')) reader.refuse('print to a command')
  const appends = reader.is('>>')
  const target = reader.take('>') || reader.take('>>') ? readExpression(reader) : undefined
  return { kind: 'print', words, formatted, target, appends }
}

function readExpressions(reader: Reader): readonly Expression[] {
  if (reader.is('(')) {
    const { at, token } = reader
    reader.next()
    const list = readList(reader, ')')
    if (reader.problem === undefined && (endsStatement(reader) || reader.is('>') || reader.is('>>') || reader.is('|'))) return list
    if (reader.problem === undefined && list.length === 1) {
      reader.at = at
      reader.token = token
    }
  }
  const words = [readExpression(reader)]
  while (reader.take(',')) {
    reader.skipNewlines()
    words.push(readExpression(reader))
  }
  return words
}
