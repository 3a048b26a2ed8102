// Which Pods wait for a port, for company, for distance, for a place among others, or for a volume, and what the scheduler says of it.

import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, stdout } from '../controllers/workload.ts'

interface Wish {
  readonly labels?: Readonly<Record<string, string>>
  readonly spec?: object
  readonly container?: object
}

function withPod(run: Run, name: string, { labels = {}, spec = {}, container = {} }: Wish = {}): Run {
  const containers = [{ name: 'app', image: 'busybox:1.36', command: STAYS, ...container }]
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels }, spec: { terminationGracePeriodSeconds: 1, containers, ...spec } }
  return after(must(run, 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 3000)
}

const messages = (run: Run, name: string): string =>
  stdout(run, `kubectl get events --field-selector involvedObject.name=${name},reason=FailedScheduling -o jsonpath='{.items[*].message}'`)
const phase = (run: Run, name: string): string => stdout(run, `kubectl get pod ${name} -o jsonpath={.status.phase}`)

const never = (reason: string): string =>
  `0/1 nodes are available: 1 ${reason}. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.`
const taken = (reason: string): string =>
  never(reason).replace('Preemption is not helpful for scheduling', 'No preemption victims found for incoming pod')

test('a Pod waits until its port of the node is free', () => {
  const port = (hostPort: number): Wish => ({ container: { ports: [{ containerPort: 80, hostPort }] } })
  const run = withPod(withPod(startCluster(), 'first', port(8080)), 'second', port(8080))
  expect(messages(run, 'second')).toBe(taken("node(s) didn't have free ports for the requested pod ports"))
  expect(phase(withPod(run, 'third', port(8081)), 'third')).toBe('Running')
  expect(phase(after(must(run, 'kubectl delete pod first'), 5000), 'second')).toBe('Running')
})

describe('company', () => {
  const affinity = (kind: string, app: string): object => ({
    affinity: {
      [kind]: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: { app } }, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    },
  })

  test('a Pod waits until the one is there that it wants to be near', () => {
    const run = withPod(startCluster(), 'app', { spec: affinity('podAffinity', 'db') })
    expect(messages(run, 'app')).toBe(never("node(s) didn't match pod affinity rules"))
    const joined = withPod(withPod(run, 'other'), 'db', { labels: { app: 'db' } })
    expect(phase(joined, 'app')).toBe('Running')
    expect(messages(joined, 'app')).toBe(messages(run, 'app'))
  })

  test('the first of those that want to be near each other may be anywhere', () => {
    expect(phase(withPod(startCluster(), 'app', { labels: { app: 'x' }, spec: affinity('podAffinity', 'x') }), 'app')).toBe('Running')
  })

  test('two that must not meet need two nodes', () => {
    const apart: Wish = { labels: { app: 'x' }, spec: affinity('podAntiAffinity', 'x') }
    const run = withPod(withPod(startCluster(), 'first', apart), 'second', apart)
    expect(messages(run, 'second')).toBe(taken("node(s) didn't match pod anti-affinity rules"))
    expect(phase(after(must(run, 'kubectl delete pod first'), 5000), 'second')).toBe('Running')
    const two = withPod(withPod(startCluster(1, ['node-1', 'node-2']), 'first', apart), 'second', apart)
    expect(phase(two, 'second')).toBe('Running')
  })
})

describe('places', () => {
  const spread = (topologyKey: string): Wish => ({
    labels: { app: 'x' },
    spec: {
      topologySpreadConstraints: [
        { maxSkew: 1, topologyKey, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'x' } } },
      ],
    },
  })

  test('a node without the label is no place', () => {
    const run = withPod(startCluster(), 'app', spread('zone'))
    expect(messages(run, 'app')).toBe(never("node(s) didn't match pod topology spread constraints (missing required label)"))
  })

  test('no place gets ahead of the others by more than the skew', () => {
    const away = { labels: { app: 'x' }, spec: { nodeName: 'node-1' } }
    const run = withPod(startCluster(1, ['node-1', 'node-2']), 'first', away)
    const pinned: Wish = {
      ...spread('kubernetes.io/hostname'),
      spec: {
        ...spread('kubernetes.io/hostname').spec,
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] }],
            },
          },
        },
      },
    }
    expect(phase(withPod(run, 'second', spread('kubernetes.io/hostname')), 'second')).toBe('Running')
    // Of the nodes that it may be on, node-1 is the only place, so it is never ahead.
    expect(phase(withPod(run, 'third', pinned), 'third')).toBe('Running')
  })

  test('a node that a Pod does not name is passed over before anything else is asked', () => {
    const affinity = {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['other'] }] }],
        },
      },
    }
    const run = withPod(startCluster(), 'app', { spec: { affinity } })
    expect(messages(run, 'app')).toBe(never("node(s) didn't satisfy plugin(s) [NodeAffinity]"))
  })

  test('a node has room for so many Pods and no more', () => {
    const replicas = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web' } }
    const template = {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'app', image: 'busybox:1.36', command: STAYS }] },
    }
    const set = { ...replicas, spec: { replicas: 111, selector: { matchLabels: { app: 'web' } }, template } }
    const run = after(must(startCluster(), 'kubectl apply -f set.json', { 'set.json': JSON.stringify(set) }), 20_000)
    expect(stdout(run, 'kubectl get rs web --no-headers')).toMatch(/^web +111 +111 +110 /)
    expect(stdout(run, 'kubectl get events --field-selector reason=FailedScheduling -o jsonpath={.items[*].message}')).toBe(
      taken('Too many pods'),
    )
  })
})

test('a Pod waits for the volume that it claims, which nobody provides', () => {
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]
  const run = withPod(startCluster(), 'app', { spec: { volumes }, container: { volumeMounts: [{ name: 'data', mountPath: '/data' }] } })
  expect(messages(run, 'app')).toBe('0/1 nodes are available: persistentvolumeclaim "data" not found. not found')
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  }
  const claimed = after(must(run, 'kubectl apply -f claim.json', { 'claim.json': JSON.stringify(claim) }), 3000)
  expect(messages(claimed, 'app')).toContain(' 0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found')
})
