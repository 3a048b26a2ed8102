// What a Pod's status says from its creation to its end: every state that a kubelet writes, in order (LIFE-1, LIFE-2, LIFE-6).

import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { snapshotAt } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, reports, stdout } from '../controllers/workload.ts'

function applied(spec: object, container: object = {}): Run {
  const containers = [{ name: 'app', image: 'busybox:1.36', command: STAYS, ...container }]
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { terminationGracePeriodSeconds: 1, ...spec, containers } }
  return must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) })
}

function podOf(run: Run) {
  return snapshotAt(run, run.nowMs).view.get('Pod', { namespace: 'default', name: 'app' })
}

/** `phase sandbox ready address container`, whenever one of them changes, or the Pod has gone. */
function statesOf(begun: Run, forMs: number): readonly string[] {
  const states: string[] = []
  let run = begun
  for (const untilMs = begun.nowMs + forMs; run.nowMs < untilMs; run = after(run, 10)) {
    const status = podOf(run)?.status
    const is = (type: string) => status?.conditions?.find((each) => each.type === type)?.status ?? '-'
    const container = Object.keys(status?.containerStatuses?.[0]?.state ?? {})[0] ?? '-'
    const words = [status?.phase, is('PodReadyToStartContainers'), is('Ready'), status?.podIP === undefined ? 'no' : 'ip', container]
    const state = status === undefined ? 'gone' : words.join(' ')
    if (state !== states.at(-1)) states.push(state)
  }
  return states
}

describe('a Pod whose program ends at once', () => {
  test('is seen to run, and has succeeded only when its sandbox is gone', () => {
    const states = statesOf(applied({ restartPolicy: 'Never' }, { command: ['true'] }), 6000)
    expect(states.filter((state) => state !== 'Pending - - no -')).toEqual([
      'Pending False False no waiting',
      'Pending True False no waiting',
      'Running True True ip running',
      'Running True False ip terminated',
      'Succeeded False False ip terminated',
    ])
  })

  test('is started again in the look that finds it ended, and only then backs off', () => {
    const rows = new Set<string>()
    let run = applied({}, { command: ['sh', '-c', 'exit 1'] })
    for (const untilMs = run.nowMs + 20_000; run.nowMs < untilMs; run = after(run, 10))
      rows.add(stdout(run, 'kubectl get pod app --no-headers').trimEnd().split(/ +/).slice(1, 4).join(' '))
    expect([...rows].slice(2, 7)).toEqual(['1/1 Running 0', '0/1 Error 0', '1/1 Running 1', '0/1 Error 1', '0/1 CrashLoopBackOff 1'])
  })
})

describe('a Pod that is deleted', () => {
  test('says how it ended before it goes', () => {
    const run = must(after(applied({}), 5000), 'kubectl delete pod app --wait=false')
    expect(statesOf(run, 4000)).toEqual(['Running True True ip running', 'Succeeded False False ip terminated', 'gone'])
  })
})

test('a container that fails its liveness probe is ended and started anew in one look, without back-off the first two times', () => {
  const livenessProbe = { exec: { command: ['cat', '/alive'] }, periodSeconds: 1, failureThreshold: 1 }
  const rows = new Set<string>()
  let run = applied({}, { livenessProbe })
  for (const untilMs = run.nowMs + 14_000; run.nowMs < untilMs; run = after(run, 10))
    rows.add(stdout(run, 'kubectl get pod app --no-headers').trimEnd().split(/ +/).slice(1, 4).join(' '))
  expect([...rows].slice(2)).toEqual(['1/1 Running 0', '1/1 Running 1', '1/1 Running 2', '0/1 CrashLoopBackOff 2'])
  expect(reports(run, 'app')).toContain('Killing Container app failed liveness probe, will be restarted')
})

test('a look waits for a postStart hook: until it has ended the container is being created', () => {
  const lifecycle = { postStart: { exec: { command: ['sleep', '4'] } } }
  const run = applied({}, { lifecycle })
  const state = (at: Run) => Object.keys(podOf(at)?.status.containerStatuses?.[0]?.state ?? {})[0]
  expect([state(after(run, 4000)), state(after(run, 6000))]).toEqual(['waiting', 'running'])
})

test('another image under a running Pod ends its container and starts a new one', () => {
  const run = must(after(applied({}), 5000), 'kubectl set image pod/app app=third-factor/reader:1')
  expect(reports(after(run, 5000), 'app')).toContain('Killing Container app definition changed, will be restarted')
  expect(podOf(after(run, 5000))?.status.containerStatuses?.[0]?.restartCount).toBe(1)
})

test('containers that run side by side are reported in the order of names, and a bad end is heard before a good one', () => {
  const end = (name: string, code: number) => ({ name, image: 'busybox:1.36', command: ['sh', '-c', `exit ${String(code)}`] })
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'app' },
    spec: { restartPolicy: 'Never', containers: [end('b', 7), end('a', 0)] },
  }
  const run = after(must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 6000)
  expect(podOf(run)?.status.containerStatuses?.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(stdout(run, 'kubectl get pod app --no-headers')).toMatch(/^app +0\/2 +Error +0 /)
})
