// A variable of the environment that a container was started with.

import { optional, required, text } from '../../authoring/shape.ts'
import { defineCheck } from './check-kind.ts'
import type { PodChoice } from './choice.ts'
import { podChoice } from './choice.ts'
import { everyContainer } from './every.ts'
import type { TextExpectation } from './expectation.ts'
import { expectation } from './expectation.ts'

export interface EnvironmentCheck {
  readonly kind: 'environment'
  readonly pods: PodChoice
  readonly container?: string
  readonly name: string
  readonly expect: TextExpectation
}

export const environment = defineCheck<EnvironmentCheck>({
  kind: 'environment',
  says: 'In every one of the Pods, a variable that the running container was started with is as expected.',
  example: 'kind: environment\npods: deployment/web\ncontainer: app\nname: LOG_LEVEL\nexpect: { equals: debug }',
  fields: {
    pods: required(podChoice, 'Which Pods.'),
    container: optional(text, 'Which container; all of them, if it is left out.'),
    name: required(text, 'The name of the variable.'),
    expect: required(expectation, 'What it should be; `absent: true`: not set.'),
  },
  judge: (check, look) =>
    everyContainer(look, check, ({ environment: variables }) => ({
      found: variables.find(({ name }) => name === check.name)?.value,
      what: check.name,
    })),
})
