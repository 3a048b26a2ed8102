// "Holds for every Pod", "holds for every container": the first that does not is what the learner is told about. None at all does not hold.

import type { ContainerReport, ObjectByKind } from '../../simulator/index.ts'
import type { Look, Verdict } from './check-kind.ts'
import { say } from './check-kind.ts'
import type { PodChoice } from './choice.ts'
import { podsOf, reportOf } from './choice.ts'
import type { TextExpectation } from './expectation.ts'
import { fits, quote } from './expectation.ts'

export function everyPod(look: Look, choice: PodChoice, each: (pod: ObjectByKind['Pod']) => Verdict): Verdict {
  const pods = podsOf(look, choice)
  if (pods.length === 0) return say(false, 'there is no such Pod')
  const verdicts = pods.map(each)
  return verdicts.find(({ met }) => !met) ?? say(true, verdicts[0]?.seen ?? '')
}

export interface ContainerRead {
  readonly found: string | undefined
  /** `LOG_LEVEL` or `the mode of /etc/app/key`. */
  readonly what: string
}

/** @param container  Its name; undefined: every container that runs. */
export function everyContainer(
  look: Look,
  { pods, container, expect }: { readonly pods: PodChoice; readonly container?: string; readonly expect: TextExpectation },
  read: (container: ContainerReport) => ContainerRead,
): Verdict {
  return everyPod(look, pods, (pod) => {
    const name = pod.metadata.name ?? ''
    const containers = (reportOf(look, pod)?.containers ?? []).filter((each) => each.running && (container ?? each.name) === each.name)
    if (containers.length === 0) return say(false, `no container${container === undefined ? '' : ` ${container}`} runs in ${name}`)
    const reads = containers.map((each) => ({ ...read(each), where: `${each.name} of ${name}` }))
    const shown = reads.find(({ found }) => !fits(found, expect))
    const first = shown ?? reads[0]
    return say(shown === undefined, first === undefined ? '' : `${first.what} in ${first.where} is ${quote(first.found)}`)
  })
}
