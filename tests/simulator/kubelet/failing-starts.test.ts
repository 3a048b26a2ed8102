// Containers that are made and cannot be started: what the status says from look to look, and what Events say.

import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { advanceRun } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, stdout } from '../controllers/workload.ts'

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'app' },
  spec: {
    containers: [{ name: 'app', image: 'busybox:1.36', command: STAYS, volumeMounts: [{ name: 'cfg', mountPath: '/etc' }] }],
    volumes: [{ name: 'cfg', configMap: { name: 'settings' } }],
  },
}

function started(seed: number): Run {
  const run = must(startCluster(seed), 'kubectl create configmap settings --from-literal=a.conf=one')
  return must(run, 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(POD) })
}

function status(run: Run): string {
  return stdout(run, 'kubectl get pod app --no-headers').trimEnd().split(/ +/).slice(2, 4).join(' ')
}

/** The words of STATUS and RESTARTS one after the other, in the first 9 seconds. */
function statusesOf(seed: number): readonly string[] {
  let run = started(seed)
  const untilMs = run.nowMs + 9000
  const seen = [status(run)]
  while (run.nowMs < untilMs) {
    run = advanceRun(run, run.nowMs + 100)
    if (status(run) !== seen.at(-1)) seen.push(status(run))
  }
  return seen.slice(seen.findIndex((text) => text.startsWith('RunContainerError')))
}

describe('a volume over /etc, into which the runtime cannot put its own files (LIFE-6)', () => {
  test('is tried twice at once; whether the status already says CrashLoopBackOff depends on when the runtime was asked', () => {
    const all = Array.from({ length: 12 }, (_, seed) => statusesOf(seed).join(', '))
    expect(new Set(all)).toEqual(
      new Set(['RunContainerError 0, RunContainerError 1', 'RunContainerError 0, RunContainerError 1, CrashLoopBackOff 1']),
    )
  })

  test('is one Event that counts: it names the container where the runtime names its id', () => {
    const events = stdout(after(started(1), 9000), 'kubectl get events')
    expect(events).toMatch(/Failed .*k8s\.io\/app\/rootfs\/etc\/hosts: read-only file system/)
    expect(events.match(/ Failed /g)).toHaveLength(1)
  })
})
