// Whether an object is not stored.

import { required } from '../../authoring/shape.ts'
import { defineCheck, say } from './check-kind.ts'
import type { ObjectChoice } from './choice.ts'
import { findObject, nameOf, objectChoice } from './choice.ts'

export interface ObjectAbsentCheck {
  readonly kind: 'object-absent'
  readonly object: ObjectChoice
}

export const objectAbsent = defineCheck<ObjectAbsentCheck>({
  kind: 'object-absent',
  says: 'The object is not stored in the API server.',
  example: 'kind: object-absent\nobject: secret/old-password',
  fields: { object: required(objectChoice, 'Which object.') },
  judge({ object }, look) {
    return findObject(look, object) === undefined ? say(true, `${nameOf(object)} is not there`) : say(false, `${nameOf(object)} is there`)
  },
})
