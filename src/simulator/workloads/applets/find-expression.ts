// The expression of find: which files are meant, and what is done with them.
// @source busybox findutils/find.c parse_params
// @simplified Tests: -name -iname -path -regex -type -perm -size -newer -mmin -mtime -empty -links -user -group -maxdepth -mindepth;
// actions: -print -print0 -prune -quit -delete -exec.

import type { FileSystemNode } from '../../api/file-system.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { remove } from '../shell/file-changes.ts'
import { errorText } from '../shell/file-error.ts'
import { entriesAt, find } from '../shell/file-tree.ts'
import { nowEpochMs } from '../shell/machine.ts'
import { compilePattern, matchesPattern } from '../shell/pattern.ts'
import type { AppletCall } from './applet.ts'
import { numberFor } from './identity.ts'
import { linksOf, sizeOf } from './list.ts'
import { compileRegex, searchRegex } from './regex.ts'

export interface Visited {
  readonly path: string
  readonly node: FileSystemNode
  readonly parts: readonly string[]
  readonly depth: number
}

export type Test = (visited: Visited) => boolean

/** What is asked of every file, and what is to be done besides. */
export interface Expression {
  readonly test: Test
  /** Programs to run after the search, and those that take all paths at once. */
  readonly queue: readonly (readonly string[])[]
  readonly collected: readonly Collected[]
  readonly leastDepth: number
  readonly mostDepth: number
  /** Whether it does something by itself; a path is printed otherwise. */
  readonly acts: boolean
  readonly depthFirst: boolean
  readonly follows: boolean
  readonly halt: Halt
}

/** What the search is told on its way. */
interface Halt {
  /** Directories that are not entered. */
  readonly pruned: Set<string>
  ended: boolean
}

interface Collected {
  readonly command: readonly string[]
  readonly paths: string[]
}

/** The problem is what find complains of. */
export function readExpression(call: AppletCall, words: readonly string[]): Result<Expression, string> {
  const reader = new Reader(call, words)
  const test: Test = words.length === 0 ? () => true : reader.or(0)
  if (reader.at < words.length) reader.problem ??= `unrecognized: ${words[reader.at] ?? ''}`
  const { problem, queue, collected, leastDepth, mostDepth, acts, depthFirst, follows, halt } = reader
  return problem === undefined
    ? success({ test, queue, collected, leastDepth, mostDepth, acts, depthFirst, follows, halt })
    : failure(problem)
}

const TYPES: Readonly<Record<string, FileSystemNode['kind']>> = { f: 'file', d: 'directory', l: 'link' }

class Reader {
  readonly call: AppletCall
  readonly words: readonly string[]
  at = 0
  problem: string | undefined
  readonly queue: (readonly string[])[] = []
  readonly collected: Collected[] = []
  leastDepth = 0
  mostDepth = 1000
  acts = false
  depthFirst = false
  follows = false
  readonly halt: Halt = { pruned: new Set(), ended: false }

  constructor(call: AppletCall, words: readonly string[]) {
    this.call = call
    this.words = words
  }

  or(depth: number): Test {
    let left = this.and(depth)
    while (this.words[this.at] === '-o' || this.words[this.at] === '-or') {
      this.at += 1
      const [first, second] = [left, this.and(depth)]
      left = (visited) => first(visited) || second(visited)
    }
    return left
  }

  and(depth: number): Test {
    let left = this.not(depth)
    for (;;) {
      const word = this.words[this.at]
      if (word === undefined || word === ')' || word === '-o' || word === '-or' || this.problem !== undefined) return left
      if (word === '-a' || word === '-and') this.at += 1
      const [first, second] = [left, this.not(depth)]
      left = (visited) => first(visited) && second(visited)
    }
  }

  not(depth: number): Test {
    const word = this.words[this.at] ?? ''
    if (depth > 50) this.problem ??= 'too many parentheses'
    if (this.problem !== undefined) return () => false
    this.at += 1
    if (word === '!' || word === '-not') {
      const test = this.not(depth + 1)
      return (visited) => !test(visited)
    }
    if (word !== '(') return this.primary(word)
    const test = this.or(depth + 1)
    if (this.words[this.at] === ')') this.at += 1
    else this.problem ??= "unpaired '('"
    return test
  }

  value(word: string): string {
    const value = this.words[this.at]
    this.at += 1
    if (value === undefined) this.problem ??= `${word} requires an argument`
    return value ?? ''
  }

  primary(word: string): Test {
    const test = this.question(word) ?? this.option(word) ?? this.action(word)
    if (test === undefined) this.problem ??= `unrecognized: ${word}`
    return test ?? (() => false)
  }

