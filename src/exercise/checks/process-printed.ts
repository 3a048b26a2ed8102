// What a container has written since it was started: its log.

import { optional, required, text } from '../../authoring/shape.ts'
import { logsOf } from '../../simulator/index.ts'
import { defineCheck, say } from './check-kind.ts'
import type { PodChoice } from './choice.ts'
import { namespaceOf, podChoice } from './choice.ts'
import { everyPod } from './every.ts'
import type { TextExpectation } from './expectation.ts'
import { expectation, fits, quote } from './expectation.ts'

export interface ProcessPrintedCheck {
  readonly kind: 'process-printed'
  readonly pods: PodChoice
  readonly container?: string
  readonly expect: TextExpectation
}

export const processPrinted = defineCheck<ProcessPrintedCheck>({
  kind: 'process-printed',
  says: 'In every one of the Pods, the log of the container, as `kubectl logs` prints it, is as expected.',
  example: 'kind: process-printed\npods: pod/hello\nexpect: { contains: "Hello from test" }',
  fields: {
    pods: required(podChoice, 'Which Pods.'),
    container: optional(text, 'Which container; the logs of all of them together, if it is left out.'),
    expect: required(expectation, 'What the log should hold.'),
  },
  judge({ pods, container, expect }, look) {
    const namespace = namespaceOf(look, pods)
    return everyPod(look, pods, ({ metadata, spec }) => {
      const name = metadata.name ?? ''
      const names = (spec.containers ?? []).map((each) => each.name).filter((each) => (container ?? each) === each)
      const log = names.map((each) => logsOf(look.run, { namespace, name }, each)).join('')
      return say(fits(log, expect), `${name} printed ${log === '' ? 'nothing' : quote(log)}`)
    })
  },
})
