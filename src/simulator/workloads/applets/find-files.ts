// find.
// @source busybox findutils/find.c
// @simplified Tests: -name -iname -path -regex -type -perm -size -newer -mmin -mtime -empty -links -user -group -maxdepth -mindepth;
// actions: -print -print0 -prune -quit -delete -exec.

import type { FileSystemNode } from '../../api/file-system.ts'
import { toText } from '../shell/byte-text.ts'
import { remove } from '../shell/file-changes.ts'
import { errorText } from '../shell/file-error.ts'
import { entriesAt, find, foundEntries, permits } from '../shell/file-tree.ts'
import { nowEpochMs } from '../shell/machine.ts'
import { compilePattern, matchesPattern } from '../shell/pattern.ts'
import type { Applet, AppletCall } from './applet.ts'
import { numberFor } from './identity.ts'
import { linksOf, sizeOf } from './list.ts'
import { compileRegex, searchRegex } from './regex.ts'
import { runQueue } from './runners.ts'

interface Visited {
  readonly path: string
  readonly node: FileSystemNode
  readonly parts: readonly string[]
  readonly depth: number
}

type Test = (visited: Visited) => boolean

interface Expression {
  readonly test: Test
  readonly queue: (readonly string[])[]
  readonly collected: { readonly command: readonly string[]; readonly paths: string[] }[]
  leastDepth: number
  mostDepth: number
  acts: boolean
  depthFirst: boolean
  readonly pruned: ReadonlySet<string>
  readonly ended: boolean
  failed: number
}

const TYPES: Readonly<Record<string, FileSystemNode['kind']>> = { f: 'file', d: 'directory', l: 'link' }

class Reader {
  readonly call: AppletCall
  readonly words: readonly string[]
  at = 0
  problem: string | undefined
  readonly queue: (readonly string[])[] = []
  readonly collected: { readonly command: readonly string[]; readonly paths: string[] }[] = []
  leastDepth = 0
  mostDepth = 1000
  acts = false
  depthFirst = false
  follows = false
  /** Directories that are not entered. */
  readonly pruned = new Set<string>()
  ended = false

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
    const { call } = this
    const base = (path: string): string => path.replace(/\/+$/, '').replace(/^.*\//, '') || '/'
    switch (word) {
      case '-name':
      case '-iname': {
        const fold = (text: string): string => (word === '-iname' ? text.toLowerCase() : text)
        const pattern = compilePattern(fold(this.value(word)))
        return ({ path }) => matchesPattern(pattern, fold(base(path)))
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
      case '-perm': {
        const text = this.value(word)
        const mode = parseInt(text.replace(/^[-/+]/, ''), 8)
        if (!/^[-/+]?[0-7]{1,4}$/.test(text)) this.problem ??= `invalid mode '${text}'`
        return ({ node }) =>
          text.startsWith('-') ? (node.mode & mode) === mode : /^[/+]/.test(text) ? (node.mode & mode) !== 0 : (node.mode & 0o7777) === mode
      }
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
      case '-prune':
        return ({ path }) => {
          this.pruned.add(path)
          return true
        }
      case '-quit':
        this.acts = true
        return () => {
          this.ended = true
          return true
        }
      case '-maxdepth':
        this.mostDepth = Number(this.value(word)) || 0
        return () => true
      case '-mindepth':
        this.leastDepth = Number(this.value(word)) || 0
        return () => true
      case '-follow':
        this.follows = true
        return () => true
      case '-xdev':
      case '-mount':
        return () => true
      case '-depth':
        this.depthFirst = true
        return () => true
      case '-print':
      case '-print0': {
        this.acts = true
        const end = word === '-print' ? '\n' : '\0'
        return ({ path }) => {
          call.print(`${path}${end}`)
          return true
        }
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
        this.problem ??= `unrecognized: ${word}`
        return () => false
    }
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
      const collected = { command: command.slice(0, -1), paths: [] as string[] }
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

export const findFiles: Applet = (call) => {
  if (call.memory?.child !== undefined) return runQueue(call, [], (worst) => (worst === 0 ? 0 : 1))
  const words = call.words.filter((word) => !/^-[HLP]$/.test(word))
  const startsFollowing = call.words.includes('-L')
  const start = words.findIndex((word) => word.startsWith('-') || word === '(' || word === '!')
  const paths = start === -1 ? words : words.slice(0, start)
  const reader = new Reader(call, start === -1 ? [] : words.slice(start))
  const test: Test = reader.words.length === 0 ? () => true : reader.or(0)
  if (reader.at < reader.words.length) reader.problem ??= `unrecognized: ${reader.words[reader.at] ?? ''}`
  if (reader.problem !== undefined) return call.complain(reader.problem)
  let failed = 0
  const follows = startsFollowing || reader.follows
  const expression: Expression = Object.assign(reader, { test, failed: 0 })
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const found = find(call.world, call.process.directory, path, follows ? 'follow' : 'keep')
    if (found.ok) visit(call, expression, { path, ...found.value, depth: 0 }, follows)
    else failed = call.complainOf(path, found.problem)
  }
  const queue = [
    ...reader.queue,
    ...reader.collected.filter((each) => each.paths.length > 0).map(({ command, paths: all }) => [...command, ...all]),
  ]
  failed ||= expression.failed
  if (queue.length > 0) return runQueue(call, queue, (worst) => (worst === 0 && failed === 0 ? 0 : 1))
  return failed
}

function visit(call: AppletCall, expression: Expression, visited: Visited, follows: boolean): void {
  const { path, node, parts, depth } = visited
  call.machine.budget -= 2
  const act = (): void => {
    if (depth >= expression.leastDepth && expression.test(visited) && !expression.acts) call.print(`${path}\n`)
  }
  if (expression.ended) return
  if (!expression.depthFirst) act()
  if (node.kind === 'directory' && depth < expression.mostDepth && !expression.pruned.has(path)) {
    if (!permits(node, call.world.who, 4)) expression.failed = call.complainOf(path, 'EACCES')
    else
      for (const [name, child] of foundEntries(call.world, parts)) {
        const inner = `${path.replace(/\/$/, '')}/${name}`
        const target = follows && child.kind === 'link' ? find(call.world, call.process.directory, inner) : undefined
        const next = target?.ok === true ? target.value : { node: child, parts: [...parts, toText(name)] }
        // A link to a directory above would lead round for ever.
        if (target?.ok === true && next.node.kind === 'directory' && next.parts.every((part, index) => part === parts[index])) continue
        visit(call, expression, { path: inner, ...next, depth: depth + 1 }, follows)
      }
  }
  if (expression.depthFirst) act()
}
