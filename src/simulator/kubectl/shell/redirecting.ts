// Where a command reads from and prints to.

import { pathKind, readText, writeFile } from '../files.ts'
import type { Outcome, Runtime } from '../runtime.ts'
import { andThen } from '../runtime.ts'
import { complain, expandText } from './expansion.ts'
import type { FindProgram } from './program.ts'
import type { Redirection } from './tree.ts'

/** In UTF-16 units: more than any manifest, less than a loop could write. */
const MOST_FILE = 8_000_000

export function redirect(
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
        if (redirection.stream === 1 && target === '2') return captured(current, 'stdout', rest, stdin, toErrors)
        if (target === '2' || target === '1') return rest(current, stdin)
        current.err(`bash: ${target}: Bad file descriptor\n`)
        return 2
      case 'write':
      case 'append':
        return toFile(current, redirection, target, stdin, rest)
    }
  })
}

/** What was meant for standard output goes to where errors go. */
function toErrors(runtime: Runtime, text: string): number {
  runtime.err(text)
  return 0
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
    if (before.length + text.length > MOST_FILE) return complain(later, `${target}: No space left on device`)
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
