// What a word becomes: variables, what commands print, sums, file names.
// @source bash subst.c

import { glob } from '../files.ts'
import type { Session } from '../session.ts'
import type { Outcome, Runtime } from '../runtime.ts'
import { andThen } from '../runtime.ts'
import { toolsNamed } from '../tool-sets.ts'
import type { FindProgram } from './program.ts'
import type { VariableChange, Word, WordPart } from './tree.ts'

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
    const items = itemsOf(current, word)
    if (items !== undefined) return step(current, index + 1, [...done, ...items])
    return expandParts(current, word, 0, [], find, (later, parts) => step(later, index + 1, [...done, ...fieldsOf(later, parts)]))
  }
  return step(runtime, 0, [])
}

/** `"$@"` and `"${LIST[@]}"` are each argument, each item, as a word of its own. */
function itemsOf({ session }: Runtime, word: Word): readonly string[] | undefined {
  const [part, ...more] = word.filter((each) => each.kind !== 'text' || each.text !== '')
  if (more.length > 0 || part?.kind !== 'variable' || part.change !== undefined || !part.quoted || part.isIndirect) return undefined
  if (part.name === '@') return session.positional
  return part.index !== undefined && isAll(part.index) ? listNamed(session, part.name) : undefined
}

/** `@` and `*`: all items. */
function isAll([part, ...more]: Word): boolean {
  return part?.kind === 'text' && more.length === 0 && (part.text === '@' || part.text === '*')
}

function listNamed({ lists, variables }: Session, name: string): readonly string[] {
  const single = variables.get(name)
  return lists.get(name) ?? (single === undefined ? [] : [single])
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
      return expandVariable(runtime, part, find, add)
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
      return andThen(runtime, find.runScript(runtime, part.script, find, ''), (later) => add(later, later.endCapture().replace(/\n+$/, '')))
  }
}

export function assign(runtime: Runtime, values: ReadonlyMap<string, string>): void {
  if (values.size === 0) return
  const { session } = runtime
  const variables = new Map(session.variables)
  const lists = new Map(session.lists)
  for (const [name, value] of values) {
    const list = lists.get(name)
    if (list === undefined) variables.set(name, value)
    else lists.set(name, [value, ...list.slice(1)])
  }
  runtime.session = { ...session, variables, lists }
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
      return /^[1-9]$/.test(name) ? positional[Number(name) - 1] : (session.lists.get(name)?.[0] ?? session.variables.get(name))
  }
}

type VariablePart = WordPart & { readonly kind: 'variable' }

function expandVariable(
  runtime: Runtime,
  part: VariablePart,
  find: FindProgram,
  next: (runtime: Runtime, text: string) => Outcome,
): Outcome {
  const { name, index, change } = part
  if (index === undefined) {
    const value = variable(runtime, name)
    if (!part.isIndirect) return changeValue(runtime, { name, change, value }, find, next)
    return changeValue(runtime, { name, change, value: value === undefined ? undefined : variable(runtime, value) }, find, next)
  }
  const list = listNamed(runtime.session, name)
  if (isAll(index)) {
    if (part.isIndirect) return next(runtime, list.map((_, at) => String(at)).join(' '))
    if (change?.operator === 'length') return next(runtime, String(list.length))
    return changeValue(runtime, { name, change, value: list.length === 0 ? undefined : list.join(' ') }, find, next)
  }
  return expandText(runtime, index, find, (later, text) => {
    const sum = toolsNamed(later, 'scripts')?.evaluate(text, (each) => variable(later, each))
    if (sum === undefined) return 1
    if (!sum.ok) return complain(later, sum.problem)
    return changeValue(later, { name: `${name}[${text}]`, change, value: list.at(sum.value.value) }, find, next)
  })
}

interface Found {
  readonly name: string
  readonly change: VariableChange | undefined
  readonly value: string | undefined
}

function changeValue(
  runtime: Runtime,
  { name, change, value }: Found,
  find: FindProgram,
  next: (runtime: Runtime, text: string) => Outcome,
): Outcome {
  if (value === undefined && runtime.session.options.has('nounset') && !/^[@*]$/.test(name) && !/^:?[-+=?]$/.test(change?.operator ?? '')) {
    runtime.leaving = { kind: 'exit', levels: 1 }
    return complain(runtime, `${name}: unbound variable`)
  }
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
    case ':':
      return withOperand((later, operand) => {
        const cut = toolsNamed(later, 'scripts')?.part(value ?? '', operand, (each) => variable(later, each))
        if (cut === undefined) return 1
        return cut.ok ? next(later, cut.value) : complain(later, cut.problem)
      })
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
