// The shell as a machine of small steps: looks at the innermost frame, does one thing, and comes back. Between two steps everything
// the shell is doing stands in its frames, so it can stop anywhere and go on at another time.
// @source busybox shell/ash.c evaltree evalloop evalfor evalcase evalsubshell evalpipe

import type { Frame } from './frame.ts'
import { createExpansion, expandPattern, expandText, expandWords } from './expansion.ts'
import type { Expansion } from './expansion-state.ts'
import { forkShell, withDescriptor } from './forking.ts'
import { checkFailure, exitShell, failShell, undo } from './leaving.ts'
import { createPipe } from './machine.ts'
import { compilePattern, matchesPattern } from './pattern.ts'
import { expandRedirections, redirect } from './redirecting.ts'
import { stepCapture, stepForeground, substitute } from './children.ts'
import { stepDialogue, stepSource } from './sources.ts'
import { stepReading } from './builtins/read.ts'
import { stepWaiting } from './builtins/wait.ts'
import { signalNumber } from './signal-names.ts'
import { stepSimple } from './simple-command.ts'
import type { Command } from './syntax.ts'
import type { Turn } from './turn.ts'
import { pop, processOf, push, replaceTop, setShell, setStatus, shellOf } from './turn.ts'
import { assign } from './variables.ts'

/** One step of a shell that is not waiting. */
export function stepShell(turn: Turn): void {
  turn.machine.budget -= 1
  const shell = shellOf(turn)
  const frame = shell.frames.at(-1)
  if (shell.caught.length > 0 && frame?.kind !== 'foreground' && frame?.kind !== 'capture') runTrap(turn, frame)
  else if (frame === undefined) exitShell(turn, shell.status)
  else stepFrame(turn, frame)
}

/** The commands of a trap run between two steps; the status is afterwards what it was. */
function runTrap(turn: Turn, frame: Frame | undefined): void {
  const { caught, traps, line } = shellOf(turn)
  const [signal, ...rest] = caught
  setShell(turn, { caught: rest })
  if (frame?.kind === 'waiting' || frame?.kind === 'reading') {
    pop(turn)
    setStatus(turn, frame.kind === 'waiting' && signal !== undefined ? 128 + signalNumber(signal) : 1)
  }
  const text = signal === undefined ? undefined : traps.get(signal)
  if (text === undefined) return
  push(turn, { kind: 'after-trap', status: shellOf(turn).status }, { kind: 'source', text, position: 0, line, origin: 'trap' })
}

function stepFrame(turn: Turn, frame: Frame): void {
  switch (frame.kind) {
    case 'source':
      return stepSource(turn, frame)
    case 'dialogue':
      return stepDialogue(turn, frame)
    case 'run':
      pop(turn)
      return begin(turn, frame.command)
    case 'sequence':
      return stepSequence(turn, frame)
    case 'and-or':
      return stepAndOr(turn, frame)
    case 'negate':
      pop(turn)
      return setStatus(turn, shellOf(turn).status === 0 ? 1 : 0)
    case 'if':
      return stepIf(turn, frame)
    case 'loop':
      return stepLoop(turn, frame)
    case 'for':
      return stepFor(turn, frame)
    case 'case':
      return stepCase(turn, frame)
    case 'simple':
      return stepSimple(turn, frame)
    case 'redirected':
      return stepRedirected(turn, frame)
    case 'restore':
    case 'function':
      pop(turn)
      return undo(turn, frame)
    case 'after-trap':
      pop(turn)
      return setStatus(turn, frame.status)
    case 'capture':
      return stepCapture(turn, frame)
    case 'foreground':
      return stepForeground(turn, frame)
    case 'reading':
      return stepReading(turn, frame)
    case 'waiting':
      return stepWaiting(turn, frame)
  }
}

