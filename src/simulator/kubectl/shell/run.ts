// Runs the tree of a line: expands words, joins commands by pipes, follows redirections. Programs are looked up in a table.

import type { Outcome, Runtime } from '../runtime.ts'
import { andThen } from '../runtime.ts'
import { glob, pathKind, readText, writeFile } from '../files.ts'
import type { Command, ListItem, Redirection, Script, Word } from './syntax.ts'

/** What a program gets besides the runtime: its own environment and its whole input. */
export interface ProgramCall {
  readonly words: readonly string[]
  readonly stdin: string
  readonly variables: ReadonlyMap<string, string>
}
export type Program = (runtime: Runtime, call: ProgramCall) => Outcome
export type FindProgram = (name: string) => Program | undefined

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
  if (index === item.pipeline.length - 1) return runCommand(runtime, command, stdin, find)
  runtime.startCapture('stdout')
  return andThen(runtime, runCommand(runtime, command, stdin, find), (current) => {
    const piped = current.endCapture()
    return runPipeline(current, item, index + 1, piped, find)
  })
}

function runCommand(runtime: Runtime, command: Command, stdin: string, find: FindProgram): Outcome {
  return expandWords(runtime, command.words, find, (withWords, words) =>
    expandAssignments(withWords, command.assignments, find, (current, assigned) =>
      redirect(current, command.redirections, 0, stdin, find, (ready, input) => {
        const [name] = words
        if (name === undefined) {
          ready.session = { ...ready.session, variables: new Map([...ready.session.variables, ...assigned]) }
          return 0
        }
        const program = find(name)
        if (program === undefined) {
          ready.err(`sh: ${name}: not found\n`)
          return 127
        }
        return program(ready, { words, stdin: input, variables: new Map([...ready.session.variables, ...assigned]) })
      }),
    ),
  )
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
        current.err(`sh: can't open ${target}: no such file\n`)
        return 1
      }
      case 'duplicate':
        if (redirection.stream === 2 && target === '1') return captured(current, 'merge', rest, stdin, () => 0)
        if (target === '2' || target === '1') return rest(current, stdin)
        current.err(`sh: bad file descriptor: ${target}\n`)
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
    const reason = pathKind(runtime.session, target) === 'folder' ? 'Is a directory' : 'nonexistent directory'
    runtime.err(`sh: can't create ${target}: ${reason}\n`)
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
