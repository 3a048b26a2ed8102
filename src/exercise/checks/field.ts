// What a field of a stored object holds.

import { required, text } from '../../authoring/shape.ts'
import { defineCheck, say } from './check-kind.ts'
import type { ObjectChoice } from './choice.ts'
import { findObject, nameOf, objectChoice } from './choice.ts'
import type { TextExpectation } from './expectation.ts'
import { expectation, fits, quote } from './expectation.ts'

export interface FieldCheck {
  readonly kind: 'field'
  readonly object: ObjectChoice
  /** `spec.template.spec.containers.0.image` */
  readonly path: string
  readonly expect: TextExpectation
}

export const field = defineCheck<FieldCheck>({
  kind: 'field',
  says: 'A field of a stored object, as `kubectl get -o yaml` shows it, is as expected. Numbers and booleans are compared as text, lists and maps as JSON.',
  example: 'kind: field\nobject: deployment/web\npath: spec.replicas\nexpect: { equals: "3" }',
  fields: {
    object: required(objectChoice, 'Which object.'),
    path: required(text, 'Names joined by dots; a position in a list is a number from 0; a dot within a name is written `\\.`.'),
    expect: required(expectation, 'What the field should hold.'),
  },
  judge({ object, path, expect }, look) {
    const found = findObject(look, object)
    if (found === undefined) return say('absent' in expect, `${nameOf(object)} is not there`)
    const value = textOf(valueAt(found, path))
    return say(fits(value, expect), `${path} of ${nameOf(object)} is ${value === undefined ? 'not set' : quote(value)}`)
  },
})

function valueAt(object: unknown, path: string): unknown {
  const steps = path.split(/(?<!\\)\./).map((step) => step.replaceAll('\\.', '.'))
  let value = object
  for (const step of steps)
    value = typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === step)?.[1] : undefined
  return value
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
