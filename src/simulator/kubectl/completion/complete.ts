// Tab: what the word at the caret can become. Reads the same table of commands and flags as parsing and help, the cluster, and the
// learner's folders. Pure; a line that makes no sense has no candidates.
//
// @source github.com/spf13/cobra completions.go; k8s.io/kubectl pkg/util/completion/completion.go

import { KINDS } from '../../api/kinds.ts'
import { findCommand, takesNextWord, withoutFlags } from '../command/dispatch.ts'
import type { CommandSpec } from '../command/command.ts'
import type { FlagSpec } from '../command/flag.ts'
import { GLOBAL_FLAGS } from '../commands/common-flags.ts'
import { rootOf } from '../root.ts'
import type { Session } from '../session.ts'
import { BUILTIN_NAMES } from '../shell/builtins.ts'
import { RUNNER_NAMES, SCRIPT_BUILTIN_NAMES } from '../shell/runner-names.ts'
import type { ToolSetName } from '../toolbox.ts'
import { fieldWords, podWords, resourceWords } from './cluster-names.ts'
import type { NamesIn } from './cluster-names.ts'
import { fileNames } from './file-names.ts'
import { flagNames, flagValues } from './flag-words.ts'
import type { CompletionContext, LineCompletion } from './line-completion.ts'
import { typed, typedCommand } from './line-words.ts'
import type { Suggestions } from './suggestions.ts'
import { NOTHING, suggest, together } from './suggestions.ts'

export function complete(line: string, caret: number, context: CompletionContext): LineCompletion {
  const { words, last, isFile } = typedCommand(line, caret)
  const { session } = context
  const [program, ...rest] = expandAlias(
    session,
    words.map(({ text }) => text),
  )
  let found: Suggestions
  const lacks = program === 'kubectl' ? lacksFor(session, rest) : []
  if (isFile) found = fileNames(session, last.text, 'any')
  else if (program === undefined) found = programNames(context, last.text)
  else if (program === 'kubectl') found = completeKubectl(context, rest, last.text)
  else found = fileNames(session, last.text, program === 'cd' || program === 'rmdir' ? 'folders' : 'any')
  const from = offsetInLine(line, last.start, last.text.slice(0, found.from))
  const isWhole = from === last.start
  return {
    from,
    to: Math.max(from, Math.min(caret, line.length)),
    candidates: found.texts.map((text) => (isWhole ? openQuote(line, last.start) : '') + typed(text, last.quote)),
    lacks,
  }
}

function openQuote(line: string, start: number): string {
  const first = line.charAt(start)
  return first === '"' || first === "'" ? first : ''
}

/** Where the text behind `passed` begins in the line, in which it may be written with quotes and backslashes. */
function offsetInLine(line: string, start: number, passed: string): number {
  let at = start
  let matched = 0
  while (matched < passed.length && at < line.length) {
    if (line[at] === passed[matched]) matched += 1
    at += 1
  }
  return at
}

function expandAlias({ aliases }: Session, words: readonly string[]): readonly string[] {
  const [first, ...rest] = words
  const meaning = first === undefined ? undefined : aliases.get(first)
  if (meaning === undefined) return words
  return [...meaning.split(/\s+/).filter((word) => word !== ''), ...rest]
}

function programNames({ session, programs }: CompletionContext, word: string): Suggestions {
  if (word.includes('/')) return fileNames(session, word, 'any')
  return suggest(['kubectl', ...BUILTIN_NAMES, ...RUNNER_NAMES, ...SCRIPT_BUILTIN_NAMES, ...programs, ...session.aliases.keys()], word)
}

/** The set that the command of a line comes with, if that is not there. */
function lacksFor({ toolbox }: Session, words: readonly string[]): readonly ToolSetName[] {
  const { set } = findCommand(rootOf(toolbox), GLOBAL_FLAGS, withoutHelp(words)).spec
  return set === undefined ? [] : [set]
}

function withoutHelp(words: readonly string[]): readonly string[] {
  return words[0] === 'help' ? words.slice(1) : words
}

function completeKubectl(context: CompletionContext, given: readonly string[], word: string): Suggestions {
  const words = withoutHelp(given)
  const root = rootOf(context.session.toolbox)
  const { spec, rest } = findCommand(root, GLOBAL_FLAGS, words)
  if (rest.includes('--') || (spec === root && withoutFlags(rest, GLOBAL_FLAGS).length > 0)) return NOTHING
  const specs = [...spec.flags, ...GLOBAL_FLAGS]
  const before = withoutFlags(rest, specs)
  const names = namesIn(context, words)
  const place = { spec, session: context.session, names, before }
  const waiting = waitingFlag(rest.at(-1), specs)
  if (waiting !== undefined) return flagValues(place, waiting, word)
  if (word.startsWith('-')) return completeFlag(place, specs, word)
  const subcommands = suggest(visibleNames(spec), before.length === 0 ? word : '\n')
  return subcommands.texts.length > 0 && spec.run === undefined ? subcommands : together(subcommands, argument(context, place, word))
}

function completeFlag(place: Parameters<typeof flagValues>[0], specs: readonly FlagSpec[], word: string): Suggestions {
  const equals = word.indexOf('=')
  if (equals < 0) return word.startsWith('--') || word === '-' ? flagNames(specs, word === '-' ? '--' : word) : NOTHING
  const flag = specs.find(({ name }) => `--${name}` === word.slice(0, equals))
  if (flag === undefined) return NOTHING
  const found = flagValues(place, flag, word.slice(equals + 1))
  return { from: found.from + equals + 1, texts: found.texts }
}

/** The flag whose value comes next. */
function waitingFlag(word: string | undefined, specs: readonly FlagSpec[]): FlagSpec | undefined {
  if (word === undefined || !takesNextWord(word, specs)) return undefined
  return specs.find(({ name, short }) => word === `--${name}` || (short !== '' && word === `-${short}`))
}

function visibleNames({ subcommands = [] }: CommandSpec): readonly string[] {
  return subcommands.filter(({ hidden, unsupported }) => hidden !== true && unsupported === undefined).map(({ name }) => name)
}

const ROLLED_OUT = new Set(['history', 'pause', 'restart', 'resume', 'status', 'undo'])

function argument({ session }: CompletionContext, { spec, names, before }: Parameters<typeof flagValues>[0], word: string): Suggestions {
  const { completes = 'none' } = spec
  switch (completes) {
    case 'resources': {
      const kinds = ROLLED_OUT.has(spec.name)
        ? KINDS.filter(({ kind }) => ['Deployment', 'DaemonSet', 'StatefulSet'].includes(kind))
        : KINDS
      return resourceWords(names, before, word, kinds)
    }
    case 'kinds':
      return before.length === 0 ? fieldWords(word) : NOTHING
    case 'pods':
      return before.length === 0 ? podWords(names, word) : NOTHING
    case 'folders':
      return before.length === 0 ? fileNames(session, word, 'folders') : NOTHING
    case 'files':
    case 'none':
      return NOTHING
  }
}

/** The namespace that the words so far speak of. */
function namesIn({ session, view }: CompletionContext, words: readonly string[]): NamesIn {
  let { namespace } = session
  for (const [index, word] of words.entries()) {
    if (word === '-n' || word === '--namespace') namespace = words[index + 1] ?? namespace
    else namespace = /^(?:--namespace=|-n)(.+)$/.exec(word)?.[1] ?? namespace
    if (word === '-A' || word === '--all-namespaces') namespace = ''
  }
  return { view, namespace }
}
