// What a process works with: the value it read last, which may be older than the file or the variable beside it.

import { optional, required, text } from '../../authoring/shape.ts'
import { defineCheck } from './check-kind.ts'
import type { PodChoice } from './choice.ts'
import { podChoice } from './choice.ts'
import { everyContainer } from './every.ts'
import type { TextExpectation } from './expectation.ts'
import { expectation } from './expectation.ts'

export interface ProcessUsesCheck {
  readonly kind: 'process-uses'
  readonly pods: PodChoice
  readonly container?: string
  readonly source: string
  readonly expect: TextExpectation
}

export const processUses = defineCheck<ProcessUsesCheck>({
  kind: 'process-uses',
  says: 'In every one of the Pods, the process of the container works with the expected value, read from this variable or file. Blanks around it do not count. For programs of content/workloads that say what they read, such as `third-factor/reader:1`.',
  example: 'kind: process-uses\npods: deployment/web\ncontainer: watched\nsource: /etc/settings/LOG_LEVEL\nexpect: { equals: debug }',
  fields: {
    pods: required(podChoice, 'Which Pods.'),
    container: optional(text, 'Which container; all of them, if it is left out.'),
    source: required(text, 'The name of a variable, or the absolute path of a file.'),
    expect: required(expectation, 'What the process should work with.'),
  },
  judge: (check, look) =>
    everyContainer(look, check, ({ uses }) => ({
      found: uses.find(({ source }) => source === check.source)?.value.trim(),
      what: `the ${check.source} that the process uses`,
    })),
})
