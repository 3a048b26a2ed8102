import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { advanceRun, forkAt, logsOf, runCommand, snapshotAt, typeLine } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'

const POD = 'kubectl run box --image=busybox:1.36 --restart=Never --command -- sh -c "while true; do date +%s%N; sleep 1; done"'
const LINE =
  'sleep 2 && kubectl exec box -- sh -c "sleep 2; echo 1 > /tmp/a" && kubectl label pod box a=1 && sleep 3 && kubectl create configmap b && kubectl delete pod box'

function stateOf(run: Run): unknown {
  const { view, nodes } = snapshotAt(run, run.nowMs)
  const log = logsOf(run, { namespace: 'default', name: 'box' }, 'box')
  return [view.list('Pod', ''), view.list('ConfigMap', ''), view.list('Event', ''), nodes, log, run.cluster.nextEntry]
}

describe('a moment of the past', () => {
  const made = must(startCluster(3), POD)
  const before = advanceRun(made, made.nowMs + 10_000)
  const then = new Map<number, unknown>()
  let run = typeLine(before, LINE, {})
  for (let step = 0; step < 60; step += 1) {
    then.set(run.nowMs, stateOf(run))
    run = advanceRun(run, run.nowMs + 777)
  }

  test('is what it was as the present, while a line waited and went on', () => {
    expect(run.entries.filter(({ kind }) => kind === 'object-stored').length).toBeGreaterThan(10)
    for (const [atMs, state] of then) expect(stateOf(forkAt(run, atMs))).toEqual(state)
  })

  test('is the same from the last one to the first', () => {
    for (const [atMs, state] of [...then].reverse()) expect(stateOf(forkAt(run, atMs))).toEqual(state)
  })

  test('is the same where the line was run to its end at once', () => {
    const { run: ran } = runCommand(before, LINE, {})
    const moments = [...then].filter(([atMs]) => atMs < ran.nowMs)
    expect(moments.length).toBeGreaterThan(10)
    for (const [atMs, state] of moments) expect(stateOf(forkAt(ran, atMs))).toEqual(state)
  })

  test('leads to the same future when nothing else is done', () => {
    const fork = forkAt(run, run.nowMs - 10_000)
    expect(stateOf(advanceRun(fork, run.nowMs))).toEqual(stateOf(run))
  })
})
