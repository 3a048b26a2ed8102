// `valueFrom` of a variable: in words, and its value as `kubectl set env --list --resolve` finds it.
// @source k8s.io/kubectl pkg/cmd/set/env/env_resolve.go

import type { JsonObject } from '../../../base/json.ts'
import { isJsonObject } from '../../../base/json.ts'
import { decodeBase64 } from '../../../base/base64.ts'
import { compareBytes } from '../../../base/go-json.ts'
import { goQuote } from '../../../base/go-text.ts'
import { amountInUnits } from '../../../base/quantity.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { decodeUtf8Loosely } from '../../../base/utf8.ts'
import type { ObjectInfo } from '../../resource/info.ts'
import { metadataOf, textOf, textsOf } from '../../resource/info.ts'
import { jsonFromObject } from '../../../apiserver/decode/typed-object.ts'
import type { Runtime } from '../../runtime.ts'
import { getObject } from '../requests.ts'

function member(source: JsonObject, name: string): JsonObject | undefined {
  const value = source[name]
  return isJsonObject(value) ? value : undefined
}

/** `configmap settings, key LOG_LEVEL` */
export function describeReference(source: JsonObject): string {
  const [configMap, secret] = [member(source, 'configMapKeyRef'), member(source, 'secretKeyRef')]
  if (configMap !== undefined) return `configmap ${textOf(configMap, 'name')}, key ${textOf(configMap, 'key')}`
  const resource = member(source, 'resourceFieldRef')
  if (resource !== undefined) {
    const container = textOf(resource, 'containerName')
    return `resource field ${container === '' ? '' : `${container}/`}${textOf(resource, 'resource')}`
  }
  const field = member(source, 'fieldRef')
  if (field !== undefined) return `field path ${textOf(field, 'fieldPath')}`
  return secret === undefined ? 'invalid valueFrom' : `secret ${textOf(secret, 'name')}, key ${textOf(secret, 'key')}`
}

/** The problem is an error text. */
export function resolveReference(runtime: Runtime, info: ObjectInfo, container: JsonObject, source: JsonObject): Result<string, string> {
  const secret = member(source, 'secretKeyRef')
  if (secret !== undefined) return keyOf(runtime, info.namespace, 'Secret', secret)
  const configMap = member(source, 'configMapKeyRef')
  if (configMap !== undefined) return keyOf(runtime, info.namespace, 'ConfigMap', configMap)
  const field = member(source, 'fieldRef')
  if (field !== undefined) return fieldOf(info.object, textOf(field, 'fieldPath'))
  const resource = member(source, 'resourceFieldRef')
  return resource === undefined
    ? failure('invalid valueFrom')
    : amountOf(container, textOf(resource, 'resource'), textOf(resource, 'divisor'))
}

function keyOf(runtime: Runtime, namespace: string, kind: 'Secret' | 'ConfigMap', reference: JsonObject): Result<string, string> {
  const name = textOf(reference, 'name')
  const key = textOf(reference, 'key')
  const found = getObject(runtime, kind, { namespace, name })
  if (!found.ok) return failure(found.problem.message)
  const value = textsOf(jsonFromObject(found.value), 'data')[key]
  if (value === undefined) return failure(`key ${key} not found in ${kind === 'Secret' ? 'secret' : 'config map'} ${name}`)
  if (kind === 'ConfigMap') return success(value)
  const decoded = decodeBase64(value)
  return success(decoded.ok ? decodeUtf8Loosely(decoded.value) : '')
}

function fieldOf(object: JsonObject, path: string): Result<string, string> {
  const metadata = metadataOf(object)
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path)
  if (subscript !== null) return success(textsOf(metadata, subscript[1] ?? '')[subscript[2] ?? ''] ?? '')
  const field = path.replace(/^metadata\./, '')
  if (field === path) return failure(`unsupported fieldPath: ${path}`)
  if (field === 'labels' || field === 'annotations') {
    const lines = Object.entries(textsOf(metadata, field)).map(([key, value]) => `${key}=${goQuote(value)}`)
    return success(lines.sort(compareBytes).join('\n'))
  }
  return ['name', 'namespace', 'uid'].includes(field) ? success(textOf(metadata, field)) : failure(`unsupported fieldPath: ${path}`)
}

function amountOf(container: JsonObject, resource: string, divisor: string): Result<string, string> {
  const [part = '', ...name] = resource.split('.')
  const resources = member(container, 'resources') ?? {}
  const known = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.test(resource)
  return known
    ? success(amountInUnits(textsOf(resources, part)[name.join('.')] ?? '0', divisor))
    : failure(`Unsupported container resource : ${resource}`)
}
