// Applets that pass on what comes while it comes, or go on for ever: cat, tee, tail -f, yes, sleep.
// @source busybox coreutils/cat.c tee.c tail.c yes.c sleep.c

import { fromContent } from '../shell/byte-text.ts'
import { errorText } from '../shell/file-error.ts'
import { find } from '../shell/file-tree.ts'
import { fileWorld, update } from '../shell/machine.ts'
import { open, peekInput, takeInput, write } from '../shell/stream.ts'
import type { Applet, AppletCall, AppletOutcome } from './applet.ts'
import { NO_MEMORY } from './applet.ts'
import { commandLine, wholeNumber } from './command-line.ts'
import { linesOf } from './inputs.ts'

/** Copies standard input while there is some. @returns undefined at its end */
function pump(call: AppletCall, index: number, take: (text: string) => void): AppletOutcome | undefined {
  const { machine, process } = call
  const input = peekInput(machine, process, index)
  if (input.kind === 'end') return undefined
  if (input.kind === 'failed') {
    call.complain(`read error: ${errorText(input.error)}`)
    return 1
  }
  const memory = call.memory ?? NO_MEMORY
  if (input.kind === 'wait') return { kind: 'wait', waiting: { kind: 'input', descriptor: index }, memory }
  takeInput(machine, process, index, input.data.length)
  take(input.data)
  return { kind: 'wait', waiting: undefined, memory }
}

export const cat: Applet = (call) => {
  const line = commandLine(call, 'etvAunb')
  if (line === undefined) return 1
  const names = line.rest.length === 0 ? ['-'] : line.rest
  let memory = call.memory ?? { ...NO_MEMORY, text: '1' }
  // `number` counts the files that are done, `text` the lines, `child` says that one failed.
  const show = (text: string): void => {
    const shown = decorated(
      text,
      line.has('n') || line.has('b'),
      line.has('b'),
      line.has('e') || line.has('A'),
      line.has('t') || line.has('A'),
      Number(memory.text),
    )
    call.print(shown.text)
    memory = { ...memory, text: String(shown.next) }
  }
  for (; memory.number < names.length; memory = { ...memory, number: memory.number + 1 }) {
    const name = names[memory.number] ?? '-'
    if (name === '-') {
      const outcome = pump(call, 0, show)
      if (outcome === 1) memory = { ...memory, child: 1 }
      else if (outcome !== undefined && typeof outcome !== 'number' && outcome.kind === 'wait') return { ...outcome, memory }
      continue
    }
    const content = call.read(name)
    if (content.ok) show(content.value)
    else {
      const { problem } = content
      call.complain(problem === 'EISDIR' ? `read error: ${errorText(problem)}` : `can't open '${name}': ${errorText(problem)}`)
      memory = { ...memory, child: 1 }
    }
  }
  return memory.child ?? 0
}

function decorated(
  text: string,
  numbers: boolean,
  skipsEmpty: boolean,
  ends: boolean,
  tabs: boolean,
  first: number,
): { readonly text: string; readonly next: number } {
  if (!numbers && !ends && !tabs) return { text, next: first }
  let next = first
  const lines = linesOf(text).map((line) => {
    const body = (tabs ? line.replaceAll('\t', '^I') : line) + (ends ? '$' : '')
    if (!numbers || (skipsEmpty && line === '')) return body
    next += 1
    return `${String(next - 1).padStart(6)}\t${body}`
  })
  return { text: lines.join('\n') + (text.endsWith('\n') ? '\n' : ''), next }
}

export const tee: Applet = (call) => {
  const line = commandLine(call, 'ai')
  if (line === undefined) return 1
  const { machine, process } = call
  if (call.memory === undefined) {
    let descriptors = process.descriptors
    let failed = 0
    for (const name of line.rest) {
      const opened = open(machine, process, name, line.has('a') ? 'append' : 'write')
      if (opened.ok) descriptors = [...descriptors, opened.value]
      else {
        call.complainOf(name, opened.problem)
        failed = 1
      }
    }
    update(machine, process.id, { descriptors })
    return { kind: 'wait', waiting: undefined, memory: { ...NO_MEMORY, number: failed } }
  }
  const outcome = pump(call, 0, (text) => {
    call.print(text)
    process.descriptors.forEach((_, index) => {
      if (index > 2) write(machine, process.id, index, text)
    })
  })
  return outcome ?? call.memory.number
}

/** @source busybox coreutils/tail.c sleep_period */
const TAIL_MS = 1000