function begin(turn: Turn, command: Command): void {
  switch (command.kind) {
    case 'simple':
      return push(turn, { kind: 'simple', command, results: [] })
    case 'pipeline':
      if (command.negated) push(turn, { kind: 'negate' })
      return beginPipeline(turn, command.commands)
    case 'and-or':
      return push(turn, { kind: 'and-or', rest: command.rest, index: 0 }, { kind: 'run', command: command.first })
    case 'sequence':
      return push(turn, { kind: 'sequence', items: command.items, index: 0 })
    case 'subshell':
      return beginChildren(turn, [command.body])
    case 'redirected':
      return push(turn, { ...command, results: [] })
    case 'if': {
      const [first] = command.branches
      if (first === undefined) return
      return push(
        turn,
        { kind: 'if', branches: command.branches, otherwise: command.otherwise, index: 0 },
        { kind: 'run', command: first.condition },
      )
    }
    case 'loop':
      return push(turn, { ...command, phase: 'start', status: 0 })
    case 'for':
      return push(turn, { ...command, results: [], values: undefined, index: 0 })
    case 'case':
      return push(turn, { ...command, results: [] })
    case 'function':
      setShell(turn, { functions: shellOf(turn).functions.with(command.name, command.body), status: 0 })
  }
}

function beginPipeline(turn: Turn, commands: readonly Command[]): void {
  const [only] = commands
  if (only !== undefined && commands.length === 1) push(turn, { kind: 'run', command: only })
  else beginChildren(turn, commands)
}

/** Forks a shell for each command, with pipes between them, and waits for all. */
function beginChildren(turn: Turn, commands: readonly Command[]): void {
  const { descriptors } = processOf(turn)
  const children: number[] = []
  let input = descriptors[0]
  commands.forEach((command, index) => {
    const isLast = index === commands.length - 1
    const pipe = isLast ? undefined : createPipe(turn.machine)
    const output = pipe === undefined ? descriptors[1] : ({ kind: 'pipe', id: pipe, end: 'write' } as const)
    const child = forkShell(turn, [{ kind: 'run', command }], withDescriptor(withDescriptor(descriptors, 0, input), 1, output))
    if (child !== undefined) children.push(child)
    if (pipe !== undefined) input = { kind: 'pipe', id: pipe, end: 'read' }
  })
  if (children.length < commands.length) setStatus(turn, 2)
  push(turn, { kind: 'foreground', children, statuses: children.map(() => undefined) })
}

function stepSequence(turn: Turn, frame: Extract<Frame, { kind: 'sequence' }>): void {
  const item = frame.items[frame.index]
  // The last command stands alone: it may take the place of the shell.
  if (frame.index + 1 >= frame.items.length) pop(turn)
  else replaceTop(turn, { ...frame, index: frame.index + 1 })
  if (item === undefined) return
  if (!item.background) {
    push(turn, { kind: 'run', command: item.command })
    return
  }
  const descriptors = withDescriptor(processOf(turn).descriptors, 0, { kind: 'device', name: 'null' })
  const child = forkShell(
    turn,
    [{ kind: 'run', command: item.command }],
    shellOf(turn).interactive ? processOf(turn).descriptors : descriptors,
  )
  setShell(turn, { status: child === undefined ? 2 : 0, lastBackground: child ?? shellOf(turn).lastBackground })
}

function stepAndOr(turn: Turn, frame: Extract<Frame, { kind: 'and-or' }>): void {
  const succeeded = shellOf(turn).status === 0
  const next = frame.rest.findIndex(({ operator }, index) => index >= frame.index && (operator === '&&') === succeeded)
  const item = frame.rest[next]
  if (item === undefined || next === frame.rest.length - 1) pop(turn)
  else replaceTop(turn, { ...frame, index: next + 1 })
  if (item !== undefined) push(turn, { kind: 'run', command: item.command })
}

