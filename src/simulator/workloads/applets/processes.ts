// Applets about processes: ps, kill, killall, pidof, pgrep, pkill, uptime, free, top.
// @source busybox procps/ps.c kill.c pidof.c pgrep.c uptime.c free.c

import type { Process } from '../shell/process.ts'
import { livingProcesses } from '../shell/machine.ts'
import { commandName } from '../shell/virtual-files.ts'
import type { Applet, AppletCall } from './applet.ts'
import { commandLine } from './command-line.ts'
import { nameFor } from './identity.ts'
import { killProcesses } from './kill-processes.ts'
import { compileRegex, searchRegex } from './regex.ts'

function allProcesses({ machine }: AppletCall): readonly Process[] {
  return [...machine.processes.values()].sort((a, b) => a.id - b.id)
}

function commandText(process: Process): string {
  return process.ended === undefined ? process.words.join(' ') : `[${commandName(process)}]`
}

const COLUMNS: Readonly<
  Record<string, { readonly title: string; readonly width: number; readonly show: (process: Process, call: AppletCall) => string }>
> = {
  pid: { title: 'PID', width: 5, show: ({ id }) => String(id).padStart(5) },
  ppid: { title: 'PPID', width: 5, show: ({ parent }) => String(parent).padStart(5) },
  user: { title: 'USER', width: 8, show: (_, call) => userName(call).padEnd(8) },
  time: { title: 'TIME', width: 5, show: () => ' 0:00' },
  stat: { title: 'STAT', width: 4, show: ({ ended }) => (ended === undefined ? 'S   ' : 'Z   ') },
  comm: { title: 'COMMAND', width: 16, show: (process) => commandName(process).padEnd(16) },
  args: { title: 'COMMAND', width: 27, show: commandText },
  vsz: { title: 'VSZ', width: 4, show: () => '4392' },
}

function userName(call: AppletCall): string {
  const { uid } = call.machine.view.identity
  return (nameFor(call, '/etc/passwd', uid) ?? String(uid)).slice(0, 8)
}

export const ps: Applet = (call) => {
  const words = call.words.map((word) => (/^[auxewfA]+$/.test(word) ? '-a' : word))
  const line = commandLine(call, 'o:TaAefxwl', {}, words)
  if (line === undefined) return 1
  if (line.value('o') === undefined) {
    call.print('PID   USER     TIME  COMMAND\n')
    for (const process of allProcesses(call))
      call.print(`${String(process.id).padStart(5)} ${userName(call).padEnd(8)}  0:00 ${commandText(process)}\n`)
    return 0
  }
  const names = line.values('o').flatMap((value) => value.split(','))
  const chosen = names.map((name) => (Object.hasOwn(COLUMNS, name.split('=')[0] ?? '') ? COLUMNS[name.split('=')[0] ?? ''] : undefined))
  const bad = names[chosen.indexOf(undefined)]
  if (bad !== undefined) return call.complain(`bad -o argument '${bad}', supported arguments: user,pid,ppid,comm,args,stat,time,vsz`)
  const row = (cells: readonly string[]): string => `${cells.join(' ').trimEnd()}\n`
  call.print(row(chosen.map((column) => (column === undefined ? '' : column.title.padEnd(column.width)))))
  for (const process of allProcesses(call)) call.print(row(chosen.map((column) => column?.show(process, call) ?? '')))
  return 0
}

export const kill: Applet = (call) => {
  const { output, problems, exitCode } = killProcesses(call.machine, call.process.id, call.words)
  call.print(output)
  for (const problem of problems) call.complain(problem)
  return exitCode
}

function named(call: AppletCall, name: string): readonly Process[] {
  return livingProcesses(call.machine).filter((process) => commandName(process) === name && process.id !== call.process.id)
}

export const killall: Applet = (call) => {
  const signal = call.words.find((word) => /^-[A-Z0-9]/.test(word))
  const names = call.words.filter((word) => !word.startsWith('-'))
  if (names.length === 0) return call.complain('you need to specify whom to kill')
  let failed = 0
  for (const name of names) {
    const found = named(call, name)
    if (found.length === 0) failed = call.complain(`${name}: no process killed`)
    else {
      const killed = killProcesses(call.machine, call.process.id, [
        ...(signal === undefined ? [] : [signal]),
        ...found.map(({ id }) => String(id)),
      ])
      for (const problem of killed.problems) failed = call.complain(problem)
    }
  }
  return failed
}

export const pidof: Applet = (call) => {
  const found = call.words.filter((word) => !word.startsWith('-')).flatMap((name) => named(call, name))
  if (found.length === 0) return 1
  call.print(
    `${[...found]
      .reverse()
      .map(({ id }) => String(id))
      .join(' ')}\n`,
  )
  return 0
}

export const pgrep: Applet = (call) => {
  const signal = call.words.find((word) => /^-[A-Z0-9]+$/.test(word))
  const flags = call.words.filter((word) => /^-[a-z]+$/.test(word)).join('')
  const [pattern = ''] = call.words.filter((word) => !word.startsWith('-'))
  const regex = compileRegex(pattern, 'extended')
  if (!regex.ok) return call.complain(`bad regex '${pattern}': ${regex.problem}`)
  const found = livingProcesses(call.machine).filter((process) => {
    const text = flags.includes('f') ? process.words.join(' ') : commandName(process)
    const match = searchRegex(regex.value, text, 0)
    const matches = match !== undefined && (!flags.includes('x') || (match.start === 0 && match.end === text.length))
    return process.id !== call.process.id && matches !== flags.includes('v')
  })
  if (call.name === 'pkill') {
    if (found.length > 0)
      killProcesses(call.machine, call.process.id, [...(signal === undefined ? [] : [signal]), ...found.map(({ id }) => String(id))])
  } else for (const process of found) call.print(`${String(process.id)}${flags.includes('l') ? ` ${commandName(process)}` : ''}\n`)
  return found.length > 0 ? 0 : 1
}

export const uptime: Applet = (call) => {
  const { nowMs, startedAtEpochMs } = call.machine.view
  const minutes = Math.floor(nowMs / 60_000)
  const hours = Math.floor(minutes / 60)
  const up = hours === 0 ? `${String(minutes)} min` : `${String(hours).padStart(2)}:${String(minutes % 60).padStart(2, '0')}`
  call.print(` ${new Date(startedAtEpochMs + nowMs).toISOString().slice(11, 19)} up ${up},  0 users,  load average: 0.08, 0.03, 0.01\n`)
  return 0
}

export const free: Applet = (call) => {
  const line = commandLine(call, 'bkmgh')
  if (line === undefined) return 1
  const unit = line.has('m') ? 1024 : line.has('g') ? 1_048_576 : line.has('b') ? 1 / 1024 : 1
  const row = (title: string, numbers: readonly number[]): string =>
    `${title.padEnd(7)}${numbers.map((number) => String(Math.floor(number / unit)).padStart(12)).join('')}\n`
  call.print(`${' '.repeat(14)}total        used        free      shared  buff/cache   available\n`)
  call.print(row('Mem:', [8_151_408, 1_328_240, 5_120_448, 3072, 1_702_720, 6_823_168]))
  call.print(row('Swap:', [0, 0, 0]))
  return 0
}
