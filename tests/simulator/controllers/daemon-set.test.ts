import { describe, expect, test } from 'vitest'
import { joinNode, snapshotAt } from '../../../src/simulator/index.ts'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { after, apply, stdout } from './workload.ts'

const NODES = ['node-1', 'node-2', 'node-3']
const AGENT = { kind: 'DaemonSet', name: 'agent', spec: {} }
const NEW_TEMPLATE = `kubectl patch daemonset agent -p '{"spec":{"template":{"metadata":{"annotations":{"version":"second"}}}}}'`

function settled(spec: object = {}): Run {
  return after(apply(startCluster(1, NODES), { ...AGENT, spec }), 10_000)
}

/** Version, node and readiness of each Pod that is not on its way out. */
function daemons(run: Run): readonly { readonly node: string; readonly version: string; readonly ready: boolean }[] {
  return snapshotAt(run, run.nowMs)
    .view.list('Pod', 'default')
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map(({ metadata, spec, status }) => ({
      node: spec.nodeName ?? '',
      version: metadata.annotations?.['version'] ?? 'first',
      ready: status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true,
    }))
}

function each(run: Run, steps: number, look: (run: Run) => void): Run {
  let now = run
  for (let step = 0; step < steps; step += 1) {
    now = after(now, 100)
    look(now)
  }
  return now
}

describe('a DaemonSet (WL-2)', () => {
  test('has a Pod on every node', () => {
    expect(
      daemons(settled())
        .map(({ node }) => node)
        .sort(),
    ).toEqual(NODES)
  })

  test('has none where a taint is not tolerated, and goes when a node is no longer selected', () => {
    let run = must(settled(), `kubectl patch node node-2 -p '{"spec":{"taints":[{"key":"gpu","effect":"NoExecute"}]}}'`)
    run = after(run, 10_000)
    expect(
      daemons(run)
        .map(({ node }) => node)
        .sort(),
    ).toEqual(['node-1', 'node-3'])
    expect(stdout(run, 'kubectl get daemonset agent --no-headers')).toMatch(/^agent +2 +2 +2 +2 +2/)
  })

  test('replaces one Pod at a time by default', () => {
    const run = must(settled(), NEW_TEMPLATE)
    const end = each(run, 200, (now) => {
      expect(daemons(now).filter(({ ready }) => ready).length).toBeGreaterThanOrEqual(2)
    })
    expect(daemons(end).map(({ version }) => version)).toEqual(['second', 'second', 'second'])
  })

  test('with a surge the new Pod is ready before the old one goes', () => {
    const run = must(settled({ updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }), NEW_TEMPLATE)
    let most = 0
    const end = each(run, 200, (now) => {
      expect(new Set(daemons(now).flatMap(({ ready, node }) => (ready ? [node] : []))).size).toBe(3)
      most = Math.max(most, daemons(now).length)
    })
    expect(most).toBe(4)
    expect(daemons(end).map(({ version }) => version)).toEqual(['second', 'second', 'second'])
  })

  test('with OnDelete nothing happens until a Pod is deleted', () => {
    const run = after(must(settled({ updateStrategy: { type: 'OnDelete' } }), NEW_TEMPLATE), 20_000)
    expect(daemons(run).map(({ version }) => version)).toEqual(['first', 'first', 'first'])
  })

  test('tolerations that the template has already keep their place', () => {
    const notReady = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }
    const run = after(apply(startCluster(), { ...AGENT, podSpec: { tolerations: [notReady, { key: 'q', value: 'r' }] } }), 1000)
    const [pod] = snapshotAt(run, run.nowMs).view.list('Pod', 'default')
    expect(pod?.spec.tolerations?.map(({ key }) => key)).toEqual([
      'node.kubernetes.io/not-ready',
      'q',
      ...['unreachable', 'disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map((name) => `node.kubernetes.io/${name}`),
    ])
  })

  test('says how many it wants although it cannot make them', () => {
    const run = after(apply(startCluster(1, NODES), { ...AGENT, podSpec: { serviceAccountName: 'nobody' } }), 1000)
    expect(snapshotAt(run, run.nowMs).view.get('DaemonSet', { namespace: 'default', name: 'agent' })?.status).toMatchObject({
      desiredNumberScheduled: 3,
      numberUnavailable: 3,
      observedGeneration: 1,
    })
  })

  test('one that comes after it takes over its Pods and revisions, and takes Pods of the same generation for its own', () => {
    const orphaned = after(must(settled(), 'kubectl delete daemonset agent --cascade=orphan'), 1000)
    const before = daemons(orphaned)
    const run = after(apply(orphaned, { ...AGENT, env: [{ name: 'V', value: '2' }] }), 10_000)
    const { view } = snapshotAt(run, run.nowMs)
    expect(daemons(run)).toEqual(before)
    expect(view.get('DaemonSet', { namespace: 'default', name: 'agent' })?.status.updatedNumberScheduled).toBe(3)
    expect(view.list('ControllerRevision', 'default').map(({ metadata }) => metadata.ownerReferences?.[0]?.name)).toEqual([
      'agent',
      'agent',
    ])
  })

  test('a node that joins later gets a Pod', () => {
    const run = after(joinNode(after(apply(startCluster(), AGENT), 5000), 'node-2'), 5000)
    expect(
      daemons(run)
        .map(({ node, ready }) => [node, ready])
        .sort(),
    ).toEqual([
      ['node-1', true],
      ['node-2', true],
    ])
  })

  test('another revision of its name makes it count a collision, and its Pods bear the next hash (DEP-6)', () => {
    const first = after(apply(startCluster(), AGENT), 1000)
    const name = stdout(first, 'kubectl get controllerrevisions --no-headers -o custom-columns=N:.metadata.name').trim()
    const stranger = JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: { name },
      revision: 7,
      data: { some: 'thing' },
    })
    const run = after(apply(must(startCluster(), 'kubectl apply -f r.json', { 'r.json': stranger }), AGENT), 5000)
    const { view } = snapshotAt(run, run.nowMs)
    expect(view.get('DaemonSet', { namespace: 'default', name: 'agent' })?.status).toMatchObject({ collisionCount: 1, numberReady: 1 })
    const [pod] = view.list('Pod', 'default')
    const hash = pod?.metadata.labels?.['controller-revision-hash'] ?? ''
    expect(view.list('ControllerRevision', 'default').map(({ metadata }) => metadata.name)).toContain(`agent-${hash}`)
    expect(`agent-${hash}`).not.toBe(name)
  })
})
