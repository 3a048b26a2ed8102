// Applets that run other programs: xargs, timeout, nohup, nice, time, setsid, watch.
// @source busybox findutils/xargs.c, coreutils/timeout.c, miscutils/time.c

import { addProcess, deliver, endProcess, reap, update } from '../shell/machine.ts'
import type { AppletMemory, Descriptors } from '../shell/process.ts'
import { execute, findProgram } from '../shell/program-start.ts'
import { errorText } from '../shell/file-error.ts'
import { signalNamed } from '../shell/signal-names.ts'
import { DEFAULT_PATH } from '../shell/variables.ts'
import type { Applet, AppletCall, AppletOutcome } from './applet.ts'
import { MORE, NO_MEMORY } from './applet.ts'
import { commandLine } from './command-line.ts'
import { durationMs } from './streaming.ts'

/** Starts a program and waits for it. @returns 126 or 127 when there is none; that was said */
function launch(
  call: AppletCall,
  words: readonly string[],
  memory: AppletMemory,
  descriptors: Descriptors,
  untilMs: number | undefined,
): AppletOutcome {
  const { machine, process } = call
  const path = process.environment.find(([name]) => name === 'PATH')?.[1] ?? DEFAULT_PATH
  const found = findProgram(machine, process, words[0] ?? '', path)
  if (!found.ok) {
    call.complain(
      call.name === 'xargs' || call.name === 'find'
        ? `${words[0] ?? ''}: ${errorText(found.problem)}`
        : `can't execute '${words[0] ?? ''}': ${errorText(found.problem)}`,
    )
    return found.problem === 'ENOENT' ? 127 : 126
  }
  const child = addProcess(machine, {
    ...process,
    parent: process.id,
    descriptors,
    program: { kind: 'applet', memory: undefined },
    waiting: undefined,
  })
  if (child === undefined) return call.complain("can't fork: Resource temporarily unavailable")
  machine.budget -= 10
  update(machine, process.id, { program: { kind: 'applet', memory: { ...memory, child } } })
  execute(machine, child, words, process.environment, found.value)
  return { kind: 'wait', waiting: { kind: 'children', ids: [child], untilMs }, memory: { ...memory, child } }
}

/**
 * Runs commands one after the other.
 *
 * @param exitCode from the worst exit code among them
 */
export function runQueue(call: AppletCall, queue: AppletMemory['queue'], exitCode: (worst: number) => number): AppletOutcome {
  const { machine } = call
  const begun = call.memory?.child !== undefined
  let worst = begun ? (call.memory?.number ?? 0) : 0
  let rest = begun ? (call.memory?.queue ?? []) : queue
  if (begun && call.memory?.child !== undefined) {
    const ended = reap(machine, call.memory.child)
    worst = Math.max(worst, ended?.exitCode ?? 0)
    if (ended?.exitCode === 255 && call.name === 'xargs') {
      call.complain(`${rest[0]?.[0] ?? ''}: exited with status 255; aborting`)
      return 124
    }
  }
  const [next, ...more] = rest
  if (next === undefined) return exitCode(worst)
  rest = more
  // What it printed itself comes before what the program prints.
  return launch(call, next, { ...NO_MEMORY, number: worst, queue: rest }, withoutInput(call), undefined)
}

function withoutInput({ process }: AppletCall): Descriptors {
  return [{ kind: 'device', name: 'null' }, ...process.descriptors.slice(1)]
}

export const xargs: Applet = (call) => {
  const line = commandLine(call, '+0rtpn:I:L:s:P:E:e')
  if (line === undefined) return 1
  const status = (worst: number): number => (worst === 0 ? 0 : worst === 126 || worst === 127 ? worst : 123)
  if (call.memory?.child !== undefined) return runQueue(call, [], status)
  const input = call.input()
  if (input === undefined) return MORE
  const replaced = line.value('I')
  const items = line.has('0')
    ? input.split('\0').filter((item) => item !== '')
    : replaced === undefined
      ? quotedWords(input)
      : input
          .split('\n')
          .map((each) => each.replace(/^[ \t]+/, ''))
          .filter((each) => each !== '')
  if (typeof items === 'string') return call.complain(`unmatched ${items} quote`)
  const command = line.rest.length === 0 ? ['echo'] : line.rest
  const size = Math.max(1, Number(line.value('n') ?? line.value('L') ?? '100000') || 1)
  const queue: (readonly string[])[] = []
  if (replaced !== undefined) for (const item of items) queue.push(command.map((word) => word.replaceAll(replaced, item)))
  else for (let at = 0; at < items.length; at += size) queue.push([...command, ...items.slice(at, at + size)])
  if (items.length === 0 && !line.has('r') && replaced === undefined) queue.push(command)
  if (line.has('t')) for (const words of queue) call.printed.push({ stream: 2, text: `${words.join(' ')}\n` })
  return runQueue(call, queue, status)
}

