// On which lines the keys of ConfigMaps and Secrets stand, so that an editor can show beside a value which version it is.

import { readManifest } from '../yaml/index.ts'
import { isJsonObject } from '../base/json.ts'
import { decodeBase64 } from '../base/base64.ts'
import { decodeUtf8 } from '../base/utf8.ts'

export interface WrittenValue {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly namespace: string
  readonly name: string
  readonly key: string
  /** As text, Secrets decoded. */
  readonly value: string
  /** UTF-16 offset of the key. */
  readonly offset: number
}

/** Every value of the ConfigMaps and Secrets in a text. Empty for what can't be read. */
export function writtenValues(text: string): readonly WrittenValue[] {
  return readManifest(text).documents.flatMap(({ value: object, sourceMap }) => {
    if (!isJsonObject(object)) return []
    const { kind, metadata } = object
    if ((kind !== 'ConfigMap' && kind !== 'Secret') || !isJsonObject(metadata) || typeof metadata['name'] !== 'string') return []
    const namespace = typeof metadata['namespace'] === 'string' ? metadata['namespace'] : 'default'
    const name = metadata['name']
    return ['data', 'stringData'].flatMap((field) => {
      const held = object[field]
      return Object.entries(isJsonObject(held) ? held : {}).flatMap(([key, written]) => {
        const value = typeof written !== 'string' ? undefined : kind === 'Secret' && field === 'data' ? decodedText(written) : written
        const offset = sourceMap.rangeOf([field, key])?.key?.start
        return value === undefined || offset === undefined ? [] : [{ kind, namespace, name, key, value, offset }]
      })
    })
  })
}

function decodedText(base64: string): string | undefined {
  const bytes = decodeBase64(base64)
  return bytes.ok ? decodeUtf8(bytes.value) : undefined
}
