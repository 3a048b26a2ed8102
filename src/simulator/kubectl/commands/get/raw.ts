// `kubectl get --raw PATH`: what the API answers at an address, as it answers it.
// @source k8s.io/kubectl pkg/rawhttp/raw.go RawGet; pkg/cmd/get/get.go Complete, Validate
// @simplified `kubectl get --raw` answers objects, lists, `scale` and the health checks, but not the addresses at which an API describes
// itself.

import type { ApiResponse } from '../../../api/client.ts'
import type { KindInfo } from '../../../api/kinds.ts'
import { KINDS, apiVersionOf } from '../../../api/kinds.ts'
import type { ApiObject } from '../../../api/objects.ts'
import { TABLE_BY_KIND } from '../../../api/objects.ts'
import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import { goJson, goJsonString } from '../../../base/go-json.ts'
import { goQuote } from '../../../base/go-text.ts'
import type { Call, CommandOutcome } from '../../command/command.ts'
import { NO_SUCH_RESOURCE, plainError, statusError } from '../../failure.ts'
import { hasFiles } from '../../resource/manifests.ts'
import { typedJson } from '../../text/typed-json.ts'
import { scaleOf } from '../scale-object.ts'
import { hasSubresource } from '../subresource.ts'

export function getRaw(call: Call): CommandOutcome {
  const { flags, runtime, args } = call
  const raw = flags.text('raw')
  if (args.length > 0) return plainError('arguments may not be passed when --raw is specified')
  if (hasFiles(call) || ALTERING.some((name) => flags.has(name)))
    return plainError('--raw may not be specified with other flags that filter the server request or alter the output')
  if (flags.text('output') !== '') return plainError('--raw and --output are mutually exclusive')
  if (!/^(?:\/|[a-z][a-z0-9+.-]*:)/i.test(raw))
    return plainError(`--raw must be a valid URL path: parse ${goQuote(raw)}: invalid URI for request`)
  const [path = '', query = ''] = raw.split('?')
  if (HEALTH.test(path)) {
    runtime.out('ok')
    return undefined
  }
  if (/^\/(?:$|version$|openapi|metrics|(?:api\/?v?1?|apis(?:\/[^/]+){0,2})\/?$)/.test(path) || /(?:^|&)watch=/.test(query))
    return plainError(
      `--raw ${path} is not supported in this simulated cluster: kubectl api-resources, explain and version say what the API has, get -w watches`,
    )
  const target = targetOf(path)
  if (target === undefined) return NO_SUCH_RESOURCE
  const response = ask(call, target, query)
  if (!response.ok) return statusError(response.status)
  const indent = optionsOf(query).get('pretty') === 'true' ? 2 : 0
  runtime.out(textOf(target, response, indent) + (indent === 0 ? '\n' : ''))
  return undefined
}

/** Flags that a bare address leaves nothing to do for. */
const ALTERING = ['watch', 'watch-only', 'selector', 'label-columns', 'sort-by', 'show-labels', 'show-kind', 'template', 'field-selector']
const HEALTH = /^\/(?:healthz|livez|readyz)(?:\/(?:ping|etcd|log))?$/

interface Target {
  readonly info: KindInfo
  readonly namespace: string
  /** '' for a list. */
  readonly name: string
  readonly isScale: boolean
}

const ADDRESS =
  /^\/(?:api\/(v1)|apis\/([^/]+)\/([^/]+))(?:\/namespaces\/([^/]+)(?=\/[^/]))?\/([^/]+)(?:\/([^/]+))?(?:\/(status|scale))?\/?$/

function targetOf(path: string): Target | undefined {
  const [, core, group, version, namespace = '', resource, name = '', part] = ADDRESS.exec(path) ?? []
  const apiVersion = core ?? `${group ?? ''}/${version ?? ''}`
  const info = KINDS.find((each) => each.resource === resource && apiVersionOf(each) === apiVersion)
  if (info === undefined || (namespace !== '' && !info.namespaced)) return undefined
  if (name !== '' && info.namespaced && namespace === '') return undefined
  if ((part === 'status' || part === 'scale') && !hasSubresource(info.kind, part)) return undefined
  return { info, namespace, name, isScale: part === 'scale' }
}

function optionsOf(query: string): ReadonlyMap<string, string> {
  return new Map(
    query.split('&').map((each) => {
      const [, key = '', value = ''] = /^([^=]*)=?(.*)$/.exec(each) ?? []
      return [key, value.replaceAll('+', ' ').replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))]
    }),
  )
}

function ask({ runtime }: Call, { info, namespace, name }: Target, query: string): ApiResponse {
  if (name !== '') return runtime.request({ verb: 'get', kind: info.kind, key: { namespace, name } })
  const options = optionsOf(query)
  const [labelSelector = '', fieldSelector = ''] = [options.get('labelSelector'), options.get('fieldSelector')]
  return runtime.request({
    verb: 'list',
    kind: info.kind,
    namespace,
    ...(labelSelector === '' ? {} : { labelSelector }),
    ...(fieldSelector === '' ? {} : { fieldSelector }),
  })
}

function textOf({ info, isScale }: Target, response: ApiResponse & { readonly ok: true }, indent: number): string {
  const table = TABLE_BY_KIND[info.kind]
  if ('object' in response) {
    if (isScale) return goJson(scaleOf(response.object), { html: 'escaped', indent, keys: 'given' })
    return typedJson(table, jsonFromObject(response.object), indent)
  }
  const [line, inner, deeper] = indent === 0 ? ['', '', ''] : ['\n', '\n  ', '\n    ']
  const colon = indent === 0 ? ':' : ': '
  // Within a list nobody says again what each item is.
  const items = response.objects.map((object) => typedJson(table, withoutType(object), indent).replaceAll('\n', deeper || '\n'))
  const head = [
    `"kind"${colon}${goJsonString(`${info.kind}List`)}`,
    `"apiVersion"${colon}${goJsonString(apiVersionOf(info))}`,
    `"metadata"${colon}{${deeper}"resourceVersion"${colon}${goJsonString(response.resourceVersion)}${inner}}`,
    `"items"${colon}[${items.map((item) => deeper + item).join(',')}${items.length === 0 ? '' : inner}]`,
  ]
  return `{${inner}${head.join(`,${inner}`)}${line}}`
}

function withoutType(object: ApiObject): ReturnType<typeof jsonFromObject> {
  const { kind: _, apiVersion: __, ...rest } = jsonFromObject(object)
  return rest
}
