import { describe, expect, test } from 'vitest'
import { jobWith, problemsOf } from '../apiserver/server.ts'

const problems = (spec: object): readonly string[] => problemsOf(jobWith(spec))

describe('a Job (WL-3)', () => {
  test('with very many numbers must bound what fails and what runs at once', () => {
    const spec = { completionMode: 'Indexed', completions: 100_001, backoffLimitPerIndex: 1 }
    expect(problems({ ...spec, parallelism: 10_001 })).toEqual([
      'spec.maxFailedIndexes: Required value: must be specified when completions is above 100000',
      'spec.parallelism: Invalid value: 10001: must be less than or equal to 10000 when completions are above 100000 and used with backoff limit per index',
    ])
    expect(problems({ ...spec, parallelism: 1, maxFailedIndexes: 100_001 })).toEqual([
      'spec.maxFailedIndexes: Invalid value: 100001: must be less than or equal to 100000',
      'spec.maxFailedIndexes: Invalid value: 100001: must be less than or equal to 10000 when completions are above 100000 and used with backoff limit per index',
    ])
    expect(problems({ ...spec, parallelism: 1, maxFailedIndexes: 10 })).toEqual([])
  })

  test('that something else looks after names it with a domain and a path', () => {
    expect(problems({ managedBy: 'example.com/queue' })).toEqual([])
    expect(problems({ managedBy: 'queue' })).toEqual([
      'spec.managedBy: Invalid value: "queue": must be a domain-prefixed path (such as "acme.io/foo")',
    ])
    expect(problems({ managedBy: '' })).toEqual(['spec.managedBy: Required value'])
    expect(problems({ managedBy: 'Example.com/queue' })).toEqual([
      expect.stringMatching(/^spec\.managedBy: Invalid value: "Example.com": a lowercase RFC 1123 subdomain must consist of/),
    ])
    expect(problems({ managedBy: 'example.com/a b' })).toEqual([
      `spec.managedBy: Invalid value: "a b": Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')`,
    ])
    expect(problems({ managedBy: `example.com/${'a'.repeat(64)}` })).toEqual(['spec.managedBy: Too long: may not be more than 63 bytes'])
  })
})
