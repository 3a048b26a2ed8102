// What is stored under a key of a ConfigMap or Secret, as the bytes that a container would get.

import type { Shape } from '../../authoring/shape.ts'
import { refuse, required, text } from '../../authoring/shape.ts'
import { bytesOf, isKind } from '../../simulator/index.ts'
import { defineCheck, say } from './check-kind.ts'
import type { ObjectChoice } from './choice.ts'
import { findObject, nameOf, objectChoice } from './choice.ts'
import type { TextExpectation } from './expectation.ts'
import { expectation, fits, quote } from './expectation.ts'
import { textOfContent } from './file-content.ts'

export interface StoredValueCheck {
  readonly kind: 'stored-value'
  readonly object: ObjectChoice
  readonly key: string
  readonly expect: TextExpectation
}

const keyedObject: Shape<ObjectChoice> = {
  expected: 'configmap/NAME or secret/NAME',
  read(value, path, problems) {
    const read = objectChoice.read(value, path, problems)
    if (read === undefined || read.kind === 'ConfigMap' || read.kind === 'Secret') return read
    return refuse(this, value, path, problems, 'Name a ConfigMap or a Secret.')
  },
}

export const storedValue = defineCheck<StoredValueCheck>({
  kind: 'stored-value',
  says: 'The value under a key of a ConfigMap or Secret is as expected. Base64 is undone first: write what a container would get.',
  example: 'kind: stored-value\nobject: secret/creds\nkey: password\nexpect: { equals: s3cr3t }',
  fields: {
    object: required(keyedObject, 'Which ConfigMap or Secret.'),
    key: required(text, 'Its key, in `data` or `binaryData`.'),
    expect: required(expectation, 'What the value should be; `absent: true`: there is no such key.'),
  },
  judge({ object, key, expect }, look) {
    const found = findObject(look, object)
    if (found === undefined) return say('absent' in expect, `${nameOf(object)} is not there`)
    const value = isKind(found, 'ConfigMap')
      ? (found.data?.[key] ?? decoded(found.binaryData?.[key]))
      : isKind(found, 'Secret')
        ? decoded(found.data?.[key])
        : undefined
    return say(
      fits(value, expect),
      value === undefined ? `${nameOf(object)} has no key ${key}` : `${key} of ${nameOf(object)} is ${quote(value)}`,
    )
  },
})

function decoded(base64: string | undefined): string | undefined {
  return base64 === undefined ? undefined : textOfContent(bytesOf(base64))
}
