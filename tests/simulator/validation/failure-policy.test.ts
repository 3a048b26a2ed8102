import { describe, expect, test } from 'vitest'
import { jobWith, problemsOf } from '../apiserver/server.ts'

/** What the API server has against a Job with these rules in its failure policy. */
function problems(rules: readonly object[], spec: object = {}): readonly string[] {
  return problemsOf(jobWith({ podFailurePolicy: { rules }, ...spec })).map((error) => error.replace('spec.podFailurePolicy.rules', 'rules'))
}

describe('the failure policy of a Job (WL-3)', () => {
  test('a rule that says what to do and when is accepted', () => {
    expect(problems([{ action: 'FailJob', onExitCodes: { containerName: 'app', operator: 'In', values: [1, 42] } }])).toEqual([])
    expect(problems([{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }])).toEqual([])
  })

  test('an action is one of four, and an index can fail only where indexes have limits', () => {
    const onExitCodes = { operator: 'NotIn', values: [0] }
    expect(problems([{ onExitCodes }, { action: 'Retry', onExitCodes }, { action: 'FailIndex', onExitCodes }])).toEqual([
      'rules[0].action: Required value: valid values: ["Count" "FailIndex" "FailJob" "Ignore"]',
      'rules[1].action: Unsupported value: "Retry": supported values: "Count", "FailIndex", "FailJob", "Ignore"',
      'rules[2].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set',
    ])
    const indexed = { completionMode: 'Indexed', completions: 2, backoffLimitPerIndex: 1 }
    expect(problems([{ action: 'FailIndex', onExitCodes }], indexed)).toEqual([])
  })

  test('a rule looks at exit codes or at conditions, never at both or at neither', () => {
    const both = { onExitCodes: { operator: 'In', values: [1] }, onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }
    expect(problems([{ action: 'Ignore', ...both }, { action: 'Ignore' }])).toEqual([
      'rules[0]: Invalid value: specifying both OnExitCodes and OnPodConditions is not supported',
      'rules[1]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required',
    ])
  })

  test('exit codes are there, are not 0 where 0 is no failure, and stand in order, each once', () => {
    const rule = (onExitCodes: object): object => ({ action: 'FailJob', onExitCodes })
    expect(problems([rule({ operator: 'In', values: [0, 3, 2, 3] })])).toEqual([
      'rules[0].onExitCodes.values[0]: Invalid value: 0: must not be 0 for the In operator',
      'rules[0].onExitCodes.values[3]: Duplicate value: 3',
      'rules[0].onExitCodes.values: Invalid value: [0,3,2,3]: must be ordered',
    ])
    expect(problems([rule({ operator: 'Is', values: [], containerName: 'db' }), rule({ values: [1] })])).toEqual([
      'rules[0].onExitCodes.operator: Unsupported value: "Is": supported values: "In", "NotIn"',
      'rules[0].onExitCodes.containerName: Invalid value: "db": must be one of the container or initContainer names in the pod template',
      'rules[0].onExitCodes.values: Invalid value: []: at least one value is required',
      'rules[1].onExitCodes.operator: Required value: valid values: ["In" "NotIn"]',
    ])
  })

  test('a condition has a name, and one of three states', () => {
    const onPodConditions = [{ type: 'Disruption Target', status: 'Yes' }]
    expect(problems([{ action: 'Ignore', onPodConditions }])).toEqual([
      expect.stringMatching(/^rules\[0\]\.onPodConditions\[0\]\.type: Invalid value: "Disruption Target": name part must consist of/),
      'rules[0].onPodConditions[0].status: Unsupported value: "Yes": supported values: "False", "True", "Unknown"',
    ])
  })

  test('rules, conditions and exit codes have a limit', () => {
    const many = (length: number): readonly number[] => Array.from({ length }, (_, index) => index + 1)
    const ignore = { action: 'Ignore', onExitCodes: { operator: 'In', values: many(256) } }
    const onPodConditions = many(21).map(() => ({ type: 'DisruptionTarget' }))
    expect(problems([ignore, { action: 'Ignore', onPodConditions }])).toEqual([
      'rules[0].onExitCodes.values: Too many: 256: must have at most 255 items',
      'rules[1].onPodConditions: Too many: 21: must have at most 20 items',
    ])
    expect(problems(many(21).map(() => ({ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] })))).toEqual([
      'rules: Too many: 21: must have at most 20 items',
    ])
  })
})
