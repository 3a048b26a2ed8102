// Regular expressions of POSIX, basic and extended, for grep, sed, awk and `[[ =~ ]]`. All ways through an expression are followed at
// once, so the time is the product of the lengths of expression and text, whatever somebody writes.
// @source regex(7)
// @simplified Regular expressions cannot refer back to their own groups; of equally long matches, groups are those of the leftmost way.

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { characterClass } from '../shell/pattern.ts'
import { parseRegex } from './regex-parser.ts'
import type { RegexNode } from './regex-parser.ts'

type Instruction =
  | { readonly kind: 'character'; readonly matches: (character: string) => boolean }
  | { readonly kind: 'split'; readonly first: number; readonly second: number }
  | { readonly kind: 'jump'; readonly to: number }
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'assert'; readonly what: 'start' | 'end' | 'word-start' | 'word-end' | 'word-edge' | 'inside-word' }
  | { readonly kind: 'match' }

export interface Regex {
  readonly program: readonly Instruction[]
  readonly groups: number
}

/** Positions in the text; of groups that took part. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly groups: readonly (readonly [start: number, end: number] | undefined)[]
}

const MOST_INSTRUCTIONS = 4000

/** @returns the regular expression, or what is wrong with it in the C library's words */
export function compileRegex(source: string, syntax: 'basic' | 'extended', ignoresCase = false): Result<Regex, string> {
  const parsed = parseRegex(source, syntax)
  if (!parsed.ok) return parsed
  const program: Instruction[] = []
  emit(program, parsed.value.node, ignoresCase)
  program.push({ kind: 'match' })
  if (program.length > MOST_INSTRUCTIONS) return failure('Regular expression too big')
  return success({ program, groups: parsed.value.groups })
}

/** An expression that matches exactly a text. */
export function literalRegex(text: string, ignoresCase: boolean): Regex {
  const program: Instruction[] = []
  for (const character of text) emit(program, { kind: 'character', character }, ignoresCase)
  return { program: [...program, { kind: 'match' }], groups: 0 }
}

function emit(program: Instruction[], node: RegexNode, ignoresCase: boolean): void {
  if (program.length > MOST_INSTRUCTIONS) return
  switch (node.kind) {
    case 'character': {
      const { character } = node
      const other = ignoresCase ? (character.toLowerCase() === character ? character.toUpperCase() : character.toLowerCase()) : character
      program.push({ kind: 'character', matches: (each) => each === character || each === other })
      return
    }
    case 'any':
      program.push({ kind: 'character', matches: () => true })
      return
    case 'set': {
      const inSet = (each: string): boolean =>
        node.ranges.some(([low, high]) => each >= low && each <= high) ||
        node.classes.some((name) => characterClass(name)?.test(each) === true)
      const inEither = (each: string): boolean => inSet(each) || (ignoresCase && (inSet(each.toLowerCase()) || inSet(each.toUpperCase())))
      program.push({ kind: 'character', matches: (each) => inEither(each) !== node.negated })
      return
    }
    case 'assert':
      program.push(node)
      return
    case 'sequence':
      for (const item of node.items) emit(program, item, ignoresCase)
      return
    case 'group':
      program.push({ kind: 'save', slot: node.index * 2 })
      emit(program, node.inner, ignoresCase)
      program.push({ kind: 'save', slot: node.index * 2 + 1 })
      return
    case 'choice':
      emitChoice(program, node.options, ignoresCase)
      return
    case 'repeat':
      emitRepeat(program, node, ignoresCase)
  }
}

function emitChoice(program: Instruction[], options: readonly RegexNode[], ignoresCase: boolean): void {
  const ends: number[] = []
  options.forEach((option, index) => {
    if (index === options.length - 1) {
      emit(program, option, ignoresCase)
      return
    }
    const split = program.push({ kind: 'jump', to: 0 }) - 1
    emit(program, option, ignoresCase)
    ends.push(program.push({ kind: 'jump', to: 0 }) - 1)
    program[split] = { kind: 'split', first: split + 1, second: program.length }
  })
  for (const end of ends) program[end] = { kind: 'jump', to: program.length }
}

