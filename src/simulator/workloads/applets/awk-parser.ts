// Reads an awk program.
// @source POSIX awk, grammar
// @simplified `awk` leaves out functions of one's own, `getline` and pipes.

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
  const { kind, text } = reader.token
  const read = kind === 'name' && Object.hasOwn(KEYWORDS, text) ? KEYWORDS[text] : undefined
  if (read === undefined) return { kind: 'expression', expression: readExpression(reader) }
  reader.next()
  return read(reader)
}

/** By the word that begins a statement, which is taken already. */
const KEYWORDS: Readonly<Record<string, (reader: Reader) => Statement>> = {
  if: readIf,
  while: (reader) => ({ kind: 'while', condition: readCondition(reader), body: readBody(reader), first: 'test' }),
  do(reader) {
    const body = readBody(reader)
    reader.skipEnds()
    reader.expect('while')
    return { kind: 'while', condition: readCondition(reader), body, first: 'run' }
  },
  for: readFor,
  next: () => ({ kind: 'leave', how: 'next' }),
  break: () => ({ kind: 'leave', how: 'break' }),
  continue: () => ({ kind: 'leave', how: 'continue' }),
  exit: (reader) => ({ kind: 'exit', code: endsStatement(reader) ? undefined : readExpression(reader) }),
  delete: (reader) => ({ kind: 'delete', name: reader.name(), keys: reader.take('[') ? readList(reader, ']') : [] }),
  print: (reader) => readPrint(reader, false),
  printf: (reader) => readPrint(reader, true),
  getline: (reader) => refused(reader, 'getline'),
  return: (reader) => refused(reader, 'return'),
}

function refused(reader: Reader, what: string): Statement {
  reader.refuse(what)
  return { kind: 'block', statements: [] }
}

/** In parentheses. */
function readCondition(reader: Reader): Expression {
  reader.expect('(')
  const condition = readExpression(reader)
  reader.expect(')')
  return condition
}

function readIf(reader: Reader): Statement {
  const condition = readCondition(reader)
  const yes = readBody(reader)
  const { at, token } = reader
  reader.skipEnds()
  if (reader.take('else')) return { kind: 'if', condition, yes, no: readBody(reader) }
  reader.at = at
  reader.token = token
  return { kind: 'if', condition, yes, no: undefined }
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
