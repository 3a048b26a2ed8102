// DaemonSets count the generations of their template in an annotation.

import { isDeepEqual } from '../../base/deep-equal.ts'
import { isDraft } from '../decode/encoder.ts'
import { memberOf } from '../defaults/draft-field.ts'
import type { KindStrategy } from './kind-strategy.ts'

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation'

export const daemonSetStrategy: KindStrategy = {
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
