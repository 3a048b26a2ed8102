// Performs redirections: opens files and moves descriptors of the shell's own process; what was before is kept by the caller.
// @source busybox shell/ash.c redirect openredirect

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Expansion } from './expansion-state.ts'
import { expandText } from './expansion.ts'
import { errorText } from './file-error.ts'
import { pipeWith, withDescriptor } from './forking.ts'
import { find } from './file-tree.ts'
import { fileWorld, update } from './machine.ts'
import type { OpenMode } from './stream.ts'
import { open } from './stream.ts'
import type { Redirection } from './syntax.ts'
import { BOTH } from './redirection-parser.ts'
import type { Turn } from './turn.ts'
import { processOf, say, shellOf } from './turn.ts'

/** A redirection with its words expanded. */
export interface Redirect {
  readonly redirection: Redirection
  readonly text: string
}

export function expandRedirections(expansion: Expansion, redirections: readonly Redirection[]): readonly Redirect[] {
  return redirections.map((redirection) => ({
    redirection,
    text: expandText(expansion, redirection.kind === 'text' ? redirection.body : redirection.target),
  }))
}

/** @returns whether all could be done; if not, it was said why */
export function redirect(turn: Turn, redirects: readonly Redirect[]): boolean {
  for (const each of redirects) {
    const done = redirectOne(turn, each)
    if (done.ok) continue
    say(turn, done.problem, undefined)
    return false
  }
  return true
}

function redirectOne(turn: Turn, { redirection, text }: Redirect): Result<undefined, string> {
  const { machine, id } = turn
  const set = (index: number, descriptor: ReturnType<typeof processOf>['descriptors'][number]): void => {
    update(machine, id, { descriptors: withDescriptor(processOf(turn).descriptors, index, descriptor) })
  }
  if (redirection.kind === 'text') {
    set(redirection.descriptor, pipeWith(machine, text))
    return success(undefined)
  }
  if (redirection.kind === 'duplicate') {
    if (text === '-') {
      set(redirection.descriptor, undefined)
      return success(undefined)
    }
    if (/^[0-9]{1,4}$/.test(text)) {
      const source = processOf(turn).descriptors[Number(text)]
      if (source === undefined) return failure(`${text}: Bad file descriptor`)
      set(redirection.descriptor, source)
      return success(undefined)
    }
    if (redirection.descriptor !== 1) return failure('syntax error: bad fd number')
    return openFor(turn, text, 'write', [1, 2], set)
  }
  const { descriptor, how } = redirection
  const protects = how === 'write' && redirection.overrides !== true && shellOf(turn).options.includes('C')
  if (protects && isFile(turn, text)) return failure(`can't create ${text}: ${errorText('EEXIST')}`)
  return openFor(turn, text, how, descriptor === BOTH ? [1, 2] : [descriptor], set)
}

function isFile(turn: Turn, path: string): boolean {
  const found = find(fileWorld(turn.machine), processOf(turn).directory, path)
  return found.ok && found.value.node.kind === 'file'
}

function openFor(
  turn: Turn,
  path: string,
  how: OpenMode,
  descriptors: readonly number[],
  set: (index: number, descriptor: ReturnType<typeof processOf>['descriptors'][number]) => void,
): Result<undefined, string> {
  const opened = open(turn.machine, processOf(turn), path, how)
  if (!opened.ok) {
    const { problem } = opened
    const absent = how === 'read' ? 'no such file' : 'nonexistent directory'
    return failure(`can't ${how === 'read' ? 'open' : 'create'} ${path}: ${problem === 'ENOENT' ? absent : errorText(problem)}`)
  }
  for (const index of descriptors) set(index, opened.value)
  return success(undefined)
}
