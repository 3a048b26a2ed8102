// What find asks of a file: its tests by their words.
// @source busybox findutils/find.c parse_params
// @simplified `find` knows the tests `-name`, `-iname`, `-path`, `-regex`, `-type`, `-perm`, `-size`, `-newer`, `-mmin`, `-mtime`,
// `-empty`, `-links`, `-user` and `-group`.

import type { FileSystemNode } from '../../api/file-system.ts'
import { entriesAt, find } from '../shell/file-tree.ts'
import { nowEpochMs } from '../shell/machine.ts'
import { compilePattern, matchesPattern } from '../shell/pattern.ts'
import type { AppletCall } from './applet.ts'
import { numberFor } from './identity.ts'
import { linksOf, sizeOf } from './list.ts'
import { compileRegex, searchRegex } from './regex.ts'

/** A file on the way of the search. */
export interface Visited {
  readonly path: string
  readonly node: FileSystemNode
  readonly parts: readonly string[]
  readonly depth: number
}

export type Test = (visited: Visited) => boolean

/** A word of the expression and what follows it. */
export interface Question {
  readonly call: AppletCall
  readonly word: string
  /** The next word, which the test needs; '' when there is none, and that was noted. */
  value(): string
  /** Notes what find complains of; only the first of a line is said. */
  refuse(problem: string): void
}

/** @returns undefined when the word asks nothing. */
export function questionTest(question: Question): Test | undefined {
  return Object.hasOwn(QUESTIONS, question.word) ? QUESTIONS[question.word]?.(question) : undefined
}

const TYPES: Readonly<Record<string, FileSystemNode['kind']>> = { f: 'file', d: 'directory', l: 'link' }
/** Devices, pipes and sockets, which no container here has. */
const OTHER_TYPES = ['b', 'c', 'p', 's']
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const SIZE_UNITS: Readonly<Record<string, number>> = { c: 1, w: 2, k: 1024, M: 1_048_576, G: 1_073_741_824 }
/** Of a size without a letter, and with b. */
const BLOCK_BYTES = 512

const QUESTIONS: Readonly<Record<string, (question: Question) => Test>> = {
  '-name': (question) => named(question.value(), (text) => text),
  '-iname': (question) => named(question.value(), (text) => text.toLowerCase()),
  '-path': atPath,
  '-wholename': atPath,
  '-type': ofType,
  '-empty':
    ({ call }) =>
    ({ node, parts }) =>
      node.kind === 'directory' ? entriesAt(call.world, parts).length === 0 : node.kind === 'file' && node.content.length === 0,
  '-user': ofUser,
  '-uid': ofUser,
  '-group': ofGroup,
  '-gid': ofGroup,
  '-perm': ofMode,
  '-size': ofSize,
  '-mmin': (question) => ofAge(question, MINUTE_MS),
  '-mtime': (question) => ofAge(question, DAY_MS),
  '-newer'({ call, value }) {
    const other = find(call.world, call.process.directory, value())
    return ({ node }) => other.ok && node.modifiedAtEpochMs > other.value.node.modifiedAtEpochMs
  },
  '-regex'({ value, refuse }) {
    const source = value()
    const regex = compileRegex(`^(${source})$`, 'extended')
    if (!regex.ok) refuse(`bad regex '${source}': ${regex.problem}`)
    return ({ path }) => regex.ok && searchRegex(regex.value, path, 0) !== undefined
  },
  '-links'({ call, value }) {
    const compare = comparison(value())
    return ({ node, parts }) => compare(linksOf(call, node, parts))
  },
}

function named(name: string, fold: (text: string) => string): Test {
  const pattern = compilePattern(fold(name))
  return ({ path }) => matchesPattern(pattern, fold(lastName(path)))
}

function atPath({ value }: Question): Test {
  const pattern = compilePattern(value())
  return ({ path }) => matchesPattern(pattern, path)
}

function ofType({ value, refuse }: Question): Test {
  const letter = value()
  const kind = TYPES[letter]
  if (kind === undefined && !OTHER_TYPES.includes(letter)) refuse(`invalid argument '${letter}' to '-type'`)
  return ({ node }) => node.kind === kind
}

function ofUser({ call, value }: Question): Test {
  const uid = numberFor(call, '/etc/passwd', value())
  return ({ node }) => node.uid === uid
}

function ofGroup({ call, value }: Question): Test {
  const gid = numberFor(call, '/etc/group', value())
  return ({ node }) => node.gid === gid
}

/** `644` exactly, `-644` all of these bits, `/644` or `+644` any of them. */
function ofMode({ value, refuse }: Question): Test {
  const text = value()
  const mode = parseInt(text.replace(/^[-/+]/, ''), 8)
  if (!/^[-/+]?[0-7]{1,4}$/.test(text)) refuse(`invalid mode '${text}'`)
  if (text.startsWith('-')) return ({ node }) => (node.mode & mode) === mode
  return /^[/+]/.test(text) ? ({ node }) => (node.mode & mode) !== 0 : ({ node }) => (node.mode & 0o7777) === mode
}

function ofSize({ call, value, refuse }: Question): Test {
  const text = value()
  const match = /^([-+]?\d{1,12})([ckbwMG]?)$/.exec(text)
  if (match === null) refuse(`invalid number '${text}'`)
  const unit = SIZE_UNITS[match?.[2] ?? ''] ?? BLOCK_BYTES
  const compare = comparison(match?.[1] ?? '0')
  return ({ node, parts }) => compare(Math.ceil(sizeOf(call, node, parts) / unit))
}

function ofAge({ call, value }: Question, unitMs: number): Test {
  const compare = comparison(value())
  return ({ node }) => compare(Math.floor((nowEpochMs(call.machine.view) - node.modifiedAtEpochMs) / unitMs))
}

/** `3` is three, `+3` more, `-3` fewer. */
function comparison(text: string): (value: number) => boolean {
  const number = Number(text.replace(/^[-+]/, '')) || 0
  if (text.startsWith('+')) return (value) => value > number
  return text.startsWith('-') ? (value) => value < number : (value) => value === number
}

function lastName(path: string): string {
  return path.replace(/\/+$/, '').replace(/^.*\//, '') || '/'
}
