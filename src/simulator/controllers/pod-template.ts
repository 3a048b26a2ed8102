// From a template to a Pod, and the hash that tells templates apart (DEP-5, DEP-6).
// @source pkg/controller/controller_utils.go GetPodFromTemplate, ComputeHash; apimachinery/pkg/util/rand SafeEncodeString
// @simplified The hash is taken over the template's JSON, not over Go's dump of it: other letters, the same alphabet, length and behaviour.

import type { OwnerReference } from '../api/fields/meta.ts'
import type { PodTemplateSpec } from '../api/fields/pod.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { goJson } from '../base/go-json.ts'
import type { JsonValue } from '../base/json.ts'
import { hashText } from '../base/random.ts'

export const TEMPLATE_HASH_LABEL = 'pod-template-hash'

const SAFE_DIGITS = '456789bcdf'

/** What a controller sends to have a Pod made. */
export function podFromTemplate(
  template: PodTemplateSpec,
  name: { readonly generateName: string } | { readonly name: string },
  owner: OwnerReference,
): JsonValue {
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
    spec: jsonOfTemplate(template.spec),
  }
}

/** At most 10 characters that spell nothing. */
export function templateHash(template: PodTemplateSpec, collisionCount: number): string {
  const text = goJson(jsonOfTemplate(template)) + (collisionCount === 0 ? '' : String(collisionCount))
  return [...String(hashText(text))].map((digit) => SAFE_DIGITS.charAt(Number(digit))).join('')
}

/** Whether two templates make the same Pods; the hash label does not count. */
export function isSameTemplate(left: PodTemplateSpec, right: PodTemplateSpec): boolean {
  return isDeepEqual(withoutHash(left), withoutHash(right))
}

function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  const { labels, ...metadata } = template.metadata
  if (labels?.[TEMPLATE_HASH_LABEL] === undefined) return template
  const kept = Object.fromEntries(Object.entries(labels).filter(([name]) => name !== TEMPLATE_HASH_LABEL))
  return { ...template, metadata: { ...metadata, labels: kept } }
}

/** Stored objects are JSON; their types say more than that. */
export function jsonOfTemplate(value: object): JsonValue {
  const json: Record<string, JsonValue> = {}
  for (const [name, member] of Object.entries(value)) if (member !== undefined) json[name] = member as JsonValue
  return json
}