export const tail: Applet = (call) => {
  const words = call.words.map((word, index) =>
    index === 0 && /^[-+]\d+$/.test(word) ? `-n${word.startsWith('+') ? word : word.slice(1)}` : word,
  )
  const line = commandLine(call, 'fFqvn:c:s:', { follow: 'f', lines: 'n', bytes: 'c' }, words)
  if (line === undefined) return 1
  const follows = line.has('f') || line.has('F')
  const bytes = line.value('c')
  const count = bytes ?? line.value('n') ?? '10'
  const number = wholeNumber(count.replace(/^[-+]/, ''))
  if (number === undefined) return call.complain(`invalid number '${count}'`)
  const names = line.rest.length === 0 ? ['-'] : line.rest
  const { machine, process } = call
  const readable = names.filter((name) => name === '-' || call.read(name).ok)
  const heads = (readable.length > 1 && !line.has('q')) || line.has('v')
  const lengths: string[] = []
  let failed = 0
  let opened = 0
  if (call.memory === undefined || !follows || names.includes('-')) {
    for (const name of names) {
      const text = name === '-' ? call.input() : undefined
      if (name === '-' && text === undefined) return { kind: 'more' }
      const content = name === '-' ? undefined : call.read(name)
      if (content?.ok === false) {
        const isDirectory = content.problem === 'EISDIR'
        call.complain(isDirectory ? `read error: ${errorText('EISDIR')}` : `can't open '${name}': ${errorText(content.problem)}`)
        failed = 1
        lengths.push('0')
        if (isDirectory) opened += 1
        continue
      }
      opened += 1
      const whole = text ?? (content?.ok === true ? content.value : '')
      if (heads) call.print(`${opened === 1 ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`)
      call.print(lastPart(whole, number, count.startsWith('+'), bytes !== undefined))
      lengths.push(String(whole.length))
    }
    if (opened === 0 && !line.has('F')) return call.complain('no files')
    if (!follows || names.includes('-')) return failed
    return { kind: 'wait', waiting: { kind: 'until', atMs: machine.view.nowMs + TAIL_MS }, memory: { ...NO_MEMORY, names: lengths } }
  }
  names.forEach((name, index) => {
    const known = Number(call.memory?.names[index] ?? '0')
    const found = find(fileWorld(machine), process.directory, name)
    const text = found.ok && found.value.node.kind === 'file' ? fromContent(found.value.node.content) : undefined
    if (text !== undefined && text.length > known) call.print(text.slice(known))
    lengths.push(String(text === undefined ? known : text.length))
  })
  return { kind: 'wait', waiting: { kind: 'until', atMs: machine.view.nowMs + TAIL_MS }, memory: { ...NO_MEMORY, names: lengths } }
}

function lastPart(text: string, count: number, fromStart: boolean, bytes: boolean): string {
  if (bytes) return fromStart ? text.slice(Math.max(0, count - 1)) : count === 0 ? '' : text.slice(-count)
  const lines = text.split(/(?<=\n)/)
  return (fromStart ? lines.slice(Math.max(0, count - 1)) : count === 0 ? [] : lines.slice(-count)).join('')
}

const YES_TEXT_BYTES = 8192

export const yes: Applet = (call) => {
  const line = `${call.words.length === 0 ? 'y' : call.words.join(' ')}\n`
  call.print(line.repeat(Math.max(1, Math.floor(YES_TEXT_BYTES / line.length))))
  call.machine.budget -= 50
  return { kind: 'wait', waiting: undefined, memory: NO_MEMORY }
}

/** Milliseconds for `1.5`, `2m`, `1h`, `1d`, `infinity`. */
export function durationMs(text: string): number | undefined {
  if (text === 'inf' || text === 'infinity') return Infinity
  const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text)
  if (match === null) return undefined
  const factor = { m: 60, h: 3600, d: 86_400 }[match[2] ?? ''] ?? 1
  return Math.ceil(Number(match[1]) * factor * 1000)
}

/** The longest sleep, in milliseconds: beyond it, it is for ever. */
const MOST_SLEEP_MS = 1e12

export const sleep: Applet = (call) => {
  const { nowMs } = call.machine.view
  if (call.memory !== undefined)
    return call.memory.number <= nowMs ? 0 : { kind: 'wait', waiting: { kind: 'until', atMs: call.memory.number }, memory: call.memory }
  if (call.words.length === 0) return call.usage('[N]...')
  let total = 0
  for (const word of call.words) {
    const duration = durationMs(word)
    if (duration === undefined) return call.complain(`invalid number '${word}'`)
    total += duration
  }
  if (total > MOST_SLEEP_MS) return { kind: 'wait', waiting: { kind: 'forever' }, memory: { ...NO_MEMORY, number: MOST_SLEEP_MS * 2 } }
  if (total === 0) return 0
  return { kind: 'wait', waiting: { kind: 'until', atMs: nowMs + total }, memory: { ...NO_MEMORY, number: nowMs + total } }
}
