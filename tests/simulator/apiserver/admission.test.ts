import { describe, expect, test } from 'vitest'
import { TestServer, objectIn, podWith, problemsOf, warningsFor } from './server.ts'

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

  test('no class of runtimes is there to be named', () => {
    expect(problemsOf(podWith({ runtimeClassName: 'gvisor', hostname: 'A' }))).toEqual([
      'pods "web" is forbidden: pod rejected: RuntimeClass "gvisor" not found',
    ])
    expect(problemsOf(podWith({ runtimeClassName: 'a/b' }))).toEqual(['invalid resource name "a/b": [may not contain \'/\']'])
  })

  test('only a class of runtimes says what running a Pod costs besides, and a wrong Pod hears first what is wrong', () => {
    expect(problemsOf(podWith({ overhead: { cpu: '1' } }))).toEqual([
      'pods "web" is forbidden: pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead',
    ])
    expect(problemsOf(podWith({ overhead: {} }))).toHaveLength(1)
    expect(problemsOf(podWith({ overhead: { cpu: '1' }, activeDeadlineSeconds: 0 }))).toEqual([
      'spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive',
    ])
  })
})

describe('metadata of a new object', () => {
  const configMap = (metadata: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', ...metadata } })
  const owner = { apiVersion: 'v1', kind: 'Pod', name: 'web', uid: 'u' }

  test('an owner names a version', () => {
    const wrong = (apiVersion: string) => problemsOf(configMap({ ownerReferences: [{ ...owner, apiVersion }] }))
    for (const apiVersion of ['', '/', 'apps/', 'a/b/c']) {
      expect(wrong(apiVersion)).toEqual([`metadata.ownerReferences.apiVersion: Invalid value: "${apiVersion}": version must not be empty`])
    }
    expect(wrong('apps/v1')).toEqual([])
  })

  test('bytes are stored as Kubernetes writes them (SEC-2)', () => {
    const secret = (k: string) =>
      objectIn(new TestServer().create({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'creds' }, data: { k } }))
    expect(secret('YW==')).toMatchObject({ data: { k: 'YQ==' } })
    expect(secret('YW\nJj')).toMatchObject({ data: { k: 'YWJj' } })
  })

  test('a Pod is called what can stand in a hostname, or warned of', () => {
    const warning =
      "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: "
    expect(warningsFor(podWith({}, { name: 'a.b' }))).toEqual([`${warning}[must not contain dots]`])
    expect(warningsFor(podWith({}, { name: 'a'.repeat(64) }))).toEqual([`${warning}[must be no more than 63 characters]`])
    expect(warningsFor(podWith({}, { name: 'web' }))).toEqual([])
  })
})

describe('an Event', () => {
  const event = (fields: object) => ({ apiVersion: 'v1', kind: 'Event', metadata: { name: 'seen' }, ...fields })

  test('is in the namespace of what it is about', () => {
    expect(problemsOf(event({ involvedObject: { kind: 'Pod', name: 'web', namespace: 'default' } }))).toEqual([])
    expect(problemsOf(event({ involvedObject: { kind: 'Pod', name: 'web', namespace: 'other' } }))).toEqual([
      'involvedObject.namespace: Invalid value: "other": does not match event.namespace',
    ])
  })

  test('with a time of the new kind says who saw what', () => {
    const problems = problemsOf(
      event({ involvedObject: { kind: 'Pod', name: 'web' }, eventTime: '2026-01-01T00:00:00.000000Z', reason: 'Seen' }),
    )
    expect(problems).toEqual([
      'reportingComponent: Required value',
      expect.stringMatching(/^reportingComponent: Invalid value: "": name part must be non-empty/),
      expect.stringMatching(/^reportingComponent: Invalid value: "": name part must consist of/),
      'reportingInstance: Required value',
      'action: Required value',
    ])
  })
})

describe('a ServiceAccount (SEC-1)', () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount' }

  test('keeps no more of its Secrets than their names', () => {
    const stored = objectIn(
      new TestServer().create({
        ...account,
        metadata: { name: 'builder' },
        secrets: [{ name: 'token', namespace: 'other', kind: 'Secret' }],
      }),
    )
    expect(stored).toHaveProperty('secrets', [{ name: 'token' }])
  })

  test('that lists the Secrets its Pods may mount is advised to use namespaces', () => {
    const annotations = { 'kubernetes.io/enforce-mountable-secrets': 'true' }
    expect(warningsFor({ ...account, metadata: { name: 'builder', annotations } })).toEqual([
      'metadata.annotations[kubernetes.io/enforce-mountable-secrets]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets',
    ])
  })
})