function stepIf(turn: Turn, frame: Extract<Frame, { kind: 'if' }>): void {
  const succeeded = shellOf(turn).status === 0
  const next = frame.branches[frame.index + 1]
  pop(turn)
  if (succeeded) {
    const body = frame.branches[frame.index]?.body
    if (body !== undefined) push(turn, { kind: 'run', command: body })
  } else if (next !== undefined) push(turn, { ...frame, index: frame.index + 1 }, { kind: 'run', command: next.condition })
  else if (frame.otherwise !== undefined) push(turn, { kind: 'run', command: frame.otherwise })
  else setStatus(turn, 0)
}

function stepLoop(turn: Turn, frame: Extract<Frame, { kind: 'loop' }>): void {
  const { status } = shellOf(turn)
  if (frame.phase === 'condition') {
    if ((status === 0) === frame.until) {
      pop(turn)
      setStatus(turn, frame.status)
      return
    }
    replaceTop(turn, { ...frame, phase: 'body' })
    push(turn, { kind: 'run', command: frame.body })
    return
  }
  replaceTop(turn, { ...frame, phase: 'condition', status: frame.phase === 'body' ? status : frame.status })
  push(turn, { kind: 'run', command: frame.condition })
}

/** Takes over what an expansion did, or starts what it needs. @returns whether it is complete */
function settle(turn: Turn, expansion: Expansion): boolean {
  if (expansion.problem !== undefined) failShell(turn, expansion.problem)
  else if (expansion.needs !== undefined) substitute(turn, expansion.needs.body)
  else {
    setShell(turn, { variables: expansion.variables })
    return true
  }
  return false
}

function stepFor(turn: Turn, frame: Extract<Frame, { kind: 'for' }>): void {
  if (frame.values === undefined) {
    setShell(turn, { line: frame.line })
    const expansion = createExpansion(turn.machine, processOf(turn), shellOf(turn), frame.results)
    const values = expandWords(expansion, frame.words)
    if (!settle(turn, expansion)) return
    replaceTop(turn, { ...frame, values, results: [] })
    if (values.length === 0) setStatus(turn, 0)
    return
  }
  const value = frame.values[frame.index]
  if (value === undefined) {
    pop(turn)
    return
  }
  const variables = assign(shellOf(turn).variables, frame.variable, value)
  if (variables === undefined) {
    failShell(turn, `${frame.variable}: is read only`)
    return
  }
  setShell(turn, { variables })
  replaceTop(turn, { ...frame, index: frame.index + 1 })
  push(turn, { kind: 'run', command: frame.body })
}

function stepCase(turn: Turn, frame: Extract<Frame, { kind: 'case' }>): void {
  setShell(turn, { line: frame.line })
  const expansion = createExpansion(turn.machine, processOf(turn), shellOf(turn), frame.results)
  const text = expandText(expansion, frame.word)
  const chosen = frame.items.find(({ patterns }) =>
    patterns.some((pattern) => {
      if (expansion.needs !== undefined || expansion.problem !== undefined) return false
      const source = expandPattern(expansion, pattern)
      turn.machine.budget -= 1 + ((source.length * text.length) >> 10)
      return matchesPattern(compilePattern(source), text)
    }),
  )
  if (!settle(turn, expansion)) return
  pop(turn)
  if (chosen?.body === undefined) setStatus(turn, 0)
  else push(turn, { kind: 'run', command: chosen.body })
}

function stepRedirected(turn: Turn, frame: Extract<Frame, { kind: 'redirected' }>): void {
  setShell(turn, { line: frame.line })
  const expansion = createExpansion(turn.machine, processOf(turn), shellOf(turn), frame.results)
  const redirects = expandRedirections(expansion, frame.redirections)
  if (!settle(turn, expansion)) return
  const { descriptors } = processOf(turn)
  replaceTop(turn, { kind: 'restore', descriptors, variables: [] })
  if (redirect(turn, redirects)) push(turn, { kind: 'run', command: frame.body })
  else {
    setStatus(turn, 1)
    undo(turn, pop(turn))
    checkFailure(turn)
  }
}
