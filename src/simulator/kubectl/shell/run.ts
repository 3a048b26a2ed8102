// Runs the tree of a line: expands words, joins commands by pipes, follows redirections. Programs are looked up in a table.

import type { Outcome, Runtime } from '../runtime.ts'
import { andThen } from '../runtime.ts'
import { glob, pathKind, readText, writeFile } from '../files.ts'
import { insteadOf } from './absent-programs.ts'
import type { Command, ListItem, Redirection, Script, Word } from './syntax.ts'

/** What a program gets besides the runtime: its own environment and its whole input. */
export interface ProgramCall {
  readonly words: readonly string[]
  readonly stdin: string
  readonly variables: ReadonlyMap<string, string>
}
export type Program = (runtime: Runtime, call: ProgramCall) => Outcome
export type FindProgram = (runtime: Runtime, name: string) => Program | undefined

const NOT_FOUND = 127

export function runScript(runtime: Runtime, script: Script, find: FindProgram, stdin: string): Outcome {
  return runFrom(runtime, script, 0, 0, find, stdin)
}

function runFrom(runtime: Runtime, script: Script, start: number, exitCode: number, find: FindProgram, stdin: string): Outcome {
  let last = exitCode
  for (let index = start; index < script.length; index += 1) {
    const item = script[index]
    if (item === undefined || (item.after === 'success' && last !== 0) || (item.after === 'failure' && last === 0)) continue
    const settle = (current: Runtime, code: number): number => {
      const result = item.negated ? (code === 0 ? 1 : 0) : code
      current.session = { ...current.session, lastExitCode: result }
      return result
    }
    const outcome = runPipeline(runtime, item, 0, stdin, find)
    if (typeof outcome !== 'number') {
      return andThen(runtime, outcome, (later, code) => runFrom(later, script, index + 1, settle(later, code), find, stdin))
    }
    last = settle(runtime, outcome)
  }
  return last
}

function runPipeline(runtime: Runtime, item: ListItem, index: number, stdin: string, find: FindProgram): Outcome {
  const command = item.pipeline[index]
  if (command === undefined) return 0
  // All commands of a pipe start together: what is missing is said before the first of them prints.
  if (index === 0) for (const later of item.pipeline.slice(1)) sayIfAbsent(runtime, plainName(later), find)
  if (index === item.pipeline.length - 1) return runCommand(runtime, command, stdin, find, index > 0)
  runtime.startCapture('stdout')
  return andThen(runtime, runCommand(runtime, command, stdin, find, index > 0), (current) => {
    const piped = current.endCapture()
    return runPipeline(current, item, index + 1, piped, find)
  })
}

/** The name of a command's program, where nothing has to be expanded for it. */
function plainName({ words }: Command): string | undefined {
  const [first] = words
  const [part, ...more] = first ?? []
  return part?.kind === 'text' && more.length === 0 ? part.text : undefined
}

function sayIfAbsent(runtime: Runtime, name: string | undefined, find: FindProgram): void {
  if (name === undefined || runtime.session.aliases.has(name) || find(runtime, name) !== undefined) return
  runtime.err(notFoundText(name))
}

function notFoundText(name: string): string {
  const hint = insteadOf(name)
  const isPath = name.includes('/')
  const text = `bash: ${name}: ${isPath ? 'No such file or directory' : 'command not found'}\n`
  return hint === undefined ? text : `${text}(${name} is not part of this terminal: ${hint})\n`
}

function runCommand(runtime: Runtime, command: Command, stdin: string, find: FindProgram, isChecked: boolean): Outcome {
  return expandWords(runtime, command.words, find, (withWords, words) =>
    expandAssignments(withWords, command.assignments, find, (current, assigned) =>
      redirect(current, command.redirections, 0, stdin, find, (ready, input) => {
        const variables = new Map([...ready.session.variables, ...assigned])
        if (words.length === 0) {
          ready.session = { ...ready.session, variables }
          return 0
        }
        const name = plainName(command)
        const isSaid = isChecked && name !== undefined && !ready.session.aliases.has(name)
        return runProgram(ready, { words: withAlias(ready, name, words), stdin: input, variables }, find, isSaid)
      }),
    ),
  )
}

/** An alias stands for the words it was given, once. */
function withAlias({ session }: Runtime, name: string | undefined, [first = '', ...rest]: readonly string[]): readonly string[] {
  const meaning = name === undefined ? undefined : session.aliases.get(name)
  if (meaning === undefined) return [first, ...rest]
  return [...meaning.split(/\s+/).filter((word) => word !== ''), ...rest]
}

/** @param isSaid  That there is no such program was said already. */
export function runProgram(runtime: Runtime, call: ProgramCall, find: FindProgram, isSaid = false): Outcome {
  const [name = ''] = call.words
  const program = find(runtime, name)
  if (program !== undefined) return program(runtime, call)
  if (!isSaid) runtime.err(notFoundText(name))
  return NOT_FOUND
}

