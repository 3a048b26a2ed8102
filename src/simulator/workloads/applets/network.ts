// Network applets: a simulated container has no network, so each says what busybox says when nothing answers.
// @source busybox networking/nslookup.c wget.c ping.c nc.c, libbb/xconnect.c

import type { Applet } from './applet.ts'
import { commandLine } from './command-line.ts'
import { linesOf } from './inputs.ts'

function hostOf(url: string): string {
  return /^(?:[a-z]+:\/\/)?(?:[^@/]*@)?([^/:]*)/.exec(url)?.[1] ?? ''
}

function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host)
}

export const nslookup: Applet = (call) => {
  const names = call.words.filter((word) => !word.startsWith('-'))
  const [name] = names
  if (name === undefined) return call.usage('[-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]')
  const resolver = call.read('/etc/resolv.conf')
  const own = resolver.ok ? linesOf(resolver.value).flatMap((line) => /^nameserver\s+(\S+)/.exec(line)?.[1] ?? []) : []
  call.print(`;; connection timed out; no servers could be reached\n\n`)
  return names[1] === undefined && own.length === 0 ? call.complain(`can't resolve '${name}'`) : 1
}

export const wget: Applet = (call) => {
  const line = commandLine(call, 'cqSO:o:P:T:U:t:Y:', {
    spider: 'c',
    quiet: 'q',
    timeout: 'T',
    'output-document': 'O',
    header: 'o',
    'no-check-certificate': 'c',
    'post-data': 'o',
  })
  if (line === undefined) return 1
  const [url] = line.rest
  if (url === undefined) return call.usage('[-cqS] [--spider] [-O FILE] [-o LOGFILE] [-T SEC] URL...')
  const host = hostOf(url)
  const port = /^(?:[a-z]+:\/\/)?[^/:]*:(\d{1,5})/.exec(url)?.[1] ?? (url.startsWith('https:') ? '443' : '80')
  if (!isAddress(host) && host !== 'localhost') return call.complain(`bad address '${host}'`)
  if (!line.has('q'))
    call.printed.push({ stream: 2, text: `Connecting to ${host}:${port} (${host === 'localhost' ? '127.0.0.1' : host}:${port})\n` })
  return call.complain(`can't connect to remote host${isAddress(host) ? ` (${host})` : ' (127.0.0.1)'}: Connection refused`)
}

export const ping: Applet = (call) => {
  const line = commandLine(call, '46c:s:t:w:W:qAi:I:p')
  if (line === undefined) return 1
  const [host] = line.rest
  if (host === undefined) return call.usage('[OPTIONS] HOST')
  return isAddress(host) ? call.complain('permission denied (are you root?)') : call.complain(`bad address '${host}'`)
}

export const connect: Applet = (call) => {
  const words = call.words.filter((word) => !word.startsWith('-'))
  const [host] = words
  if (host === undefined) return call.usage('[OPTIONS] HOST PORT')
  if (!isAddress(host) && host !== 'localhost') return call.complain(`bad address '${host}'`)
  return call.complain(`can't connect to remote host (${isAddress(host) ? host : '127.0.0.1'}): Connection refused`)
}
