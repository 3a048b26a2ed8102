// Which Pods have to wait because a node has too little left, and what the scheduler says of it.

import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, stdout } from '../controllers/workload.ts'

function withPod(run: Run, name: string, requests: Readonly<Record<string, string>>, spec: object = {}): Run {
  const containers = [{ name: 'app', image: 'busybox:1.36', command: STAYS, resources: { requests } }]
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { terminationGracePeriodSeconds: 1, containers, ...spec } }
  return after(must(run, 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 3000)
}

const message = (run: Run, name: string): string =>
  stdout(run, `kubectl get events --field-selector involvedObject.name=${name},reason=FailedScheduling -o jsonpath='{.items[*].message}'`)
const phase = (run: Run, name: string): string => stdout(run, `kubectl get pod ${name} -o jsonpath={.status.phase}`)

const HOPELESS = '. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.'
const TAKEN = '. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.'

describe('a Pod that asks for more than any node has', () => {
  test('waits, and every resource is named', () => {
    const run = withPod(startCluster(), 'big', { memory: '900Gi', cpu: '100' })
    expect(phase(run, 'big')).toBe('Pending')
    expect(message(run, 'big')).toBe(`0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory${HOPELESS}`)
  })

  test('waits for its node selector first', () => {
    const run = withPod(startCluster(), 'big', { cpu: '100' }, { nodeSelector: { disk: 'ssd' } })
    expect(message(run, 'big')).toBe(`0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector${HOPELESS}`)
  })
})

describe('a Pod for which too little is left', () => {
  const run = withPod(withPod(startCluster(), 'first', { cpu: '3' }), 'second', { cpu: '2' })

  test('waits', () => {
    expect([phase(run, 'first'), phase(run, 'second')]).toEqual(['Running', 'Pending'])
    expect(message(run, 'second')).toBe(`0/1 nodes are available: 1 Insufficient cpu${TAKEN}`)
  })

  test('starts when the other one is gone', () => {
    expect(phase(after(must(run, 'kubectl delete pod first'), 5000), 'second')).toBe('Running')
  })

  test('does not keep those out that ask for less', () => {
    expect(phase(withPod(run, 'third', { cpu: '1' }), 'third')).toBe('Running')
  })
})

test('what a Pod asked for that has completed is free again', () => {
  const done = withPod(startCluster(), 'done', { cpu: '3' }, { restartPolicy: 'Never', activeDeadlineSeconds: 2 })
  expect(phase(withPod(after(done, 10_000), 'next', { cpu: '3' }), 'next')).toBe('Running')
})
