// `kubectl api-resources` and `kubectl api-versions`: what the API server serves.
// @source k8s.io/kubectl pkg/cmd/apiresources/apiresources.go, apiversions.go
// @simplified `kubectl api-resources` lists only the kinds that this cluster has.

import type { KindInfo } from '../../api/kinds.ts'
import { KINDS, apiVersionOf } from '../../api/kinds.ts'
import { compareBytes, goJson } from '../../base/go-json.ts'
import type { JsonObject } from '../../base/json.ts'
import { printYaml } from '../../yaml/index.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import { plainError, usageError } from '../failure.ts'
import { layOutTable } from '../printers/table-layout.ts'

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

export const API_RESOURCES: CommandSpec = {
  name: 'api-resources',
  group: 'Other Commands:',
  usage: '',
  short: 'Print the supported API resources on the server',
  examples: ['kubectl api-resources --namespaced=true -o name', 'kubectl api-resources --api-group=apps'],
  flags: [
    flag('output|o', 'string', '', 'wide, name, json or yaml.'),
    flag('api-group', 'string', '', 'Only kinds of this group.'),
    flag('namespaced', 'bool', 'true', 'Only kinds inside namespaces, or outside of them.'),
    flag('verbs', 'slice', '', 'Only kinds that have these verbs.'),
    flag('categories', 'slice', '', 'Only kinds of these categories.'),
    flag('sort-by', 'string', '', 'name or kind.'),
    flag('no-headers', 'bool', 'false', 'No heading above the columns.'),
    flag('cached', 'bool', 'false', 'Use what was heard before.'),
  ],
  completes: 'none',
  run,
}

export const API_VERSIONS: CommandSpec = {
  name: 'api-versions',
  group: 'Other Commands:',
  usage: '',
  short: 'Print the supported API versions on the server, in the form of "group/version"',
  flags: [],
  completes: 'none',
  run: (call) => {
    if (call.args.length > 0) return usageError(call.path, `unexpected arguments: [${call.args.join(' ')}]`)
    for (const version of [...new Set(KINDS.map(apiVersionOf))].sort(compareBytes)) call.runtime.out(`${version}\n`)
    return undefined
  },
}

/** A namespace is never deleted with others. */
function verbsOf({ kind }: KindInfo): readonly string[] {
  return kind === 'Namespace' ? VERBS.filter((verb) => verb !== 'deletecollection') : VERBS
}

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  if (call.args.length > 0) return usageError(call.path, `unexpected arguments: [${call.args.join(' ')}]`)
  const format = flags.text('output')
  if (!['', 'wide', 'name', 'json', 'yaml'].includes(format))
    return plainError(
      `unable to match a printer suitable for the output format ${goQuote(format)}, allowed formats are: json,kyaml,name,wide,yaml`,
    )
  const order = flags.text('sort-by')
  if (!['', 'name', 'kind'].includes(order)) return plainError('--sort-by accepts only name or kind')
  const key = (info: KindInfo): string => (order === 'name' ? info.resource : order === 'kind' ? info.kind : info.group)
  const chosen = KINDS.filter(
    (info) =>
      (!flags.has('api-group') || flags.text('api-group') === info.group) &&
      (!flags.has('namespaced') || flags.bool('namespaced') === info.namespaced) &&
      flags.list('verbs').every((verb) => verbsOf(info).includes(verb)) &&
      flags.list('categories').every((category) => info.categories.includes(category)),
  ).toSorted((a, b) => compareBytes(key(a), key(b)) || compareBytes(a.resource, b.resource))
  runtime.out(textOf(call, format, chosen))
  return undefined
}

function textOf({ flags }: Call, format: string, kinds: readonly KindInfo[]): string {
  if (format === 'name') return kinds.map(({ resource, group }) => `${resource}${group === '' ? '' : `.${group}`}\n`).join('')
  if (format === 'json') return `${goJson(listOf(kinds), { html: 'escaped', indent: 4 })}\n`
  if (format === 'yaml') return printYaml(listOf(kinds))
  const isWide = format === 'wide'
  const heading = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(isWide ? ['VERBS', 'CATEGORIES'] : [])]
  const rows = kinds.map((info) => [
    info.resource,
    info.shortNames.join(','),
    apiVersionOf(info),
    String(info.namespaced),
    info.kind,
    ...(isWide ? [verbsOf(info).join(','), info.categories.join(',')] : []),
  ])
  return layOutTable(flags.bool('no-headers') ? rows : [heading, ...rows])
}

function listOf(kinds: readonly KindInfo[]): JsonObject {
  const resources = kinds.map((info): JsonObject => {
    const { resource, singular, namespaced, group, version, kind, shortNames, categories } = info
    return {
      name: resource,
      singularName: singular,
      namespaced,
      ...(group === '' ? {} : { group }),
      version,
      kind,
      verbs: verbsOf(info),
      ...(shortNames.length === 0 ? {} : { shortNames }),
      ...(categories.length === 0 ? {} : { categories }),
    }
  })
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: '', resources }
}
