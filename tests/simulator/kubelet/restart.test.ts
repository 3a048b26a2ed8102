// Which containers are started again: their own policy and rules come before the Pod's (LIFE-6).

import { expect, test } from 'vitest'
import { must, startCluster } from '../experiment.ts'
import { after, stdout } from '../controllers/workload.ts'

function outcome(container: object, exitCode: number): string {
  const containers = [{ name: 'app', image: 'busybox:1.36', command: ['sh', '-c', `exit ${String(exitCode)}`], ...container }]
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { restartPolicy: 'Never', containers } }
  const run = after(must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 6000)
  const status = '{.status.phase} {.status.containerStatuses[0].restartCount}'
  return stdout(run, `kubectl get pod app -o jsonpath="${status}"`)
}

const rules = [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }]

test('the policy of a container comes before that of its Pod', () => {
  expect(outcome({}, 1)).toBe('Failed 0')
  expect(outcome({ restartPolicy: 'OnFailure' }, 1)).toBe('Running 1')
  expect(outcome({ restartPolicy: 'OnFailure' }, 0)).toBe('Succeeded 0')
})

test('a rule for an exit code comes before the policy', () => {
  expect(outcome({ restartPolicy: 'Never', restartPolicyRules: rules }, 42)).toBe('Running 1')
  expect(outcome({ restartPolicy: 'Never', restartPolicyRules: rules }, 1)).toBe('Failed 0')
})

test('a message about the end of a container is the last that it wrote, as far as 4096 bytes go', () => {
  const script = 'i=0; while [ $i -lt 900 ]; do echo line >> /dev/termination-log; i=$((i+1)); done; printf end >> /dev/termination-log'
  const containers = [{ name: 'app', image: 'busybox:1.36', command: ['sh', '-c', script] }]
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { restartPolicy: 'Never', containers } }
  const run = after(must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 6000)
  const message = stdout(run, 'kubectl get pod app -o jsonpath={.status.containerStatuses[0].state.terminated.message}')
  expect(message).toHaveLength(4096)
  expect(message.slice(-8)).toBe('line\nend')
})
