// `kubectl create ingress`.
// @source k8s.io/kubectl pkg/cmd/create/create_ingress.go

import type { Draft } from '../../../../apiserver/decode/decoder.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../../command/command.ts'
import { flag } from '../../../command/flag.ts'
import { plainError } from '../../../failure.ts'
import { CREATE_FLAGS, beginCreate } from '../begin.ts'
import { NOT_SERVED, showObject } from './show-object.ts'
import { ingress } from './tables.ts'

export const CREATE_INGRESS: CommandSpec = {
  name: 'ingress',
  aliases: ['ing'],
  usage: 'NAME --rule=host/path=service:port[,tls[=secret]] ',
  short: 'Create an ingress with the specified name',
  examples: ['kubectl create ingress web --rule="example.com/*=web:80" --dry-run=client -o yaml'],
  flags: [
    ...CREATE_FLAGS,
    flag('class', 'string', '', 'The class of the ingress.'),
    flag('rule', 'array', '', 'HOST/PATH=SERVICE:PORT[,tls[=SECRET]]; a path that ends in * is a prefix.'),
    flag('default-backend', 'string', '', 'Where everything else goes: SERVICE:PORT.'),
    flag('annotation', 'array', '', 'An annotation: KEY=VALUE.'),
  ],
  completes: 'none',
  run: createIngress,
}

const RULE = /^[\w*\-.]*\/.*=[\w-]+:[\w-]+(?:,tls=?(?:[\w-]+)?)?/

function createIngress(call: Call): CommandOutcome {
  const start = beginCreate(call)
  if (!start.ok) return start.problem
  const problem = problemIn(call)
  if (problem !== undefined) return plainError(problem)
  const { flags } = call
  const fallback = flags.text('default-backend')
  const annotations: Record<string, string> = {}
  for (const word of flags.list('annotation')) annotations[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1)
  const rules = flags.list('rule')
  const spec: Draft = {
    ...(flags.text('class') === '' ? {} : { ingressClassName: flags.text('class') }),
    ...(fallback === '' ? {} : { defaultBackend: backendOf(fallback) }),
    tls: certificatesOf(rules),
    rules: hostsOf(rules),
  }
  return showObject(call, start.value, { table: ingress, namespaced: true, absence: NOT_SERVED }, { spec }, { annotations })
}

function problemIn({ flags }: Call): string | undefined {
  const rules = flags.list('rule')
  const fallback = flags.text('default-backend')
  if (fallback === '' && rules.length === 0)
    return 'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)'
  const rule = rules.find((each) => !RULE.test(each))
  if (rule !== undefined) return `rule ${rule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`
  const annotation = flags.list('annotation').find((each) => !each.includes('='))
  if (annotation !== undefined) return `annotation ${annotation} is invalid and should be in format key=[value]`
  if (fallback !== '' && fallback.split(':').length !== 2) return 'default-backend should be in format servicename:serviceport'
  return undefined
}

/** Each host has one certificate: the first that a rule names. */
function certificatesOf(rules: readonly string[]): Draft[] {
  const found: { hosts: string[]; secretName: string }[] = []
  const seen = new Set<string>()
  for (const rule of rules) {
    const [, tls, ...more] = rule.split(',')
    const [host = ''] = rule.split('/')
    if (tls === undefined || more.length > 0 || seen.has(host)) continue
    seen.add(host)
    const secretName = tls.split('=')[1] ?? ''
    const same = found.find((each) => each.secretName === secretName)
    if (same !== undefined) same.hosts.push(host)
    else if (host !== '' || secretName !== '') found.push({ hosts: host === '' ? [] : [host], secretName })
  }
  return found.map(({ hosts, secretName }) => ({ hosts, secretName }))
}

function hostsOf(rules: readonly string[]): Draft[] {
  const byHost = new Map<string, Draft[]>()
  for (const rule of rules) {
    const [target = ''] = rule.split(',')
    const slash = target.indexOf('/')
    const host = target.slice(0, slash)
    byHost.set(host, [...(byHost.get(host) ?? []), pathOf(target.slice(slash + 1))])
  }
  return [...byHost].map(([host, paths]) => ({ host, http: { paths } }))
}

function pathOf(text: string): Draft {
  const [written = '', service = ''] = text.split('=')
  const isPrefix = written.endsWith('*')
  const path = `/${isPrefix ? written.slice(0, -1) : written}`
  return { path, pathType: isPrefix ? 'Prefix' : 'Exact', backend: backendOf(service) }
}

function backendOf(text: string): Draft {
  const [name = '', port = ''] = text.split(':')
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } }
}
