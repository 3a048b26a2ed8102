// A Pod with readiness gates is ready when its containers are and when everybody else says so.

import { describe, expect, test } from 'vitest'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, stdout } from '../controllers/workload.ts'

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'app' },
  spec: {
    readinessGates: [{ conditionType: 'example.com/seen' }],
    containers: [{ name: 'app', image: 'busybox:1.36', command: STAYS }],
  },
}
const READY = '{.status.conditions[?(@.type=="Ready")]'
const started = after(must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 3000)

describe('a Pod with a readiness gate', () => {
  test('is not ready before somebody has opened it', () => {
    expect(stdout(started, `kubectl get pod app -o jsonpath='${READY}.reason}: ${READY}.message}'`)).toBe(
      'ReadinessGatesNotReady: corresponding condition of pod readiness gate "example.com/seen" does not exist.',
    )
    expect(stdout(started, 'kubectl describe pod app')).toMatch(/Readiness Gates:\n +Type +Status\n +example.com\/seen +<none> \n/)
  })

  test('is ready soon after, and what was said stays in its status', () => {
    const status = JSON.stringify({ status: { conditions: [{ type: 'example.com/seen', status: 'True' }] } })
    const opened = after(must(started, `kubectl patch pod app --subresource=status -p '${status}'`), 2000)
    expect(stdout(opened, `kubectl get pod app -o jsonpath='${READY}.status}'`)).toBe('True')
    expect(stdout(opened, 'kubectl describe pod app')).toMatch(
      /example.com\/seen +True \nConditions:\n +Type +Status\n +example.com\/seen +True/,
    )
  })
})
