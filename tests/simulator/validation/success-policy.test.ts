import { describe, expect, test } from 'vitest'
import { jobWith, problemsOf } from '../apiserver/server.ts'

/** What the API server has against a Job of five numbered Pods with these rules in its success policy. */
function problems(rules: readonly object[], spec: object = { completionMode: 'Indexed', completions: 5 }): readonly string[] {
  return problemsOf(jobWith({ successPolicy: { rules }, ...spec })).map((error) => error.replace('spec.successPolicy.rules', 'rules'))
}

describe('the success policy of a Job (WL-3)', () => {
  test('a rule that says which numbers or how many of them is accepted', () => {
    expect(problems([{ succeededIndexes: '0,2-4', succeededCount: 3 }, { succeededCount: 5 }, { succeededIndexes: '' }])).toEqual([])
  })

  test('a Job without numbers has none', () => {
    const [only, ...more] = problems([{ succeededCount: 1 }], { completions: 5 })
    expect(only).toMatch(/^spec\.successPolicy: Invalid value: \{"Rules":\[.*\]\}: requires indexed completion mode$/)
    expect(more).toEqual([])
  })

  test('there is a rule, and it says something', () => {
    expect(problems([])).toEqual(['rules: Required value: at least one rules must be specified when the successPolicy is specified'])
    expect(problems([{}])).toEqual(['rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified'])
  })

  test('numbers ascend, are whole, and are numbers of this Job', () => {
    const found = ['2,1', '3-2', '1-2-3', 'a', '1-', '5', '0-7'].map((succeededIndexes) => problems([{ succeededIndexes }])[0])
    expect(found.map((problem) => problem?.split('error parsing succeededIndexes: ')[1])).toEqual([
      'non-increasing order, previous: 2, current: 1',
      'non-increasing order, previous: 3, current: 2',
      `the fragment "1-2-3" violates the requirement that an index interval can have at most two parts separated by '-'`,
      'cannot convert string to integer for index: "a"',
      'cannot convert string to integer for index: ""',
      'too large index: "5"',
      'too large index: "7"',
    ])
  })

  test('no more can succeed than there are', () => {
    expect(problems([{ succeededCount: -1 }, { succeededCount: 6 }, { succeededIndexes: '0-1', succeededCount: 3 }])).toEqual([
      'rules[0].succeededCount: Invalid value: -1: must be greater than or equal to 0',
      'rules[1].succeededCount: Invalid value: 6: must be less than or equal to 5 (the number of specified completions)',
      'rules[2].succeededCount: Invalid value: 3: must be less than or equal to 2 (the number of indexes in the specified succeededIndexes field)',
    ])
  })
})