function expandAssignments(
  runtime: Runtime,
  assignments: Command['assignments'],
  find: FindProgram,
  next: (runtime: Runtime, values: ReadonlyMap<string, string>) => Outcome,
): Outcome {
  const step = (current: Runtime, index: number, values: ReadonlyMap<string, string>): Outcome => {
    const assignment = assignments[index]
    if (assignment === undefined) return next(current, values)
    return expandText(current, assignment.value, find, (later, text) => step(later, index + 1, new Map(values).set(assignment.name, text)))
  }
  return step(runtime, 0, new Map())
}

function redirect(
  runtime: Runtime,
  redirections: readonly Redirection[],
  index: number,
  stdin: string,
  find: FindProgram,
  run: (runtime: Runtime, stdin: string) => Outcome,
): Outcome {
  const redirection = redirections[index]
  if (redirection === undefined) return run(runtime, stdin)
  return expandText(runtime, redirection.target, find, (current, target) => {
    const rest = (later: Runtime, input: string): Outcome => redirect(later, redirections, index + 1, input, find, run)
    switch (redirection.kind) {
      case 'here':
        return rest(current, target)
      case 'read': {
        const text = target === '/dev/null' ? '' : readText(current.session, target)
        if (text !== undefined) return rest(current, text)
        current.err(`bash: ${target}: No such file or directory\n`)
        return 1
      }
      case 'duplicate':
        if (redirection.stream === 2 && target === '1') return captured(current, 'merge', rest, stdin, () => 0)
        if (target === '2' || target === '1') return rest(current, stdin)
        current.err(`bash: ${target}: Bad file descriptor\n`)
        return 2
      case 'write':
      case 'append':
        return toFile(current, redirection, target, stdin, rest)
    }
  })
}

function toFile(
  runtime: Runtime,
  redirection: Redirection,
  target: string,
  stdin: string,
  rest: (runtime: Runtime, stdin: string) => Outcome,
): Outcome {
  const streams = redirection.stream === 'both' ? 'both' : redirection.stream === 2 ? 'stderr' : 'stdout'
  if (target === '/dev/null') return captured(runtime, streams, rest, stdin, () => 0)
  const before = redirection.kind === 'append' ? (readText(runtime.session, target) ?? '') : ''
  const opened = writeFile(runtime.session, target, before)
  if (opened === undefined) {
    const reason = pathKind(runtime.session, target) === 'folder' ? 'Is a directory' : 'No such file or directory'
    runtime.err(`bash: ${target}: ${reason}\n`)
    return 1
  }
  runtime.session = opened
  return captured(runtime, streams, rest, stdin, (later, text) => {
    later.session = writeFile(later.session, target, before + text) ?? later.session
    return 0
  })
}

function captured(
  runtime: Runtime,
  streams: 'stdout' | 'stderr' | 'both' | 'merge',
  run: (runtime: Runtime, stdin: string) => Outcome,
  stdin: string,
  done: (runtime: Runtime, text: string) => number,
): Outcome {
  runtime.startCapture(streams)
  return andThen(runtime, run(runtime, stdin), (later, code) => {
    done(later, later.endCapture())
    return code
  })
}

/** One word as text: no splitting, no file names. */
function expandText(runtime: Runtime, word: Word, find: FindProgram, next: (runtime: Runtime, text: string) => Outcome): Outcome {
  return expandParts(runtime, word, 0, [], find, (later, parts) => next(later, parts.map((part) => part.text).join('')))
}

function expandWords(
  runtime: Runtime,
  words: readonly Word[],
  find: FindProgram,
  next: (runtime: Runtime, words: readonly string[]) => Outcome,
): Outcome {
  const step = (current: Runtime, index: number, done: readonly string[]): Outcome => {
    const word = words[index]
    if (word === undefined) return next(current, done)
    return expandParts(current, word, 0, [], find, (later, parts) => step(later, index + 1, [...done, ...fieldsOf(later, parts)]))
  }
  return step(runtime, 0, [])
}

interface ExpandedPart {
  readonly text: string
  readonly quoted: boolean
  /** From a variable or a command: split at blanks unless quoted. */
  readonly splits: boolean
}

function expandParts(
  runtime: Runtime,
  word: Word,
  index: number,
  done: readonly ExpandedPart[],
  find: FindProgram,
  next: (runtime: Runtime, parts: readonly ExpandedPart[]) => Outcome,
): Outcome {
  const part = word[index]
  if (part === undefined) return next(runtime, done)
  const add = (later: Runtime, text: string): Outcome =>
    expandParts(later, word, index + 1, [...done, { text, quoted: part.quoted, splits: part.kind !== 'text' && !part.quoted }], find, next)
  switch (part.kind) {
    case 'text':
      return add(
        runtime,
        index === 0 && !part.quoted && /^~(?=\/|$)/.test(part.text) ? runtime.session.home + part.text.slice(1) : part.text,
      )
    case 'variable':
      return add(runtime, variable(runtime, part.name) ?? part.otherwise ?? '')
    case 'command':
      runtime.startCapture('stdout')
      return andThen(runtime, runScript(runtime, part.script, find, ''), (later) => add(later, later.endCapture().replace(/\n+$/, '')))
  }
}

function variable(runtime: Runtime, name: string): string | undefined {
  if (name === '?') return String(runtime.session.lastExitCode)
  if (name === '$') return '1'
  const value = runtime.session.variables.get(name)
  return value === '' ? undefined : value
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
