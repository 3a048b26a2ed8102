// Network applets: a simulated container reaches what listens in it and nothing else, so each says what busybox says when nothing answers.
// @source busybox networking/nslookup.c wget.c ping.c nc.c, libbb/xconnect.c

import { create, mayWrite, rewrite } from '../shell/file-changes.ts'
import type { FileError } from '../shell/file-error.ts'
import { errorText } from '../shell/file-error.ts'
import { locate } from '../shell/file-tree.ts'
import type { Process } from '../shell/process.ts'
import type { Applet, AppletCall, AppletOutcome } from './applet.ts'
import { commandLine } from './command-line.ts'
import { linesOf } from './inputs.ts'
import { listen, listenerAt, pageAt } from './listening.ts'

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
  const line = commandLine(call, 'cqSxO:o:P:T:U:t:Y:', {
    spider: 'x',
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
  const say = (text: string): void => {
    if (!line.has('q')) call.printed.push({ stream: 2, text: `${text}\n` })
  }
  say(`Connecting to ${host}:${port} (${host === 'localhost' ? '127.0.0.1' : host}:${port})`)
  const server = serverAt(call, host, Number(port))
  if (server === undefined)
    return call.complain(`can't connect to remote host${isAddress(host) ? ` (${host})` : ' (127.0.0.1)'}: Connection refused`)
  const path = /^(?:[a-z]+:\/\/)?[^/]*(\/.*)?$/.exec(url)?.[1] ?? '/'
  const page = pageAt(call.machine, server, path)
  if (!page.ok) return call.complain('server returned error: HTTP/1.1 404 Not Found')
  if (line.has('x')) {
    say('remote file exists')
    return 0
  }
  const last =
    path
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? ''
  return download(call, line.value('O') ?? (last === '' ? 'index.html' : last), page.value, line.value('O') !== undefined, say)
}

/** Its own container, by any of its addresses. */
function serverAt({ machine }: AppletCall, host: string, port: number): Process | undefined {
  const isHere = host === 'localhost' || host.startsWith('127.') || host === machine.view.identity.podIP
  return isHere ? listenerAt(machine, port) : undefined
}

function download(call: AppletCall, name: string, page: string, isChosen: boolean, say: (text: string) => void): AppletOutcome {
  const isPrinted = name === '-'
  if (!isPrinted) {
    const problem = store(call, name, page, isChosen)
    if (problem !== undefined) return call.complain(`can't open '${name}': ${errorText(problem)}`)
  }
  say(isPrinted ? 'writing to stdout' : `saving to '${name}'`)
  if (isPrinted) call.print(page)
  say(`${name.slice(0, 20).padEnd(20)} 100% |${'*'.repeat(32)}|${String(page.length).padStart(6)}  0:00:00 ETA`)
  say(isPrinted ? 'written to stdout' : `'${name}' saved`)
  return 0
}

/** A name that nobody chose takes no file's place. */
function store(call: AppletCall, name: string, content: string, isChosen: boolean): FileError | undefined {
  const { world, process } = call
  const place = locate(world, process.directory, name, 'follow')
  if (!place.ok) return place.problem
  if (place.value.node !== undefined && !isChosen) return 'EEXIST'
  const denied = mayWrite(world, place.value)
  if (denied !== undefined) return denied
  const mode = 0o666 & ~process.umask
  const isNew = place.value.node === undefined
  return call.change(isNew ? create(world, place.value, { kind: 'file', content, mode }) : rewrite(world, place.value, content))
}

export const ping: Applet = (call) => {
  const line = commandLine(call, '46c:s:t:w:W:qAi:I:p')
  if (line === undefined) return 1
  const [host] = line.rest
  if (host === undefined) return call.usage('[OPTIONS] HOST')
  return isAddress(host) ? call.complain('permission denied (are you root?)') : call.complain(`bad address '${host}'`)
}

export const connect: Applet = (call) => {
  const line = commandLine(call, 'lknuvzp:w:i:e:s:f:')
  if (line === undefined) return 1
  const [host, port] = line.rest
  if (line.has('l')) return listen(call, Number(line.value('p') ?? line.rest.at(-1) ?? 0), [])
  if (host === undefined) return call.usage('[OPTIONS] HOST PORT')
  if (!isAddress(host) && host !== 'localhost') return call.complain(`bad address '${host}'`)
  if (serverAt(call, host, Number(port)) !== undefined) return 0
  return call.complain(`can't connect to remote host (${isAddress(host) ? host : '127.0.0.1'}): Connection refused`)
}
