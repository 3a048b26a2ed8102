// What a control loop puts off is looked at once, at the earliest of the times that were asked for.

import { expect, test } from 'vitest'
import { after, apply } from '../controllers/workload.ts'
import { must, startCluster } from '../experiment.ts'

test('a Deployment that is looked at many times has one deadline timer', () => {
  const env = [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'nobody', key: 'a' } } }]
  let run = after(apply(startCluster(), { kind: 'Deployment', name: 'web', spec: { replicas: 1 }, env }), 5000)
  const before = run.cluster.queue.timers.length
  for (let time = 0; time < 20; time += 1) run = after(must(run, `kubectl annotate deployment web poke=${String(time)} --overwrite`), 50)
  expect(run.cluster.queue.timers.length).toBeLessThan(before + 5)
})
