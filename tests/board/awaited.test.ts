import { describe, expect, test } from 'vitest'
import { whatIsAwaited } from '../../src/board/awaited.ts'
import { describeBoard } from '../../src/board/board-model.ts'
import { readVersions } from '../../src/board/versions.ts'
import type { Run } from '../../src/simulator/index.ts'
import { advanceRun, snapshotAt } from '../../src/simulator/index.ts'
import { must, startCluster } from '../simulator/experiment.ts'

const awaitedIn = (run: Run) =>
  whatIsAwaited(describeBoard(snapshotAt(run, run.nowMs), { focus: [], versions: readVersions(run), revealed: [] }))
const applied = (spec: string, afterMs: number) => {
  const run = must(startCluster(), 'kubectl apply -f a.yaml', {
    'a.yaml': `{apiVersion: v1, kind: Pod, metadata: {name: app}, spec: ${spec}}`,
  })
  return advanceRun(run, run.nowMs + afterMs)
}
const SLEEPS = "{containers: [{name: app, image: 'busybox:1.36', command: [sleep, '3600']}]}"

describe('what is waited for', () => {
  test('is the look at a Pod whose dial runs down', () => {
    const awaited = awaitedIn(applied(SLEEPS, 20_000))
    expect(awaited).toMatchObject({ what: 'look', pod: 'app' })
    expect(awaited?.dial?.untilMs).toBeDefined()
  })

  test('is the kubelet while it pulls an image', () => {
    expect(awaitedIn(applied(SLEEPS, 600))).toEqual({ what: 'work', pod: 'app', dial: undefined })
  })

  test('is a node for a Pod that none takes', () => {
    const large = "{containers: [{name: app, image: 'busybox:1.36', resources: {requests: {memory: 900Gi}}}]}"
    expect(awaitedIn(applied(large, 10_000))).toEqual({ what: 'node', pod: 'app', dial: undefined })
  })

  test('is nothing where no Pod is', () => {
    expect(awaitedIn(startCluster())).toBeUndefined()
  })
})
