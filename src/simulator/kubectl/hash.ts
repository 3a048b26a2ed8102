// Name suffixes that follow from content: `kubectl create --append-hash` (KZ-1), kustomize's generators (KZ-2), and their encoding (KZ-3).
// @source k8s.io/kubectl pkg/util/hash/hash.go; sigs.k8s.io/kustomize api/hasher/hasher.go

import type { JsonObject, JsonValue } from '../base/json.ts'
import { isJsonObject } from '../base/json.ts'
import { goJson } from '../base/go-json.ts'
import { sha256 } from '../base/sha256.ts'
import { encodeUtf8 } from '../base/utf8.ts'

const SUFFIX_LENGTH = 10
/** Digits that could be read as letters, and vowels, are replaced. */
const REPLACED: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' }

function encodeHash(hex: string): string {
  return [...hex.slice(0, SUFFIX_LENGTH)].map((digit) => REPLACED[digit] ?? digit).join('')
}

function hashOf(value: JsonValue): string {
  return encodeHash(sha256(encodeUtf8(goJson(value))))
}

/** kubectl's, of a ConfigMap or Secret as kubectl made it. */
export function kubectlHash(object: JsonObject): string {
  return hashOf(kubectlHashInput(object))
}

/** What kubectl hashes. @source pkg/util/hash/hash.go encodeConfigMap, encodeSecret */
function kubectlHashInput(object: JsonObject): JsonObject {
  const { kind, metadata, data, binaryData, immutable, type } = object
  const name = (isJsonObject(metadata) ? metadata['name'] : undefined) ?? ''
  const common = { kind: kind ?? '', name, data: data ?? null, ...(immutable === undefined ? {} : { immutable }) }
  if (kind === 'Secret') return { ...common, type: type ?? '' }
  return isJsonObject(binaryData) && Object.keys(binaryData).length > 0 ? { ...common, binaryData } : common
}

/** kustomize's: always with an empty name. @source api/hasher/hasher.go encodeConfigMap, encodeSecret */
export function kustomizeHash(object: JsonObject): string {
  return hashOf(kustomizeHashInput(object))
}

function kustomizeHashInput(object: JsonObject): JsonObject {
  const { kind, data, binaryData, stringData, type } = object
  if (kind === 'ConfigMap') return { kind, name: '', data: data ?? '', ...(binaryData === undefined ? {} : { binaryData }) }
  if (kind === 'Secret') return { kind, name: '', type: type ?? '', data: data ?? '', ...(stringData === undefined ? {} : { stringData }) }
  return object
}
