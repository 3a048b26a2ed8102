// test, `[` and `[[`: expressions about texts, numbers and files.
// @source busybox coreutils/test.c

import type { FileSystemNode } from '../../api/file-system.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { find, permits } from '../shell/file-tree.ts'
import type { Machine } from '../shell/machine.ts'
import { fileWorld } from '../shell/machine.ts'
import { compilePattern, matchesPattern } from '../shell/pattern.ts'
import type { Process } from '../shell/process.ts'
import { compileRegex, searchRegex } from './regex.ts'

interface Reader {
  readonly machine: Machine
  readonly process: Process
  readonly words: readonly string[]
  readonly isDouble: boolean
  at: number
  depth: number
  problem: string | undefined
}

const UNARY = ['-b', '-c', '-d', '-e', '-f', '-g', '-h', '-k', '-L', '-n', '-p', '-r', '-s', '-S', '-t', '-u', '-w', '-x', '-z', '-O', '-G']
const BINARY = ['=', '==', '!=', '<', '>', '=~', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef']
const MOST_DEPTH = 100

/**
 * @param name `test`, `[` or `[[`; the brackets want their closing half as the last word
 * @returns the exit code, or what is wrong (exit code 2)
 */
export function testWords(machine: Machine, process: Process, name: string, words: readonly string[]): Result<0 | 1, string> {
  const closing = name === '[' ? ']' : name === '[[' ? ']]' : undefined
  if (closing !== undefined && words.at(-1) !== closing) return failure(`missing ${closing}`)
  const own = closing === undefined ? words : words.slice(0, -1)
  const reader: Reader = { machine, process, words: own, isDouble: name === '[[', at: 0, depth: 0, problem: undefined }
  const truth = evaluate(reader)
  return reader.problem === undefined ? success(truth ? 0 : 1) : failure(reader.problem)
}

/** Up to four words mean what their number says, so that `[ "$x" = y ]` works for any value of x. */
function evaluate(reader: Reader): boolean {
  const { words } = reader
  const [a = '', b = '', c = ''] = words
  if (words.length === 0) return false
  if (words.length === 1) return a !== ''
  if (words.length === 2 && a === '!') return b === ''
  if (words.length === 3 && BINARY.includes(b)) return binary(reader, a, b, c)
  if (words.length === 4 && a === '!' && BINARY.includes(c)) return !binary(reader, b, c, words[3] ?? '')
  const truth = readOr(reader)
  const left = words[reader.at]
  if (left !== undefined) reader.problem ??= BINARY.includes(left) ? `${left}: argument expected` : `${left}: unknown operand`
  return truth
}

function readOr(reader: Reader): boolean {
  let truth = readAnd(reader)
  while (['-o', '||'].includes(reader.words[reader.at] ?? '')) {
    reader.at += 1
    const right = readAnd(reader)
    truth = truth || right
  }
  return truth
}

function readAnd(reader: Reader): boolean {
  let truth = readNot(reader)
  while (['-a', '&&'].includes(reader.words[reader.at] ?? '')) {
    reader.at += 1
    const right = readNot(reader)
    truth = truth && right
  }
  return truth
}

function readNot(reader: Reader): boolean {
  let negated = false
  while (reader.words[reader.at] === '!' && reader.at + 1 < reader.words.length) {
    reader.at += 1
    negated = !negated
  }
  return readPrimary(reader) !== negated
}

function readPrimary(reader: Reader): boolean {
  const { words } = reader
  const word = words[reader.at]
  const next = words[reader.at + 1]
  const after = words[reader.at + 2]
  if (word === undefined) {
    reader.problem ??= 'argument expected'
    return false
  }
  if (next !== undefined && after !== undefined && BINARY.includes(next)) {
    reader.at += 3
    return binary(reader, word, next, after)
  }
  if (word === '(') {
    reader.at += 1
    reader.depth += 1
    if (reader.depth > MOST_DEPTH) reader.problem ??= 'argument expected'
    const truth = reader.problem === undefined && readOr(reader)
    reader.depth -= 1
    if (words[reader.at] === ')') reader.at += 1
    else reader.problem ??= 'closing paren expected'
    return truth
  }
  if (UNARY.includes(word) && next !== undefined) {
    reader.at += 2
    return unary(reader, word, next)
  }
  reader.at += 1
  return word !== ''
}

function number(reader: Reader, text: string): number {
  if (/^\s*[-+]?\d+\s*$/.test(text)) return Number(text)
  reader.problem ??= text === '' ? 'bad number' : `${text}: bad number`
  return 0
}

function nodeOf({ machine, process }: Reader, path: string, last: 'follow' | 'keep'): FileSystemNode | undefined {
  const found = find(fileWorld(machine), process.directory, path, last)
  return found.ok ? found.value.node : undefined
}

function binary(reader: Reader, left: string, operator: string, right: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return reader.isDouble ? matchesPattern(compilePattern(right), left) : left === right
    case '!=':
      return reader.isDouble ? !matchesPattern(compilePattern(right), left) : left !== right
    case '<':
      return left < right
    case '>':
      return left > right
    case '=~': {
      const regex = compileRegex(right, 'extended')
      return regex.ok && searchRegex(regex.value, left, 0) !== undefined
    }
    case '-eq':
      return number(reader, left) === number(reader, right)
    case '-ne':
      return number(reader, left) !== number(reader, right)
    case '-lt':
      return number(reader, left) < number(reader, right)
    case '-le':
      return number(reader, left) <= number(reader, right)
    case '-gt':
      return number(reader, left) > number(reader, right)
    case '-ge':
      return number(reader, left) >= number(reader, right)
    default: {
      const first = nodeOf(reader, left, 'follow')
      const second = nodeOf(reader, right, 'follow')
      if (operator === '-ef') return first !== undefined && first === second
      if (first === undefined || second === undefined) return false
      const newer = first.modifiedAtEpochMs - second.modifiedAtEpochMs
      return operator === '-nt' ? newer > 0 : newer < 0
    }
  }
}

function unary(reader: Reader, operator: string, operand: string): boolean {
  if (operator === '-n') return operand !== ''
  if (operator === '-z') return operand === ''
  if (operator === '-t') return isTerminal(reader, operand)
  if (operator === '-L' || operator === '-h') return nodeOf(reader, operand, 'keep')?.kind === 'link'
  const node = nodeOf(reader, operand, 'follow')
  if (node === undefined) return false
  const { identity } = reader.machine.view
  const isDevice = (node.mode & 0o170000) !== 0
  switch (operator) {
    case '-e':
      return true
    case '-d':
      return node.kind === 'directory'
    case '-f':
      return node.kind === 'file' && !isDevice
    case '-c':
      return isDevice
    case '-s':
      return node.kind === 'directory' || (node.kind === 'file' && node.content.length > 0)
    case '-r':
      return permits(node, identity, 4)
    case '-w':
      return permits(node, identity, 2)
    case '-x':
      return permits(node, identity, 1)
    case '-u':
      return (node.mode & 0o4000) !== 0
    case '-g':
      return (node.mode & 0o2000) !== 0
    case '-k':
      return (node.mode & 0o1000) !== 0
    case '-O':
      return node.uid === identity.uid
    case '-G':
      return node.gid === identity.gid
    default:
      return false
  }
}

function isTerminal({ machine, process }: Reader, operand: string): boolean {
  const descriptor = /^\d{1,3}$/.test(operand) ? process.descriptors[Number(operand)] : undefined
  return descriptor?.kind === 'session' && machine.sessions.get(descriptor.session)?.terminal === true
}
