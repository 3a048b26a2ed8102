// Applets that print words about names, numbers and the process itself.
// @source busybox coreutils/*.c, debianutils/which.c

import type { Applet } from './applet.ts'
import { commandLine } from './command-line.ts'
import { echoText, printfText } from './print-text.ts'
import { testWords } from './test-expression.ts'
import { findProgram } from '../shell/program-start.ts'
import { find, pathOf } from '../shell/file-tree.ts'

export const echo: Applet = (call) => {
  call.print(echoText(call.words))
  return 0
}

export const printf: Applet = (call) => {
  if (call.words.length === 0) return call.usage('FORMAT [ARG]...')
  const { text, problems } = printfText(call.words)
  call.print(text)
  for (const problem of problems) call.complain(problem)
  return problems.length === 0 ? 0 : 1
}

export const test: Applet = (call) => {
  const result = testWords(call.machine, call.process, call.name, call.words)
  if (result.ok) return result.value
  call.complain(result.problem)
  return 2
}

export const pwd: Applet = (call) => {
  const found = find(call.world, '/', call.process.directory)
  call.print(`${found.ok ? pathOf(found.value) : call.process.directory}\n`)
  return 0
}

/** The last part of a path. */
export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '')
  return trimmed === '' && path !== '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

export const basename: Applet = (call) => {
  const line = commandLine(call, '+as:')
  if (line === undefined) return 1
  const [first, suffix] = line.rest
  if (first === undefined) return call.usage('FILE [SUFFIX] | -a FILE...')
  const many = line.has('a') || line.has('s')
  const ending = line.value('s') ?? (many ? '' : (suffix ?? ''))
  for (const path of many ? line.rest : [first]) {
    const base = baseName(path)
    call.print(`${ending !== '' && base !== ending && base.endsWith(ending) ? base.slice(0, -ending.length) : base}\n`)
  }
  return 0
}

export const dirname: Applet = (call) => {
  const [path] = call.words
  if (path === undefined) return call.usage('FILENAME')
  const trimmed = path.replace(/(?<=.)\/+$/, '')
  const slash = trimmed.lastIndexOf('/')
  const directory = slash === -1 ? '.' : trimmed.slice(0, slash).replace(/\/+$/, '')
  call.print(`${directory === '' ? '/' : directory}\n`)
  return 0
}

/** The most numbers that seq prints. */
const MOST_NUMBERS = 100_000

export const seq: Applet = (call) => {
  const line = commandLine(call, '+s:w')
  const words = line?.rest ?? []
  if (line === undefined || words.length === 0 || words.length > 3) return call.usage('[-w] [-s SEP] [FIRST [INC]] LAST')
  const wrong = words.find((word) => !/^-?(?:\d+\.?\d*|\.\d+)$/.test(word))
  if (wrong !== undefined) return call.usage('[-w] [-s SEP] [FIRST [INC]] LAST')
  const numbers = words.map(Number)
  const [first, step, last] = numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers
  const decimals = Math.min(20, Math.max(...words.map((word) => word.split('.')[1]?.length ?? 0)))
  const shown: string[] = []
  if (first === undefined || step === undefined || last === undefined || step === 0) return 1
  for (let index = 0; index < MOST_NUMBERS; index += 1) {
    const value = first + index * step
    if (step > 0 ? value > last + 1e-9 : value < last - 1e-9) break
    shown.push(value.toFixed(decimals))
  }
  call.machine.budget -= shown.length >> 3
  const width = line.has('w') ? shown.reduce((most, text) => Math.max(most, text.length), 0) : 0
  const padded = shown.map((text) => formatWidth(text, width))
  if (padded.length > 0) call.print(`${padded.join(line.value('s') ?? '\n')}\n`)
  return 0
}

function formatWidth(text: string, width: number): string {
  return text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0')
}

export const which: Applet = (call) => {
  const line = commandLine(call, 'a')
  if (line === undefined || line.rest.length === 0) return line === undefined ? 1 : call.usage('[-a] COMMAND...')
  const path = call.process.environment.find(([name]) => name === 'PATH')?.[1] ?? '/sbin:/usr/sbin:/bin:/usr/bin'
  let missing = 0
  for (const name of line.rest) {
    const found = findProgram(call.machine, call.process, name, path)
    if (found.ok) call.print(`${found.value.path}\n`)
    else missing = 1
  }
  return missing
}
