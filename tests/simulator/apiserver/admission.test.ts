import { describe, expect, test } from 'vitest'
import { podWith, problemsOf } from './server.ts'

describe('admission of a Pod', () => {
  const withoutAccount = { serviceAccountName: 'ghost' }
  const missing = 'is forbidden: error looking up service account default/ghost: serviceaccount "ghost" not found'

  test('a Pod without a name is called by the beginning of its name, or Unknown (C-8)', () => {
    expect(problemsOf(podWith(withoutAccount))).toEqual([`pods "web" ${missing}`])
    expect(problemsOf(podWith(withoutAccount, { name: '', generateName: 'web-' }))).toEqual([`pods "web-" ${missing}`])
    expect(problemsOf(podWith(withoutAccount, { name: '' }))).toEqual([`pods "Unknown" ${missing}`])
  })

  test('whom a Pod may push aside is its class to say', () => {
    expect(problemsOf(podWith({ preemptionPolicy: 'PreemptLowerPriority' }))).toEqual([])
    expect(problemsOf(podWith({ preemptionPolicy: 'Never' }))).toEqual([
      'pods "web" is forbidden: the string value of PreemptionPolicy (Never) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name',
    ])
  })
})
