import { describe, expect, test } from 'vitest'
import { whatIsAwaited } from '../../src/board/awaited.ts'
import { describeBoard } from '../../src/board/board-model.ts'
import { readVersions } from '../../src/board/versions.ts'
import type { Run } from '../../src/simulator/index.ts'
import { advanceRun, snapshotAt } from '../../src/simulator/index.ts'
import { must, startCluster } from '../simulator/experiment.ts'

const boardOf = (run: Run) => describeBoard(snapshotAt(run, run.nowMs), { focus: [], versions: readVersions(run), revealed: [] })
const awaitedIn = (run: Run) => whatIsAwaited(boardOf(run))
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

  test('is of several looks the one that comes first', () => {
    const apply = (run: Run, name: string) => {
      const text = `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: ${SLEEPS}}`
      return must(run, `kubectl apply -f ${name}.yaml`, { [`${name}.yaml`]: text })
    }
    const run = ['b', 'c', 'a'].reduce((before, name) => advanceRun(apply(before, name), before.nowMs + 17_000), startCluster())
    const looks = boardOf(run).nodes.flatMap(({ dials }) => dials.flatMap(({ untilMs }) => untilMs ?? []))
    expect(new Set(looks).size).toBe(3)
    expect(awaitedIn(run)?.dial?.untilMs).toBe(Math.min(...looks))
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
