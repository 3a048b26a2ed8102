import { describe, expect, test } from 'vitest'
import { advanceRun, joinNode, snapshotAt, startRun } from '../../../src/simulator/index.ts'
import type { Run, RunOptions } from '../../../src/simulator/index.ts'
import { ALL_TOOLS } from '../../../src/simulator/kubectl/tools/all.ts'
import { images, must } from '../experiment.ts'
import { STAYS, after, stdout } from '../controllers/workload.ts'

type Strategy = NonNullable<RunOptions['changeDetection']>

function startWith(changeDetection: Strategy, nodes: readonly string[] = ['node-1']): Run {
  return advanceRun(
    startRun({ seed: 3, nodes, startedAtEpochMs: Date.UTC(2026, 10, 24, 9), images, changeDetection, toolbox: ALL_TOOLS }),
    1000,
  )
}

function reader(name: string, nodeName?: string): string {
  const container = { name: 'app', image: 'busybox:1.36', command: STAYS, volumeMounts: [{ name: 'cfg', mountPath: '/etc/cfg' }] }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      ...(nodeName === undefined ? {} : { nodeName }),
      containers: [container],
      volumes: [{ name: 'cfg', configMap: { name: 'settings' } }],
    },
  })
}

const withReader = (run: Run, name: string, nodeName?: string): Run =>
  must(run, 'kubectl apply -f p.json', { 'p.json': reader(name, nodeName) })
const level = (run: Run, pod: string): string => stdout(run, `kubectl exec ${pod} -- cat /etc/cfg/level`)
const change = (run: Run, to: string): Run => must(run, `kubectl patch configmap settings -p '{"data":{"level":"${to}"}}'`)

/** Seconds until the file shows the new value. */
function delay(run: Run, pod: string): number {
  let now = change(run, 'debug')
  const from = now.nowMs
  while (level(now, pod) !== 'debug' && now.nowMs < from + 600_000) now = after(now, 500)
  return (now.nowMs - from) / 1000
}

function prepared(strategy: Strategy, ttlSeconds: number): Run {
  let run = must(startWith(strategy), 'kubectl create configmap settings --from-literal=level=info')
  run = must(run, `kubectl annotate node node-1 node.alpha.kubernetes.io/ttl=${String(ttlSeconds)} --overwrite`)
  return after(withReader(run, 'one'), 5000)
}

describe('how a kubelet learns of a change', () => {
  test.each<Strategy>(['Watch', 'Get'])('%s: the next look at the Pod shows it (PROP-4, PROP-5)', (strategy) => {
    expect(delay(prepared(strategy, 300), 'one')).toBeLessThanOrEqual(92)
  })

  test('Cache: a copy that is not too old is used, whatever the API server has (PROP-5)', () => {
    const seconds = delay(prepared('Cache', 300), 'one')
    expect(seconds).toBeGreaterThan(200)
    expect(seconds).toBeLessThanOrEqual(392)
  })

  test('Cache: a new Pod has its node ask again, and the old one gains by it', () => {
    let run = after(change(prepared('Cache', 300), 'debug'), 1000)
    expect(level(run, 'one')).toBe('info')
    run = after(withReader(run, 'two'), 5000)
    expect(level(run, 'two')).toBe('debug')
    run = after(must(run, 'kubectl annotate pod one poke=1'), 3000)
    expect(level(run, 'one')).toBe('debug')
  })
})

describe('what has a node look at a Pod at once, so that a change arrives within seconds (PROP-7)', () => {
  const changed = (): Run => after(change(prepared('Watch', 0), 'debug'), 500)

  test('without a reason it does not', () => {
    expect(level(after(changed(), 3000), 'one')).toBe('info')
  })

  test.each(['kubectl annotate pod one poke=1', 'kubectl label pod one poke=1', 'kubectl exec one -- kill 1'])('%s', (line) => {
    expect(level(after(must(changed(), line), 4000), 'one')).toBe('debug')
  })
})

describe('a ConfigMap that becomes immutable while a volume holds it (PROP-9)', () => {
  const marked = must(
    after(withReader(must(startWith('Watch'), 'kubectl create configmap settings --from-literal=level=info'), 'one'), 5000),
    `kubectl patch configmap settings -p '{"immutable":true}'`,
  )
  const recreated = (run: Run): Run =>
    must(must(run, 'kubectl delete configmap settings'), 'kubectl create configmap settings --from-literal=level=debug')

  test('is still watched until the node reads it', () => {
    expect(level(after(recreated(after(marked, 1000)), 130_000), 'one')).toBe('debug')
  })

  test('is not watched any more after that', () => {
    expect(level(after(recreated(after(marked, 130_000)), 130_000), 'one')).toBe('info')
  })
})

describe('a node that joins later', () => {
  test('is given Pods, and has a cache of its own (PROP-9)', () => {
    let run = must(startWith('Watch'), 'kubectl create configmap settings --from-literal=level=info')
    run = must(run, `kubectl patch configmap settings -p '{"immutable":true}'`)
    run = after(withReader(run, 'one', 'node-1'), 5000)
    run = must(must(run, 'kubectl delete configmap settings'), 'kubectl create configmap settings --from-literal=level=debug')
    run = after(joinNode(run, 'node-2'), 1000)
    run = after(withReader(withReader(run, 'same', 'node-1'), 'new', 'node-2'), 5000)
    expect([level(run, 'same'), level(run, 'new')]).toEqual(['info', 'debug'])
    expect(snapshotAt(run, run.nowMs).nodes.map(({ node }) => node)).toEqual(['node-1', 'node-2'])
  })

  test('is not there before it joined, and joins but once', () => {
    const run = after(startWith('Watch'), 1000)
    const joined = joinNode(run, 'node-2')
    expect(snapshotAt(joined, run.nowMs - 1).nodes).toHaveLength(1)
    expect(joinNode(joined, 'node-2')).toBe(joined)
    expect(stdout(after(joined, 1000), 'kubectl get nodes --no-headers')).toMatch(/^node-1 .*\nnode-2 +Ready/)
  })
})