function emitRepeat(program: Instruction[], { inner, least, most }: Extract<RegexNode, { kind: 'repeat' }>, ignoresCase: boolean): void {
  for (let count = 0; count < least; count += 1) emit(program, inner, ignoresCase)
  if (most === undefined) {
    const split = program.push({ kind: 'jump', to: 0 }) - 1
    emit(program, inner, ignoresCase)
    program.push({ kind: 'jump', to: split })
    program[split] = { kind: 'split', first: split + 1, second: program.length }
    return
  }
  const splits: number[] = []
  for (let count = least; count < most; count += 1) {
    splits.push(program.push({ kind: 'jump', to: 0 }) - 1)
    emit(program, inner, ignoresCase)
  }
  for (const split of splits) program[split] = { kind: 'split', first: split + 1, second: program.length }
}

interface Thread {
  readonly at: number
  readonly slots: readonly number[]
}

function isWord(character: string): boolean {
  return /[A-Za-z0-9_]/.test(character)
}

function holds(what: Extract<Instruction, { kind: 'assert' }>['what'], text: string, at: number): boolean {
  if (what === 'start') return at === 0
  if (what === 'end') return at === text.length
  const before = at > 0 && isWord(text.charAt(at - 1))
  const after = at < text.length && isWord(text.charAt(at))
  if (what === 'word-start') return !before && after
  if (what === 'word-end') return before && !after
  return (before !== after) === (what === 'word-edge')
}

/** Follows all steps that take no character; ways that come first win. */
function settle({ program }: Regex, text: string, position: number, thread: Thread, seen: Uint8Array, threads: Thread[]): void {
  const open: Thread[] = [thread]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { at, slots } = next
    const instruction = program[at]
    if (instruction === undefined || seen[at] === 1) continue
    seen[at] = 1
    if (instruction.kind === 'jump') open.push({ at: instruction.to, slots })
    else if (instruction.kind === 'split') open.push({ at: instruction.second, slots }, { at: instruction.first, slots })
    else if (instruction.kind === 'save') {
      const saved = [...slots]
      saved[instruction.slot] = position
      open.push({ at: at + 1, slots: saved })
    } else if (instruction.kind === 'assert') {
      if (holds(instruction.what, text, position)) open.push({ at: at + 1, slots })
    } else threads.push(next)
  }
}

/** The longest match at the earliest place from `from` on. */
export function searchRegex(regex: Regex, text: string, from: number): Match | undefined {
  let threads: Thread[] = []
  let best: { readonly end: number; readonly thread: Thread; readonly start: number } | undefined
  for (let position = from; position <= text.length; position += 1) {
    const seen = new Uint8Array(regex.program.length)
    const settled: Thread[] = []
    // A slot before the groups keeps where the way began: earlier beginnings come first.
    for (const thread of threads) settle(regex, text, position, thread, seen, settled)
    if (best === undefined) settle(regex, text, position, { at: 0, slots: [position] }, seen, settled)
    const next: Thread[] = []
    for (const thread of settled) {
      const instruction = regex.program[thread.at]
      const start = thread.slots[0] ?? 0
      if (instruction?.kind === 'match') {
        if (best === undefined || start < best.start || (start === best.start && position > best.end))
          best = { end: position, thread, start }
      } else if (instruction?.kind === 'character' && position < text.length && instruction.matches(text.charAt(position)))
        next.push({ at: thread.at + 1, slots: thread.slots })
    }
    threads = best === undefined ? next : next.filter(({ slots }) => (slots[0] ?? 0) <= (best?.start ?? 0))
    if (threads.length === 0 && best !== undefined) break
  }
  if (best === undefined) return undefined
  const { slots } = best.thread
  const groups = Array.from({ length: regex.groups }, (_, index) => {
    const start = slots[(index + 1) * 2]
    const end = slots[(index + 1) * 2 + 1]
    return start === undefined || end === undefined ? undefined : ([start, end] as const)
  })
  return { start: best.start, end: best.end, groups }
}
