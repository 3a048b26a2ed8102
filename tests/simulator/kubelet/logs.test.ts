// What of the output of a container is its log: lines, each once it is whole.

import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { after, stderr, stdout } from '../controllers/workload.ts'

function running(script: string): Run {
  const containers = [{ name: 'app', image: 'busybox:1.36', command: ['sh', '-c', script] }]
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { restartPolicy: 'Never', containers } }
  return after(must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 3000)
}

describe('what a container prints in one go', () => {
  const run = running('for i in 1 2 3; do echo "line $i"; done; sleep 100')

  test('is several lines of its log', () => {
    expect(stdout(run, 'kubectl logs app --tail=2')).toBe('line 2\nline 3\n')
  })

  test('has a time before every line', () => {
    expect(stdout(run, 'kubectl logs app --timestamps')).toMatch(/^(\d{4}-[\d-]+T[\d:.]+Z line \d\n){3}$/)
  })
})

describe('a line that has no end yet', () => {
  const run = running('printf start; sleep 5; echo " end"; printf last; sleep 5')

  test('is not in the log', () => {
    expect(stdout(run, 'kubectl logs app')).toBe('')
  })

  test('is there as a whole once it ends', () => {
    expect(stdout(after(run, 5000), 'kubectl logs app')).toBe('start end\n')
  })

  test('ends with the container', () => {
    expect(stdout(after(run, 12_000), 'kubectl logs app --tail=1')).toBe('last')
  })
})

test('--prefix stands before empty lines too', () => {
  expect(stdout(running('echo; echo a'), 'kubectl logs app --prefix')).toBe('[pod/app/app] \n[pod/app/app] a\n')
})

describe('the log of the run before this one', () => {
  const failing = (): Run => {
    const containers = [{ name: 'app', image: 'busybox:1.36', command: ['sh', '-c', 'echo run; exit 1'] }]
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { containers } }
    return must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) })
  }

  test('is that of the latest run while a container waits for its next one', () => {
    // Another look at the Pod, before the wait is over.
    const run = after(must(after(failing(), 5000), 'kubectl annotate pod app look=again'), 2000)
    expect(stdout(run, 'kubectl get pod app')).toContain('CrashLoopBackOff')
    expect(stdout(run, 'kubectl logs app --previous')).toBe('run\n')
  })

  test('is not there for a container that never ran, whatever it waits for', () => {
    const initContainers = [{ name: 'first', image: 'busybox:1.36', command: ['sleep', '100'] }]
    const containers = [{ name: 'app', image: 'busybox:1.36' }]
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { initContainers, containers } }
    const run = after(must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 3000)
    expect(stderr(run, 'kubectl logs app --previous')).toContain('previous terminated container "app" in pod "app" not found')
    expect(stderr(run, 'kubectl logs app')).toContain('container "app" in pod "app" is waiting to start: PodInitializing')
  })
})

test('a container that could not be started has an empty log', () => {
  const containers = [{ name: 'app', image: 'busybox:1.36', command: ['/nope'] }]
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { restartPolicy: 'Never', containers } }
  const run = after(must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 3000)
  expect(stdout(run, 'kubectl logs app')).toBe('')
  expect(stderr(run, 'kubectl logs app')).toBe('')
})
