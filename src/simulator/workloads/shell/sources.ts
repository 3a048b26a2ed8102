// Where a shell's commands come from: a text, or standard input line by line, with prompts when somebody sits there.
// @source busybox shell/ash.c cmdloop evalstring setprompt_if
// @simplified A shell that reads its commands from standard input shares it with them line by line.

import type { Frame } from './frame.ts'
import { abandon, exitShell } from './leaving.ts'
import { parseLine } from './parser.ts'
import { peekInput, takeInput, write } from './stream.ts'
import type { Turn } from './turn.ts'
import { pop, processOf, push, replaceTop, say, setShell, shellOf, waitFor } from './turn.ts'
import { valueOf } from './variables.ts'

export function stepSource(turn: Turn, frame: Extract<Frame, { kind: 'source' }>): void {
  turn.machine.budget -= 5
  const parsed = parseLine(frame.text, frame.position, frame.line)
  if (parsed.kind === 'end') {
    pop(turn)
    return
  }
  if (parsed.kind === 'problem') {
    setShell(turn, { line: parsed.problem.line })
    say(turn, `syntax error: ${parsed.problem.message}`, undefined)
    abandon(turn, 2)
    return
  }
  const { command, position, line } = parsed
  // What reads a file is there until its last command has ended: messages name it, and `return` leaves it.
  if (frame.origin !== 'dot' && frame.text.slice(position).trim() === '') pop(turn)
  else replaceTop(turn, { ...frame, position, line })
  push(turn, { kind: 'run', command })
}

export function stepDialogue(turn: Turn, frame: Extract<Frame, { kind: 'dialogue' }>): void {
  const { machine, id } = turn
  const { interactive } = shellOf(turn)
  if (interactive && !frame.prompted) {
    write(machine, id, 2, prompt(turn, frame.text === '' ? 'PS1' : 'PS2'))
    replaceTop(turn, { ...frame, prompted: true })
    return
  }
  const process = processOf(turn)
  const input = peekInput(machine, process, 0)
  if (input.kind === 'wait') {
    waitFor(turn, { kind: 'input', descriptor: 0 })
    return
  }
  if (input.kind === 'data') {
    const end = input.data.indexOf('\n')
    const length = end === -1 ? input.data.length : end + 1
    takeInput(machine, process, 0, length)
    const text = frame.text + input.data.slice(0, length)
    if (end === -1) replaceTop(turn, { ...frame, text })
    else take(turn, { ...frame, text }, 'more may come')
    return
  }
  if (frame.text !== '') {
    take(turn, frame, 'last')
    return
  }
  if (interactive) write(machine, id, 2, '\n')
  exitShell(turn, shellOf(turn).status)
}

function take(turn: Turn, frame: Extract<Frame, { kind: 'dialogue' }>, which: 'more may come' | 'last'): void {
  turn.machine.budget -= 5
  const parsed = parseLine(frame.text, 0, frame.line)
  const isOpen = (parsed.kind === 'problem' && parsed.problem.incomplete) || (parsed.kind === 'command' && parsed.unended)
  if (which === 'more may come' && isOpen) {
    replaceTop(turn, { ...frame, prompted: false })
    return
  }
  const lines = frame.text.split('\n').length - 1
  replaceTop(turn, { ...frame, text: '', line: frame.line + lines, prompted: false })
  if (parsed.kind === 'problem') {
    setShell(turn, { line: parsed.problem.line })
    say(turn, `syntax error: ${parsed.problem.message}`, undefined)
    abandon(turn, 2)
  } else if (parsed.kind === 'command') {
    push(
      turn,
      { kind: 'source', text: frame.text.slice(parsed.position), position: 0, line: parsed.line, origin: 'eval' },
      { kind: 'run', command: parsed.command },
    )
  }
}

/** `\w` the directory, `\$` the sign of root, `\h` the host. */
function prompt(turn: Turn, name: 'PS1' | 'PS2'): string {
  const { variables } = shellOf(turn)
  const { identity } = turn.machine.view
  const { directory } = processOf(turn)
  const home = valueOf(variables, 'HOME') ?? ''
  const shown = home.length > 1 && (directory === home || directory.startsWith(`${home}/`)) ? `~${directory.slice(home.length)}` : directory
  return (valueOf(variables, name) ?? '')
    .replaceAll('\\w', shown)
    .replaceAll('\\h', identity.hostname)
    .replaceAll('\\u', identity.uid === 0 ? 'root' : String(identity.uid))
    .replaceAll('\\$', identity.uid === 0 ? '#' : '$')
}
