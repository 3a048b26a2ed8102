import { describe, expect, test } from 'vitest'
import { runCommand, snapshotAt } from '../../../src/simulator/index.ts'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, stdout } from './workload.ts'

function pod(seconds: number): string {
  const container = { name: 'app', image: 'busybox:1.36', command: ['sleep', '1000'] }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'slow', namespace: 'gone' },
    spec: { terminationGracePeriodSeconds: seconds, containers: [container] },
  })
}

const DEPLOYMENT = JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'gone' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { terminationGracePeriodSeconds: 1, containers: [{ name: 'app', image: 'busybox:1.36', command: STAYS }] },
    },
  },
})

function filled(manifest: string): Run {
  const run = must(after(must(startCluster(), 'kubectl create namespace gone'), 1000), 'kubectl apply -f x.json', { 'x.json': manifest })
  return after(must(run, 'kubectl create configmap keep -n gone'), 5000)
}

const going = (run: Run): Run => must(run, 'kubectl delete namespace gone --wait=false')
const namespace = (run: Run) => snapshotAt(run, run.nowMs).view.get('Namespace', { namespace: '', name: 'gone' })
const kindsLeft = (run: Run): string => stdout(run, 'kubectl get pods,configmaps,serviceaccounts,deployments -n gone -o name')

describe('a namespace that is to go (M-3)', () => {
  test('is left alone for five seconds', () => {
    const run = after(going(filled(pod(8))), 4000)
    expect(stdout(run, 'kubectl get pods -n gone --no-headers')).toMatch(/^slow +1\/1 +Running/)
    expect(namespace(run)?.status).toEqual({ phase: 'Terminating' })
  })

  test('loses its Pods first, and everything else when they are gone', () => {
    const run = after(going(filled(pod(8))), 6000)
    expect(stdout(run, 'kubectl get pods -n gone --no-headers')).toMatch(/^slow +1\/1 +Terminating/)
    expect(kindsLeft(run).trim().split('\n')).toEqual([
      'pod/slow',
      'configmap/keep',
      'configmap/kube-root-ca.crt',
      'serviceaccount/default',
    ])
    expect(namespace(after(run, 20_000))).toBeUndefined()
  })

  test('says what is left in it, and which finalizers hold that', () => {
    const hold = `kubectl patch configmap keep -n gone --type=merge -p '{"metadata":{"finalizers":["example.com/hold"]}}'`
    const run = after(going(must(filled(pod(1)), hold)), 15_000)
    expect(namespace(run)?.status.conditions?.map(({ status, reason, message }) => `${status} ${reason ?? ''}: ${message ?? ''}`)).toEqual([
      'False ResourcesDiscovered: All resources successfully discovered',
      'False ParsedGroupVersions: All legacy kube types successfully parsed',
      'False ContentDeleted: All content successfully deleted, may be waiting on finalization',
      'True SomeResourcesRemain: Some resources are remaining: configmaps. has 1 resource instances',
      'True SomeFinalizersRemain: Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
    ])
    const freed = must(run, `kubectl patch configmap keep -n gone --type=merge -p '{"metadata":{"finalizers":null}}'`)
    expect(namespace(after(freed, 10_000))).toBeUndefined()
  })

  test('takes nothing new, and its ReplicaSets do not complain of it', () => {
    const run = after(going(filled(DEPLOYMENT)), 5200)
    const { output } = runCommand(run, 'kubectl create configmap late -n gone', {})
    expect(output.stderr).toContain(
      'configmaps "late" is forbidden: unable to create new content in namespace gone because it is being terminated',
    )
    const told = snapshotAt(run, run.nowMs)
      .view.list('Event', 'gone')
      .map(({ reason }) => reason)
    expect(told).toContain('SuccessfulCreate')
    expect(told).not.toContain('FailedCreate')
    expect(namespace(after(run, 20_000))).toBeUndefined()
  })
})

test('no Event is made in a namespace that is to go: nobody is told that its containers are stopped', () => {
  const killed = (run: Run) => run.entries.filter((entry) => entry.kind === 'event-recorded' && entry.reason === 'Killing').length
  expect(killed(after(going(filled(pod(1))), 1500))).toBe(0)
  expect(killed(after(must(filled(pod(1)), 'kubectl delete pods --all -n gone'), 1500))).toBe(1)
})

describe('what every namespace is given', () => {
  const rootCa = (run: Run) => snapshotAt(run, run.nowMs).view.get('ConfigMap', { namespace: 'default', name: 'kube-root-ca.crt' })

  test('is there again when it is deleted', () => {
    const run = must(startCluster(), 'kubectl delete configmap kube-root-ca.crt && kubectl delete serviceaccount default')
    expect(stdout(after(run, 1000), 'kubectl get configmaps,serviceaccounts -o name')).toBe(
      'configmap/kube-root-ca.crt\nserviceaccount/default\n',
    )
  })

  test('the certificate is as it was when it is edited; labels of others stay', () => {
    const first = startCluster()
    let run = must(first, `kubectl patch configmap kube-root-ca.crt -p '{"data":{"ca.crt":"no","more":"y"}}'`)
    run = must(
      run,
      'kubectl annotate configmap kube-root-ca.crt kubernetes.io/description- && kubectl label configmap kube-root-ca.crt a=b',
    )
    const mended = rootCa(after(run, 1000))
    expect(mended?.data).toEqual(rootCa(first)?.data)
    expect(mended?.metadata.annotations).toEqual(rootCa(first)?.metadata.annotations)
    expect(mended?.metadata.labels).toEqual({ a: 'b' })
  })
})

describe('a Secret that asks for a token of a service account', () => {
  const asking = (name: string, account: string): string =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, annotations: { 'kubernetes.io/service-account.name': account } },
      type: 'kubernetes.io/service-account-token',
    })
  const given = (account: string): Run => {
    const run = must(startCluster(), 'kubectl create serviceaccount robot')
    return after(must(run, 'kubectl apply -f s.json', { 's.json': asking('token', account) }), 1000)
  }
  const secret = (run: Run) => snapshotAt(run, run.nowMs).view.get('Secret', { namespace: 'default', name: 'token' })

  test('is given one, with the certificate and the namespace', () => {
    const found = secret(given('robot'))
    expect(Object.keys(found?.data ?? {}).sort()).toEqual(['ca.crt', 'namespace', 'token'])
    expect(found?.metadata.annotations?.['kubernetes.io/service-account.uid']).toBeDefined()
    const [, claims = ''] = Buffer.from(found?.data?.['token'] ?? '', 'base64')
      .toString()
      .split('.')
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ sub: 'system:serviceaccount:default:robot' })
  })

  test('is filled in again when something is taken out of it', () => {
    const run = after(must(given('robot'), `kubectl patch secret token -p '{"data":{"ca.crt":null,"namespace":null}}'`), 1000)
    expect(Object.keys(secret(run)?.data ?? {}).sort()).toEqual(['ca.crt', 'namespace', 'token'])
  })

  test('goes with its account, and does not stay without one', () => {
    expect(secret(after(must(given('robot'), 'kubectl delete serviceaccount robot'), 1000))).toBeUndefined()
    expect(secret(given('nobody'))).toBeUndefined()
  })
})
