// Applets about who and where the process is: id, whoami, groups, hostname, uname, env, printenv, tty, nproc, arch.
// @source busybox coreutils/id.c uname.c env.c printenv.c, networking/hostname.c

import { toByteText } from '../shell/byte-text.ts'
import type { EnvironmentList } from '../shell/process.ts'
import type { Applet, AppletCall } from './applet.ts'
import { commandLine } from './command-line.ts'

/** The name for a number in `/etc/passwd` or `/etc/group`. */
export function nameFor(call: AppletCall, file: '/etc/passwd' | '/etc/group', number: number): string | undefined {
  const content = call.read(file)
  if (!content.ok) return undefined
  return content.value
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[2] === String(number))?.[0]
}

export function numberFor(call: AppletCall, file: '/etc/passwd' | '/etc/group', name: string): number | undefined {
  if (/^\d{1,10}$/.test(name)) return Number(name)
  const content = call.read(file)
  const fields = content.ok
    ? content.value
        .split('\n')
        .map((line) => line.split(':'))
        .find(([each]) => each === name)
    : undefined
  return fields?.[2] === undefined ? undefined : Number(fields[2])
}

/** As the kernel keeps them: in order of number. */
function groupsOf({ gid, groups: others }: AppletCall['machine']['view']['identity']): readonly number[] {
  return [...new Set([gid, ...others])].sort((a, b) => a - b)
}

export const id: Applet = (call) => {
  const line = commandLine(call, 'ugGnr')
  if (line === undefined) return 1
  const { identity } = call.machine.view
  const user = line.rest[0]
  const uid = user === undefined ? identity.uid : numberFor(call, '/etc/passwd', user)
  if (uid === undefined) return call.complain(`unknown user ${user ?? ''}`)
  const gid = user === undefined ? identity.gid : uid
  const groups = user === undefined ? groupsOf(identity) : [gid]
  const userName = nameFor(call, '/etc/passwd', uid)
  const groupName = (group: number): string | undefined => nameFor(call, '/etc/group', group)
  const withName = (number: number, name: string | undefined): string => `${String(number)}${name === undefined ? '' : `(${name})`}`
  const one = (number: number, name: string | undefined, what: string): number => {
    const isUnknown = line.has('n') && name === undefined
    if (isUnknown) call.complain(`unknown ${what} ${String(number)}`)
    call.print(`${line.has('n') ? (name ?? String(number)) : String(number)}\n`)
    return isUnknown ? 1 : 0
  }
  if (line.has('u')) return one(uid, userName, 'ID')
  if (line.has('g')) return one(gid, groupName(gid), 'ID')
  if (line.has('G')) {
    call.print(`${groups.map((group) => (line.has('n') ? (groupName(group) ?? String(group)) : String(group))).join(' ')}\n`)
    return 0
  }
  const list = groups.map((group) => withName(group, groupName(group))).join(',')
  call.print(`uid=${withName(uid, userName)} gid=${withName(gid, groupName(gid))} groups=${list}\n`)
  return 0
}

export const whoami: Applet = (call) => {
  const { uid } = call.machine.view.identity
  const name = nameFor(call, '/etc/passwd', uid)
  if (name === undefined) return call.complain(`unknown uid ${String(uid)}`)
  call.print(`${name}\n`)
  return 0
}

export const groups: Applet = (call) => {
  const { identity } = call.machine.view
  const names = groupsOf(identity).map((group) => nameFor(call, '/etc/group', group) ?? String(group))
  call.print(`${names.join(' ')}\n`)
  return 0
}

export const hostname: Applet = (call) => {
  const line = commandLine(call, 'isfdF:')
  if (line === undefined) return 1
  const { identity } = call.machine.view
  if (line.rest.length > 0) return call.complain('sethostname: Operation not permitted')
  const names = identity.hosts.split('\n').map((each) => each.split('\t').slice(1))
  const full = names.find((each) => each.includes(identity.hostname))?.[0] ?? identity.hostname
  const domain = full.split('.').slice(1).join('.')
  const answer = line.has('i') ? identity.podIP : line.has('d') ? domain : toByteText(line.has('f') ? full : identity.hostname)
  call.print(`${answer}\n`)
  return 0
}

export const uname: Applet = (call) => {
  const line = commandLine(call, 'snrvmpioa')
  if (line === undefined) return 1
  const parts: readonly (readonly [letter: string, text: string])[] = [
    ['s', 'Linux'],
    ['n', call.machine.view.identity.hostname],
    ['r', '6.12.0'],
    ['v', '#1 SMP'],
    ['m', 'x86_64'],
    ['o', 'GNU/Linux'],
  ]
  const chosen = parts.filter(([letter]) => line.has(letter) || line.has('a'))
  call.print(`${(chosen.length === 0 ? parts.slice(0, 1) : chosen).map(([, text]) => text).join(' ')}\n`)
  return 0
}

export const env: Applet = (call) => {
  const line = commandLine(call, '+iu:0', { 'ignore-environment': 'i', unset: 'u', null: '0' })
  if (line === undefined) return 1
  let list: EnvironmentList = line.has('i') ? [] : call.process.environment
  for (const name of line.values('u')) list = list.filter(([each]) => each !== name)
  let index = line.rest[0] === '-' ? 1 : 0
  if (index === 1) list = []
  for (; (line.rest[index] ?? '').includes('='); index += 1) {
    const word = line.rest[index] ?? ''
    const name = word.slice(0, word.indexOf('='))
    const value = word.slice(name.length + 1)
    list = list.some(([each]) => each === name)
      ? list.map((entry) => (entry[0] === name ? ([name, value] as const) : entry))
      : [...list, [name, value] as const]
  }
  const words = line.rest.slice(index)
  if (words.length > 0) return { kind: 'execute', words, environment: list }
  call.print(list.map(([name, value]) => `${name}=${value}${line.has('0') ? '\0' : '\n'}`).join(''))
  return 0
}

export const printenv: Applet = (call) => {
  const { environment } = call.process
  if (call.words.length === 0) {
    call.print(environment.map(([name, value]) => `${name}=${value}\n`).join(''))
    return 0
  }
  let missing = 0
  for (const name of call.words) {
    const entry = environment.find(([each]) => each === name)
    if (entry === undefined) missing = 1
    else call.print(`${entry[1]}\n`)
  }
  return missing
}

export const tty: Applet = (call) => {
  const input = call.process.descriptors[0]
  const isTerminal = input?.kind === 'session' && call.machine.sessions.get(input.session)?.terminal === true
  if (!call.words.includes('-s')) call.print(isTerminal ? '/dev/pts/0\n' : 'not a tty\n')
  return isTerminal ? 0 : 1
}

export const nproc: Applet = (call) => {
  call.print('2\n')
  return 0
}

export const arch: Applet = (call) => {
  call.print('x86_64\n')
  return 0
}