  /** What is asked of a file. */
  question(word: string): Test | undefined {
    const { call } = this
    switch (word) {
      case '-name':
      case '-iname': {
        const fold = (text: string): string => (word === '-iname' ? text.toLowerCase() : text)
        const pattern = compilePattern(fold(this.value(word)))
        return ({ path }) => matchesPattern(pattern, fold(lastName(path)))
      }
      case '-path':
      case '-wholename': {
        const pattern = compilePattern(this.value(word))
        return ({ path }) => matchesPattern(pattern, path)
      }
      case '-type': {
        const letter = this.value(word)
        const kind = TYPES[letter]
        if (kind === undefined && !['b', 'c', 'p', 's'].includes(letter)) this.problem ??= `invalid argument '${letter}' to '-type'`
        return ({ node }) => node.kind === kind
      }
      case '-empty':
        return ({ node, parts }) =>
          node.kind === 'directory' ? entriesAt(call.world, parts).length === 0 : node.kind === 'file' && node.content.length === 0
      case '-user':
      case '-uid': {
        const uid = numberFor(call, '/etc/passwd', this.value(word))
        return ({ node }) => node.uid === uid
      }
      case '-perm':
        return this.mode(this.value(word))
      case '-size':
        return this.size(this.value(word))
      case '-mmin':
      case '-mtime': {
        const unit = word === '-mmin' ? 60_000 : 86_400_000
        const compare = comparison(this.value(word))
        return ({ node }) => compare(Math.floor((nowEpochMs(call.machine.view) - node.modifiedAtEpochMs) / unit))
      }
      case '-newer': {
        const other = find(call.world, call.process.directory, this.value(word))
        return ({ node }) => other.ok && node.modifiedAtEpochMs > other.value.node.modifiedAtEpochMs
      }
      case '-regex': {
        const source = this.value(word)
        const regex = compileRegex(`^(${source})$`, 'extended')
        if (!regex.ok) this.problem ??= `bad regex '${source}': ${regex.problem}`
        return ({ path }) => regex.ok && searchRegex(regex.value, path, 0) !== undefined
      }
      case '-links': {
        const compare = comparison(this.value(word))
        return ({ node, parts }) => compare(linksOf(call, node, parts))
      }
      case '-group':
      case '-gid': {
        const gid = numberFor(call, '/etc/group', this.value(word))
        return ({ node }) => node.gid === gid
      }
      default:
        return undefined
    }
  }

  /** What holds for the whole search. */
  option(word: string): Test | undefined {
    if (word === '-maxdepth') this.mostDepth = Number(this.value(word)) || 0
    else if (word === '-mindepth') this.leastDepth = Number(this.value(word)) || 0
    else if (word === '-depth') this.depthFirst = true
    else if (word === '-follow') this.follows = true
    else if (word !== '-xdev' && word !== '-mount') return undefined
    return () => true
  }

  /** What is done with a file. */
  action(word: string): Test | undefined {
    const { call } = this
    switch (word) {
      case '-print':
      case '-print0': {
        this.acts = true
        const end = word === '-print' ? '\n' : '\0'
        return ({ path }) => {
          call.print(`${path}${end}`)
          return true
        }
      }
      case '-prune':
        return ({ path }) => {
          this.halt.pruned.add(path)
          return true
        }
      case '-quit':
        this.acts = true
        return () => {
          this.halt.ended = true
          return true
        }
      case '-delete':
        this.acts = true
        this.depthFirst = true
        return ({ path, node, parts }) => {
          const problem = call.change(remove(call.world, { parts, node }, node.kind === 'directory' ? 'directory' : 'file'))
          if (problem !== undefined) call.complain(`${path}: ${errorText(problem)}`)
          return problem === undefined
        }
      case '-exec':
      case '-ok':
        return this.execution()
      default:
        return undefined
    }
  }

  mode(text: string): Test {
    const mode = parseInt(text.replace(/^[-/+]/, ''), 8)
    if (!/^[-/+]?[0-7]{1,4}$/.test(text)) this.problem ??= `invalid mode '${text}'`
    return ({ node }) =>
      text.startsWith('-') ? (node.mode & mode) === mode : /^[/+]/.test(text) ? (node.mode & mode) !== 0 : (node.mode & 0o7777) === mode
  }

  size(text: string): Test {
    const match = /^([-+]?\d{1,12})([ckbwMG]?)$/.exec(text)
    const unit = { c: 1, w: 2, k: 1024, M: 1_048_576, G: 1_073_741_824 }[match?.[2] ?? ''] ?? 512
    if (match === null) this.problem ??= `invalid number '${text}'`
    const compare = comparison(match?.[1] ?? '0')
    return ({ node, parts }) => compare(Math.ceil(sizeOf(this.call, node, parts) / unit))
  }

  /** @simplified Always true: the programs run after the search, in its order. */
  execution(): Test {
    this.acts = true
    const command: string[] = []
    for (let word = this.value('-exec'); word !== ';' && !(word === '+' && command.at(-1) === '{}'); word = this.value('-exec')) {
      if (this.problem !== undefined) return () => false
      command.push(word)
    }
    if (this.words[this.at - 1] === '+') {
      const collected: Collected = { command: command.slice(0, -1), paths: [] }
      this.collected.push(collected)
      return ({ path }) => {
        collected.paths.push(path)
        return true
      }
    }
    return ({ path }) => {
      this.queue.push(command.map((word) => word.replaceAll('{}', path)))
      return true
    }
  }
}

function comparison(text: string): (value: number) => boolean {
  const number = Number(text.replace(/^[-+]/, '')) || 0
  if (text.startsWith('+')) return (value) => value > number
  return text.startsWith('-') ? (value) => value < number : (value) => value === number
}

function lastName(path: string): string {
  return path.replace(/\/+$/, '').replace(/^.*\//, '') || '/'
}