/** Words with quotes and backslashes; or the quote that is not closed. */
function quotedWords(text: string): readonly string[] | 'single' | 'double' {
  const words: string[] = []
  let word = ''
  let begun = false
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (quote !== '') {
      if (character === quote) quote = ''
      else if (character === '\n') break
      else word += character
    } else if (character === '"' || character === "'") {
      quote = character
      begun = true
    } else if (character === '\\' && at + 1 < text.length) {
      at += 1
      word += text.charAt(at)
      begun = true
    } else if (' \t\n'.includes(character)) {
      if (begun) words.push(word)
      word = ''
      begun = false
    } else {
      word += character
      begun = true
    }
  }
  if (begun) words.push(word)
  return quote === '' ? words : quote === "'" ? 'single' : 'double'
}

export const timeout: Applet = (call) => {
  const line = commandLine(call, '+s:k:', { signal: 's', 'kill-after': 'k' })
  if (line === undefined) return 1
  const [limitText = '', ...words] = line.rest
  const { machine } = call
  const signal = signalNamed(line.value('s') ?? 'TERM')
  if (signal === undefined) return call.complain(`unknown signal '${line.value('s') ?? ''}'`)
  const { memory } = call
  if (memory?.child === undefined) {
    if (words.length === 0) return call.usage('[-s SIG] [-k KILL_SECS] SECS PROG ARGS')
    const limit = durationMs(limitText)
    if (limit === undefined) return call.complain(`invalid number '${limitText}'`)
    const untilMs = machine.view.nowMs + Math.min(limit, 1e12)
    return launch(call, words, { ...NO_MEMORY, number: untilMs }, call.process.descriptors, untilMs)
  }
  const ended = reap(machine, memory.child)
  // In truth the program runs in this process, and another one watches it: it ends as the program ended.
  if (ended?.signal !== undefined) endProcess(machine, call.process.id, ended)
  if (ended !== undefined) return ended.exitCode
  if (memory.number >= 0 && memory.number <= machine.view.nowMs) {
    deliver(machine, memory.child, signal, 'inside')
    return { kind: 'wait', waiting: { kind: 'children', ids: [memory.child], untilMs: undefined }, memory: { ...memory, number: -1 } }
  }
  return {
    kind: 'wait',
    waiting: { kind: 'children', ids: [memory.child], untilMs: memory.number < 0 ? undefined : memory.number },
    memory,
  }
}

/** The program takes its place. */
export const replaceBy: Applet = (call) => {
  const line = commandLine(call, call.name === 'nice' ? '+n:' : '+cw')
  if (line === undefined) return 1
  if (line.rest.length === 0) return call.usage('PROG ARGS')
  return { kind: 'execute', words: line.rest, environment: call.process.environment }
}

export const time: Applet = (call) => {
  const line = commandLine(call, '+vpaf:o:')
  if (line === undefined) return 1
  const { machine, memory } = call
  if (memory?.child === undefined)
    return launch(call, line.rest, { ...NO_MEMORY, number: machine.view.nowMs }, call.process.descriptors, undefined)
  const ended = reap(machine, memory.child)
  const seconds = (machine.view.nowMs - memory.number) / 1000
  const shown = `${String(Math.floor(seconds / 60))}m ${(seconds % 60).toFixed(2)}s`
  call.printed.push({ stream: 2, text: `real\t${shown}\nuser\t0m 0.00s\nsys\t0m 0.00s\n` })
  return ended?.exitCode ?? 0
}

/** @simplified `watch` prints its rounds below each other, without clearing the screen. */
export const watch: Applet = (call) => {
  const line = commandLine(call, '+n:t')
  if (line === undefined) return 1
  if (line.rest.length === 0) return call.usage('[-n SEC] [-t] PROG ARGS')
  const { machine, memory } = call
  if (memory?.child !== undefined) {
    reap(machine, memory.child)
    const atMs = machine.view.nowMs + Math.max(100, durationMs(line.value('n') ?? '2') ?? 2000)
    return { kind: 'wait', waiting: { kind: 'until', atMs }, memory: { ...NO_MEMORY } }
  }
  if (!line.has('t')) call.print(`Every ${line.value('n') ?? '2'}.0s: ${line.rest.join(' ')}\n\n`)
  return launch(call, ['sh', '-c', line.rest.join(' ')], NO_MEMORY, call.process.descriptors, undefined)
}
