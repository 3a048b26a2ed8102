// What a word becomes: variables, what commands print, sums, file names.
// @source bash subst.c

import { glob } from '../files.ts'
import type { Outcome, Runtime } from '../runtime.ts'
import { andThen } from '../runtime.ts'
import { toolsNamed } from '../tool-sets.ts'
import type { FindProgram } from './program.ts'
import { runScript } from './run.ts'
import type { VariableChange, Word } from './tree.ts'

/** Said behind `bash: `; the command does not run. */
export function complain(runtime: Runtime, message: string): 1 {
  runtime.err(`bash: ${message}\n`)
  return 1
}

/** One word as text: no splitting, no file names. */
export function expandText(runtime: Runtime, word: Word, find: FindProgram, next: (runtime: Runtime, text: string) => Outcome): Outcome {
  return expandParts(runtime, word, 0, [], find, (later, parts) => next(later, parts.map((part) => part.text).join('')))
}

/** Text that may hold braces of which several words are made. */
const BRACES = /\{[^]*(?:,|\.\.)[^]*\}/

export function expandWords(
  runtime: Runtime,
  written: readonly Word[],
  find: FindProgram,
  next: (runtime: Runtime, words: readonly string[]) => Outcome,
): Outcome {
  const hasBraces = written.some((word) => word.some((part) => part.kind === 'text' && !part.quoted && BRACES.test(part.text)))
  const words = hasBraces ? toolsNamed(runtime, 'scripts')?.expandBraces(written) : written
  if (words === undefined) return 1
  const step = (current: Runtime, index: number, done: readonly string[]): Outcome => {
    const word = words[index]
    if (word === undefined) return next(current, done)
    if (isAllArguments(word)) return step(current, index + 1, [...done, ...current.session.positional])
    return expandParts(current, word, 0, [], find, (later, parts) => step(later, index + 1, [...done, ...fieldsOf(later, parts)]))
  }
  return step(runtime, 0, [])
}

/** `"$@"` is each argument as a word of its own. */
function isAllArguments(word: Word): boolean {
  const [part, ...more] = word.filter((each) => each.kind !== 'text' || each.text !== '')
  return more.length === 0 && part?.kind === 'variable' && part.name === '@' && part.change === undefined && part.quoted
}

interface ExpandedPart {
  readonly text: string
  readonly quoted: boolean
  /** From a variable or a command: split at blanks unless quoted. */
  readonly splits: boolean
}

/** How long a word may become; a loop could double it without end. */
const MOST_TEXT = 2_000_000

function expandParts(
  runtime: Runtime,
  word: Word,
  index: number,
  done: readonly ExpandedPart[],
  find: FindProgram,
  next: (runtime: Runtime, parts: readonly ExpandedPart[]) => Outcome,
): Outcome {
  const part = word[index]
  if (part === undefined) {
    const length = done.reduce((sum, { text }) => sum + text.length, 0)
    return length > MOST_TEXT ? complain(runtime, 'Argument list too long') : next(runtime, done)
  }
  const add = (later: Runtime, text: string): Outcome =>
    expandParts(later, word, index + 1, [...done, { text, quoted: part.quoted, splits: part.kind !== 'text' && !part.quoted }], find, next)
  switch (part.kind) {
    case 'text':
      return add(
        runtime,
        index === 0 && !part.quoted && /^~(?=\/|$)/.test(part.text) ? runtime.session.home + part.text.slice(1) : part.text,
      )
    case 'variable':
      return expandVariable(runtime, part.name, part.change, find, add)
    case 'arithmetic':
      return expandText(runtime, part.expression, find, (later, text) => {
        const sum = toolsNamed(later, 'scripts')?.evaluate(text, (name) => variable(later, name))
        if (sum === undefined) return 1
        if (!sum.ok) return complain(later, sum.problem)
        assign(later, sum.value.assigned)
        return add(later, String(sum.value.value))
      })
    case 'command':
      runtime.startCapture('stdout')
      return andThen(runtime, runScript(runtime, part.script, find, ''), (later) => add(later, later.endCapture().replace(/\n+$/, '')))
  }
}

export function assign(runtime: Runtime, values: ReadonlyMap<string, string>): void {
  if (values.size === 0) return
  runtime.session = { ...runtime.session, variables: new Map([...runtime.session.variables, ...values]) }
}

export function variable({ session }: Runtime, name: string): string | undefined {
  const { positional } = session
  switch (name) {
    case '?':
      return String(session.lastExitCode)
    case '$':
      return '1'
    case '#':
      return String(positional.length)
    case '@':
    case '*':
      return positional.length === 0 ? undefined : positional.join(' ')
    case '0':
      return 'bash'
    default:
      return /^[1-9]$/.test(name) ? positional[Number(name) - 1] : session.variables.get(name)
  }
}

function expandVariable(
  runtime: Runtime,
  name: string,
  change: VariableChange | undefined,
  find: FindProgram,
  next: (runtime: Runtime, text: string) => Outcome,
): Outcome {
  const value = variable(runtime, name)
  if (change === undefined) return next(runtime, value ?? '')
  if (change.operator === 'length') return next(runtime, String([...(value ?? '')].length))
  const isMissing = value === undefined || (change.operator.startsWith(':') && value === '')
  const withOperand = (use: (later: Runtime, operand: string) => Outcome): Outcome => expandText(runtime, change.operand, find, use)
  switch (change.operator) {
    case ':-':
    case '-':
      return isMissing ? withOperand(next) : next(runtime, value)
    case ':+':
    case '+':
      return isMissing ? next(runtime, '') : withOperand(next)
    case ':=':
    case '=':
      if (!isMissing) return next(runtime, value)
      return withOperand((later, operand) => {
        assign(later, new Map([[name, operand]]))
        return next(later, operand)
      })
    case ':?':
    case '?':
      if (!isMissing) return next(runtime, value)
      return withOperand((later, operand) => complain(later, `${name}: ${operand === '' ? 'parameter null or not set' : operand}`))
    default: {
      const { operator } = change
      return withOperand((later, operand) => next(later, toolsNamed(later, 'scripts')?.trimmed(value ?? '', operator, operand) ?? ''))
    }
  }
}

function fieldsOf(runtime: Runtime, parts: readonly ExpandedPart[]): readonly string[] {
  let fields: { text: string; globs: boolean }[] = []
  let open = false
  const append = (text: string, quoted: boolean): void => {
    const globs = !quoted && /[*?[]/.test(text)
    const current = open ? fields.at(-1) : undefined
    if (current === undefined) fields = [...fields, { text, globs }]
    else {
      current.text += text
      current.globs ||= globs
    }
    open = true
  }
  for (const part of parts) {
    if (!part.splits) {
      append(part.text, part.quoted)
      continue
    }
    if (/^[ \t\n]/.test(part.text)) open = false
    for (const [index, piece] of part.text.split(/[ \t\n]+/).entries()) {
      if (index > 0) open = false
      if (piece !== '') append(piece, false)
    }
    if (/[ \t\n]$/.test(part.text)) open = false
  }
  return fields.flatMap(({ text, globs }) => {
    const names = globs ? glob(runtime.session, text) : []
    return names.length > 0 ? names : [text]
  })
}
