// `kubectl auth`: may somebody do this? The user of the page may do everything; nobody else was given anything.
// @source k8s.io/kubectl pkg/cmd/auth/cani.go, whoami.go; plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go
// @simplified `kubectl auth` knows no roles: users other than the administrator may do what they may in a new cluster.

import type { KindInfo } from '../../api/kinds.ts'
import { goJson } from '../../base/go-json.ts'
import type { JsonObject } from '../../base/json.ts'
import { printYaml } from '../../yaml/index.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import { plainError } from '../failure.ts'
import { layOutTable } from '../printers/table-layout.ts'
import { kindForWord } from '../resource/mapping.ts'

const MASTERS = 'system:masters'
const RESOURCE_VERBS =
  'get list watch create update patch delete deletecollection use bind impersonate * approve sign escalate attest'.split(' ')
const URL_VERBS = 'get put post head options delete patch *'.split(' ')
/** What everybody who is known may get. */
const OPEN_PATHS = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
]
const REVIEWS = [
  'selfsubjectreviews.authentication.k8s.io',
  'selfsubjectaccessreviews.authorization.k8s.io',
  'selfsubjectrulesreviews.authorization.k8s.io',
]

export const AUTH: CommandSpec = {
  name: 'auth',
  group: 'Cluster Management Commands:',
  usage: '',
  short: 'Inspect authorization',
  flags: [],
  subcommands: [
    {
      name: 'can-i',
      usage: 'VERB [TYPE | TYPE/NAME | NONRESOURCEURL]',
      short: 'Check whether an action is allowed',
      examples: ['kubectl auth can-i create pods', 'kubectl auth can-i get secrets --as=system:serviceaccount:default:default'],
      flags: [
        flag('all-namespaces|A', 'bool', 'false', 'In all namespaces.'),
        flag('quiet|q', 'bool', 'false', 'Answer only by the exit code.'),
        flag('subresource', 'string', '', 'A part of the object, such as log or scale.'),
        flag('list', 'bool', 'false', 'List everything that is allowed.'),
        flag('no-headers', 'bool', 'false', 'No heading above the columns.'),
        flag('as', 'string', '', 'Ask for this user instead.'),
        flag('as-group', 'array', '', 'Ask for somebody in this group.'),
      ],
      completes: 'none',
      run: canI,
    },
    {
      name: 'whoami',
      usage: '',
      short: 'Experimental: Check self subject attributes',
      flags: [flag('output|o', 'string', '', 'json or yaml.')],
      completes: 'none',
      run: whoAmI,
    },
    {
      name: 'reconcile',
      usage: '-f FILENAME',
      short: 'Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects',
      flags: [],
      unsupported: 'the cluster in this page has no roles and no bindings of them',
    },
  ],
}

/** Everything is allowed, as far as this says. */
function isMaster({ flags }: Call): boolean {
  return flags.text('as') === '' || flags.list('as-group').includes(MASTERS)
}

function canI(call: Call): CommandOutcome {
  const { args, flags, runtime } = call
  if (flags.bool('list')) return list(call)
  const [verb, what, more] = args
  if (verb === undefined || what === undefined || more !== undefined)
    return plainError(
      "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
    )
  const warn = (text: string): void => {
    runtime.err(`Warning: ${text}\n\n`)
  }
  const isPath = what.startsWith('/')
  const kind = isPath ? undefined : resourceOf(what, warn)
  if (isPath && flags.text('subresource') !== '') return plainError('--subresource can not be used with NonResourceURL')
  if (isPath && !URL_VERBS.includes(verb)) warn(`verb '${verb}' is not a known verb`)
  if (!isPath && !flags.bool('all-namespaces')) {
    if (kind?.namespaced === false)
      warn(`resource '${kind.resource}' is not namespace scoped${kind.group === '' ? '' : ` in group '${kind.group}'`}`)
    if (!RESOURCE_VERBS.includes(verb)) warn(`verb '${verb}' is not a known verb`)
  }
  if (flags.bool('no-headers')) return plainError('--no-headers cannot be set without --list specified')
  const allowed = isMaster(call) || (isPath && verb === 'get' && isOpen(what)) || (!isPath && verb === 'create' && isReview(what))
  if (!flags.bool('quiet')) runtime.out(allowed ? 'yes\n' : 'no\n')
  return allowed ? 0 : 1
}

function resourceOf(what: string, warn: (text: string) => void): KindInfo | undefined {
  const [word = ''] = what.split('/')
  if (word === '*' || isReview(what)) return undefined
  const kind = kindForWord(word)
  const [name = '', ...group] = word.toLowerCase().split('.')
  if (kind === undefined)
    warn(`the server doesn't have a resource type '${name}'${group.length === 0 ? '' : ` in group '${group.join('.')}'`}`)
  return kind
}

function isOpen(path: string): boolean {
  return OPEN_PATHS.some((open) => (open.endsWith('*') ? path.startsWith(open.slice(0, -1)) : path === open))
}

function isReview(what: string): boolean {
  return REVIEWS.some((review) => what === review || review.startsWith(`${what}.`))
}

function list(call: Call): CommandOutcome {
  const { args, flags, runtime } = call
  if (args.length > 0) return plainError('list option must be specified with no arguments')
  if (flags.bool('quiet') || flags.bool('all-namespaces') || flags.text('subresource') !== '')
    return plainError("list option can't be specified with neither quiet, all-namespaces nor subresource options")
  const rows: (readonly string[])[] = []
  if (!flags.bool('no-headers')) rows.push(['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'])
  if (isMaster(call)) rows.push(['*.*', '[]', '[]', '[*]'], ['', '[*]', '[]', '[*]'])
  for (const review of REVIEWS) rows.push([review, '[]', '[]', '[create]'])
  for (const path of ['/api/*', '/api', '/apis/*', '/apis', '/healthz', '/healthz', '/livez', '/livez', '/openapi/*', '/openapi'])
    rows.push(['', `[${path}]`, '[]', '[get]'])
  for (const path of ['/readyz', '/readyz', '/version/', '/version/', '/version', '/version']) rows.push(['', `[${path}]`, '[]', '[get]'])
  runtime.out(layOutTable(rows))
  return undefined
}

function whoAmI({ args, flags, runtime }: Call): CommandOutcome {
  if (args.length > 0) return plainError(`unexpected arguments: [${args.join(' ')}]`)
  const groups = [MASTERS, 'system:authenticated']
  const format = flags.text('output')
  const review: JsonObject = {
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {},
    status: { userInfo: { username: 'admin', groups } },
  }
  if (format === 'json') runtime.out(`${goJson(review, { html: 'escaped', indent: 4 })}\n`)
  else if (format === 'yaml') runtime.out(printYaml(review))
  else
    runtime.out(
      layOutTable([
        ['ATTRIBUTE', 'VALUE'],
        ['Username', 'admin'],
        ['Groups', `[${groups.join(' ')}]`],
      ]),
    )
  return undefined
}
