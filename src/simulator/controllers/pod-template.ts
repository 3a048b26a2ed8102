// From a template to a Pod, and the hash that tells templates apart (DEP-5, DEP-6).
// @source pkg/controller/controller_utils.go GetPodFromTemplate, ComputeHash; apimachinery/pkg/util/rand SafeEncodeString

import type { OwnerReference } from '../api/fields/meta.ts'
import type { PodTemplateSpec } from '../api/fields/pod.ts'
import { podTemplateSpec } from '../api/fields/pod.ts'
import { goDump } from '../api/go-dump.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import type { JsonValue } from '../base/json.ts'
import { asJson, isJsonObject } from '../base/json.ts'
import { hashBytes } from '../base/random.ts'
import { encodeUtf8 } from '../base/utf8.ts'

export const TEMPLATE_HASH_LABEL = 'pod-template-hash'

const SAFE_DIGITS = '456789bcdf'

/** A name that the API server completes, or the whole of it; it keeps the beginning that it was given beside. */
export interface PodName {
  readonly generateName: string
  readonly name?: string
}

/** What a controller sends to have a Pod made. */
export function podFromTemplate(template: PodTemplateSpec, name: PodName, owner: OwnerReference): JsonValue {
  const { labels, annotations, finalizers } = template.metadata
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...name,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [{ ...owner }],
    },
    spec: asJson(template.spec),
  }
}

/** At most 10 characters that spell nothing. @param collisionCount undefined where the set has never met its name taken */
export function templateHash(template: PodTemplateSpec, collisionCount: number | undefined): string {
  const json = asJson(template)
  const hash = hashBytes(encodeUtf8(goDump(podTemplateSpec, isJsonObject(json) ? json : {})))
  return safeDigits(collisionCount === undefined ? hash : hashBytes(littleEndian(collisionCount), hash))
}

function littleEndian(number: number): Uint8Array {
  return Uint8Array.of(number, number >>> 8, number >>> 16, number >>> 24, 0, 0, 0, 0)
}

/** A number in letters and digits that spell nothing. */
export function safeDigits(hash: number): string {
  return [...String(hash)].map((digit) => SAFE_DIGITS.charAt(Number(digit))).join('')
}

/** Whether two templates make the same Pods; the hash label does not count. */
export function isSameTemplate(left: PodTemplateSpec, right: PodTemplateSpec): boolean {
  // What tells templates apart is most often an annotation.
  return (
    isDeepEqual(left.metadata.annotations, right.metadata.annotations) &&
    isDeepEqual(withoutHash(left.metadata), withoutHash(right.metadata)) &&
    isDeepEqual(left.spec, right.spec)
  )
}

function withoutHash(metadata: PodTemplateSpec['metadata']): PodTemplateSpec['metadata'] {
  if (metadata.labels?.[TEMPLATE_HASH_LABEL] === undefined) return metadata
  const { [TEMPLATE_HASH_LABEL]: _, ...labels } = metadata.labels
  return { ...metadata, labels }
}
