// The expression of find: which files are meant, and what is done with them.
// @source busybox findutils/find.c parse_params
// @simplified `find` knows the options `-maxdepth`, `-mindepth`, `-depth` and `-follow`, and the actions `-print`, `-print0`, `-prune`,
// `-quit`, `-delete` and `-exec`.

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { remove } from '../shell/file-changes.ts'
import { errorText } from '../shell/file-error.ts'
import type { AppletCall } from './applet.ts'
import type { Question, Test } from './find-questions.ts'
import { questionTest } from './find-questions.ts'

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

/** How deep parentheses may stand in each other. */
const MOST_DEPTH = 50
/** How deep a search goes that nobody limits. */
const DEEPEST = 1000

class Reader {
  readonly call: AppletCall
  readonly words: readonly string[]
  at = 0
  problem: string | undefined
  readonly queue: (readonly string[])[] = []
  readonly collected: Collected[] = []
  leastDepth = 0
  mostDepth = DEEPEST
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
    if (depth > MOST_DEPTH) this.problem ??= 'too many parentheses'
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
    const test = questionTest(this.question(word)) ?? this.option(word) ?? this.action(word)
    if (test === undefined) this.problem ??= `unrecognized: ${word}`
    return test ?? (() => false)
  }

  question(word: string): Question {
    return {
      call: this.call,
      word,
      value: () => this.value(word),
      refuse: (problem) => {
        this.problem ??= problem
      },
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

  /** @simplified `find` runs the programs behind `-exec` after its search, and takes each of them as a success. */
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
