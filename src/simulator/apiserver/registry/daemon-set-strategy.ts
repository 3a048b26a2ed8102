// DaemonSets count the generations of their template in an annotation.

import { isDeepEqual } from '../../base/deep-equal.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Draft } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import { memberOf } from '../defaults/draft-field.ts'
import type { KindStrategy } from '../server-parts.ts'

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation'

export const daemonSetStrategy: KindStrategy = {
  convert: readGeneration,
  prepareForCreate: ({ draft }) => {
    memberOf(memberOf(draft, 'metadata'), 'annotations')[TEMPLATE_GENERATION] = '1'
  },
  prepareForUpdate: (draft, old, spec) => {
    const { annotations } = memberOf(old, 'metadata')
    const generation = isDraft(annotations) ? annotations[TEMPLATE_GENERATION] : undefined
    const isNewTemplate = !isDeepEqual(spec['template'], memberOf(old, 'spec')['template'])
    memberOf(memberOf(draft, 'metadata'), 'annotations')[TEMPLATE_GENERATION] = String(Number(generation ?? 0) + (isNewTemplate ? 1 : 0))
  },
}

/** The annotation is a number inside, so there is always one. @source pkg/apis/apps/v1/conversion.go Convert_v1_DaemonSet_To_apps_DaemonSet */
function readGeneration(draft: Draft): string | undefined {
  const annotations = memberOf(memberOf(draft, 'metadata'), 'annotations')
  const text = annotations[TEMPLATE_GENERATION] ?? '0'
  if (typeof text !== 'string' || !/^[+-]?\d{1,18}$/.test(text))
    return `strconv.ParseInt: parsing ${goQuote(String(text))}: ${/^[+-]?\d+$/.test(String(text)) ? 'value out of range' : 'invalid syntax'}`
  annotations[TEMPLATE_GENERATION] = String(Number(text))
  return undefined
}
