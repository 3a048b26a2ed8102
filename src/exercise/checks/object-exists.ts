// Whether an object is stored.

import { required } from '../../authoring/shape.ts'
import { defineCheck, say } from './check-kind.ts'
import type { ObjectChoice } from './choice.ts'
import { findObject, nameOf, objectChoice } from './choice.ts'

export interface ObjectExistsCheck {
  readonly kind: 'object-exists'
  readonly object: ObjectChoice
}

export const objectExists = defineCheck<ObjectExistsCheck>({
  kind: 'object-exists',
  says: 'The object is stored in the API server.',
  example: 'kind: object-exists\nobject: configmap/settings',
  fields: { object: required(objectChoice, 'Which object.') },
  judge({ object }, look) {
    return findObject(look, object) === undefined ? say(false, `${nameOf(object)} is not there`) : say(true, `${nameOf(object)} is there`)
  },
})
