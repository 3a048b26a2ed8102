import { describe, expect, test } from 'vitest'
import { joinNode, snapshotAt } from '../../../src/simulator/index.ts'
import type { Run } from '../../../src/simulator/index.ts'
import { rollingStep } from '../../../src/simulator/controllers/deployment/roll-out.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, apply, podNames, reports, stdout } from './workload.ts'

const WEB = { kind: 'Deployment', name: 'web', spec: { replicas: 3 } }
const SHORT_STAYS = ['sh', '-c', 'trap exit TERM; while true; do sleep 0.5; done']
const patchTemplate = (version: string): string =>
  `kubectl patch deployment web -p '{"spec":{"template":{"metadata":{"annotations":{"version":"${version}"}}}}}'`

function settled(spec: object = {}): Run {
  return after(apply(startCluster(), { ...WEB, spec: { ...WEB.spec, ...spec } }), 10_000)
}

function deployment(run: Run) {
  return snapshotAt(run, run.nowMs).view.get('Deployment', { namespace: 'default', name: 'web' })
}

function conditions(run: Run): readonly string[] {
  return (deployment(run)?.status.conditions ?? []).map(({ type, status, reason }) => `${type}=${status} ${reason ?? ''}`)
}

function sets(run: Run) {
  return snapshotAt(run, run.nowMs).view.list('ReplicaSet', 'default')
}

describe('a step of a roll-out (DEP-8)', () => {
  const run = settled({ replicas: 6, strategy: { rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } } })
  /** New sizes, by place: the new ReplicaSet first, then the old ones. */
  function step(...sizes: readonly (readonly [replicas: number, availableReplicas: number])[]): readonly (number | undefined)[] {
    const [owner, [any]] = [deployment(run), sets(run)]
    if (owner === undefined || any === undefined) throw new Error('no Deployment')
    const all = sizes.map(([replicas, availableReplicas]): typeof any => ({
      ...any,
      spec: { ...any.spec, replicas },
      status: { ...any.status, availableReplicas },
    }))
    const changes = new Map(rollingStep(owner, { newSet: all[0], oldSets: all.slice(1) }))
    return all.map((set) => changes.get(set))
  }

  test('takes from the old as many as are available beyond the least', () => {
    expect(step([6, 2], [3, 3], [1, 1])).toEqual([undefined, 1, undefined])
  })

  test('takes nothing while an old ReplicaSet still tells of Pods that it is to have no more', () => {
    expect(step([6, 3], [2, 3], [1, 1])).toEqual([undefined, undefined, undefined])
  })

  test('does not count the last Pod of an old ReplicaSet that is to have none', () => {
    expect(step([6, 3], [0, 1], [2, 2])).toEqual([undefined, undefined, 1])
  })
})

describe('a Deployment (DEP-*)', () => {
  test('makes a ReplicaSet of a template of any length', () => {
    const run = after(apply(startCluster(), { ...WEB, env: [{ name: 'LONG', value: 'x'.repeat(200_000) }] }), 10_000)
    expect(sets(run).map(({ status }) => status.readyReplicas)).toEqual([3])
  })

  test('reports a roll-out that makes no progress within its deadline, and goes on when it is mended', () => {
    const broken = `kubectl patch deployment web -p '{"spec":{"template":{"spec":{"containers":[{"name":"app","envFrom":[{"configMapRef":{"name":"none"}}]}]}}}}'`
    const run = after(must(settled({ progressDeadlineSeconds: 30 }), broken), 40_000)
    expect(conditions(run)).toContain('Progressing=False ProgressDeadlineExceeded')
    expect(deployment(run)?.status).toMatchObject({ readyReplicas: 3, updatedReplicas: 1 })
    const mended = after(must(run, 'kubectl create configmap none --from-literal=a=b'), 60_000)
    expect(conditions(mended)).toContain('Progressing=True NewReplicaSetAvailable')
  })

  test('does nothing with a new template while it is paused, and scales all the same', () => {
    let run = after(must(must(settled(), 'kubectl rollout pause deployment web'), patchTemplate('2')), 10_000)
    expect(sets(run)).toHaveLength(1)
    run = after(must(run, 'kubectl scale deployment web --replicas=5'), 10_000)
    expect(podNames(run)).toHaveLength(5)
    expect(conditions(run)).toContain('Progressing=Unknown DeploymentPaused')
    run = after(must(run, 'kubectl rollout resume deployment web'), 20_000)
    expect(sets(run)).toHaveLength(2)
  })

  test('with Recreate no new Pod is there before the last old one has ended', () => {
    let run = must(settled({ strategy: { type: 'Recreate' } }), patchTemplate('2'))
    for (let step = 0; step < 100; step += 1) {
      run = after(run, 100)
      const versions = new Set(
        snapshotAt(run, run.nowMs)
          .view.list('Pod', 'default')
          .filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed')
          .map(({ metadata }) => metadata.annotations?.['version']),
      )
      expect(versions.size).toBeLessThanOrEqual(1)
    }
    expect(deployment(run)?.status.updatedReplicas).toBe(3)
  })

  test('keeps no more old ReplicaSets than its history limit', () => {
    let run = settled({ revisionHistoryLimit: 2 })
    for (const version of ['2', '3', '4', '5']) run = after(must(run, patchTemplate(version)), 15_000)
    expect(sets(run)).toHaveLength(3)
    expect(stdout(run, 'kubectl rollout history deployment web')).toContain('3         <none>\n4         <none>\n5         <none>\n')
  })

  test('an earlier template is made by its old ReplicaSet, with a new revision (DEP-5)', () => {
    const first = settled()
    const run = after(must(after(must(first, patchTemplate('2')), 15_000), 'kubectl rollout undo deployment web'), 15_000)
    expect(sets(run)).toHaveLength(2)
    const present = sets(run).find(({ status }) => status.replicas === 3)
    expect(present?.metadata.name).toBe(sets(first)[0]?.metadata.name)
    expect(present?.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
      'deployment.kubernetes.io/revision-history': '1',
    })
  })

  test('waits for a new Pod to have been ready for a while before the next old one goes', () => {
    const run = must(settled({ minReadySeconds: 20, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }), patchTemplate('2'))
    expect(deployment(after(run, 15_000))?.status.updatedReplicas).toBe(1)
    expect(deployment(after(run, 120_000))?.status).toMatchObject({ updatedReplicas: 3, availableReplicas: 3 })
  })

  test('makes another name when a ReplicaSet of its name has another template', () => {
    const run = settled({ replicas: 1 })
    const [set] = sets(run)
    const name = set?.metadata.name ?? ''
    const stranger = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'other' } },
        template: { metadata: { labels: { app: 'other' } }, spec: { containers: [{ name: 'x', image: 'busybox:1.36' }] } },
      },
    }
    let again = after(must(run, 'kubectl delete deployment web'), 10_000)
    again = must(again, 'kubectl apply -f rs.json', { 'rs.json': JSON.stringify(stranger) })
    again = after(apply(again, { ...WEB, spec: { replicas: 1 } }), 15_000)
    expect(deployment(again)?.status).toMatchObject({ readyReplicas: 1, collisionCount: 1 })
    expect(sets(again)).toHaveLength(2)
  })
})

describe('a Deployment says', () => {
  test('that it made a ReplicaSet before it says that it is not available (DEP-13)', () => {
    const run = after(apply(startCluster(), { ...WEB, podSpec: { serviceAccountName: 'nobody' } }), 1000)
    expect(conditions(run)).toEqual([
      'Progressing=True NewReplicaSetCreated',
      'Available=False MinimumReplicasUnavailable',
      'ReplicaFailure=True FailedCreate',
    ])
  })

  test('that it is paused before it says anything else', () => {
    const run = after(apply(startCluster(), { ...WEB, spec: { replicas: 1, paused: true } }), 1000)
    expect(conditions(run)).toEqual(['Progressing=Unknown DeploymentPaused', 'Available=False MinimumReplicasUnavailable'])
  })

  test('nothing of its progress, paused or not, when it has all the time in the world', () => {
    const run = settled({ progressDeadlineSeconds: 2147483647 })
    expect(conditions(run)).toEqual(['Available=True MinimumReplicasAvailable'])
    expect(conditions(after(must(run, 'kubectl rollout pause deployment web'), 1000))).toEqual(['Available=True MinimumReplicasAvailable'])
  })

  test('that it is not available while Recreate replaces its Pods, and then so again (DEP-10)', () => {
    const seen = new Set<string>()
    let run = must(settled({ strategy: { type: 'Recreate' } }), patchTemplate('2'))
    for (let step = 0; step < 100; step += 1) {
      run = after(run, 100)
      seen.add(conditions(run).find((text) => text.startsWith('Available')) ?? '')
    }
    expect([...seen].sort()).toEqual(['Available=False MinimumReplicasUnavailable', 'Available=True MinimumReplicasAvailable'])
    expect(conditions(run)).toContain('Available=True MinimumReplicasAvailable')
  })
})

describe('names of ReplicaSets', () => {
  const hashed = { kind: 'Deployment', name: 'web', spec: { replicas: 1 } }

  test('are those of a cluster (DEP-6)', () => {
    const run = after(apply(startCluster(), { ...hashed, podSpec: { terminationGracePeriodSeconds: 2 }, command: SHORT_STAYS }), 1000)
    // What kube-controller-manager v1.36 called the ReplicaSet of this template.
    expect(sets(run).map(({ metadata }) => metadata.name)).toEqual(['web-7d6c4b664b'])
  })

  test('one that is let go keeps its name, and the next one of the same template gets another (DEP-6)', () => {
    let run = after(apply(startCluster(), { ...hashed, podSpec: { terminationGracePeriodSeconds: 2 }, command: SHORT_STAYS }), 5000)
    run = after(must(run, 'kubectl label replicaset web-7d6c4b664b app=other --overwrite'), 10_000)
    expect(sets(run).map(({ metadata }) => [metadata.name, metadata.ownerReferences?.[0]?.name])).toEqual([
      ['web-785ff6b5c9', 'web'],
      ['web-7d6c4b664b', undefined],
    ])
    expect(deployment(run)?.status).toMatchObject({ collisionCount: 1, readyReplicas: 1 })
  })
})

describe('Pods that go when there are too many', () => {
  /** Bare Pods that a ReplicaSet takes over. */
  const lone = (name: string, more: { readonly node?: string; readonly cost?: string } = {}): string =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        labels: { app: 'web' },
        ...(more.cost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': more.cost } }),
      },
      spec: {
        ...(more.node === undefined ? {} : { nodeName: more.node }),
        terminationGracePeriodSeconds: 1,
        containers: [{ name: 'app', image: 'busybox:1.36', command: STAYS }],
      },
    })
  const withPod = (run: Run, ...which: Parameters<typeof lone>): Run => must(run, 'kubectl apply -f p.json', { 'p.json': lone(...which) })
  const left = (run: Run, replicas: number) => podNames(after(apply(run, { kind: 'ReplicaSet', name: 'web', spec: { replicas } }), 10_000))

  test('are the cheapest', () => {
    const run = after(withPod(withPod(withPod(startCluster(), 'a', { cost: '-5' }), 'b'), 'c', { cost: '10' }), 5000)
    expect([left(run, 2), left(run, 1)]).toEqual([['b', 'c'], ['c']])
  })

  test('are those that are not ready, whatever they cost', () => {
    const run = withPod(after(withPod(startCluster(), 'old'), 5000), 'young', { cost: '10' })
    expect(left(run, 1)).toEqual(['old'])
  })

  test('are much younger than those that stay', () => {
    const run = after(withPod(after(withPod(startCluster(), 'old'), 60_000), 'young'), 5000)
    expect(left(run, 1)).toEqual(['old'])
  })

  test('are on the node that has more of the same Deployment', () => {
    const nodesOf = (now: Run) =>
      snapshotAt(now, now.nowMs)
        .view.list('Pod', 'default')
        .map(({ spec }) => spec.nodeName)
        .sort()
    let run = after(joinNode(settled(), 'node-2'), 1000)
    run = after(must(run, 'kubectl scale deployment web --replicas=5'), 10_000)
    expect(nodesOf(run)).toEqual(['node-1', 'node-1', 'node-1', 'node-2', 'node-2'])
    run = after(must(run, 'kubectl scale deployment web --replicas=4'), 10_000)
    expect(nodesOf(run)).toEqual(['node-1', 'node-1', 'node-2', 'node-2'])
  })
})

describe('a ReplicaSet (DEP-12)', () => {
  test('that cannot make Pods is described with the reason', () => {
    const run = after(apply(startCluster(), { ...WEB, podSpec: { serviceAccountName: 'nobody' } }), 1000)
    expect(stdout(run, 'kubectl describe replicaset')).toMatch(
      /Conditions:\n {2}Type +Status +Reason\n {2}-+ +-+ +-+\n {2}ReplicaFailure +True +FailedCreate\n/,
    )
  })

  test('lets a Pod go whose label is changed, makes another, and takes it back', () => {
    let run = settled()
    const [first = ''] = podNames(run)
    run = after(must(run, `kubectl label pod ${first} app=aside --overwrite`), 10_000)
    expect(podNames(run)).toHaveLength(4)
    expect(snapshotAt(run, run.nowMs).view.get('Pod', { namespace: 'default', name: first })?.metadata.ownerReferences).toBeUndefined()
    run = after(must(run, `kubectl label pod ${first} app=web --overwrite`), 10_000)
    expect(podNames(run)).toHaveLength(3)
  })

  test('that somebody scales has made its Pods before its Deployment takes that back', () => {
    const run = after(must(settled({ replicas: 2 }), 'kubectl scale replicaset -l app=web --replicas=4'), 10_000)
    const [set] = sets(run)
    const told = reports(run, set?.metadata.name ?? '').map((text) => text.split(' ')[0])
    expect(told.filter((reason) => reason === 'SuccessfulCreate')).toHaveLength(4)
    expect(told.filter((reason) => reason === 'SuccessfulDelete')).toHaveLength(2)
    expect(podNames(run)).toHaveLength(2)
  })

  test('says why it cannot make Pods', () => {
    const run = after(apply(startCluster(), { ...WEB, podSpec: { serviceAccountName: 'nobody' } }), 5000)
    const [set] = sets(run)
    expect(set?.status.conditions?.[0]).toMatchObject({ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' })
    expect(reports(run, set?.metadata.name ?? '')[0]).toContain(
      'error looking up service account default/nobody: serviceaccount "nobody" not found',
    )
    expect(conditions(run)).toContain('ReplicaFailure=True FailedCreate')
    const mended = after(must(run, 'kubectl create serviceaccount nobody'), 120_000)
    expect(podNames(mended)).toHaveLength(3)
    expect(conditions(mended)).not.toContain('ReplicaFailure=True FailedCreate')
  })
})

describe('deletion of owners', () => {
  test('in the background the owner goes first, and then what it owned', () => {
    const run = must(settled(), 'kubectl delete deployment web')
    expect(deployment(run)).toBeUndefined()
    expect(podNames(after(run, 10_000))).toEqual([])
  })

  test('in the foreground the owner waits for what it owned', () => {
    const run = must(settled(), 'kubectl delete deployment web --cascade=foreground --wait=false')
    expect(deployment(run)?.metadata.finalizers).toEqual(['foregroundDeletion'])
    expect([deployment(after(run, 15_000)), podNames(after(run, 15_000))]).toEqual([undefined, []])
  })

  test('orphans live on, and a Deployment that fits adopts them', () => {
    const run = after(must(settled(), 'kubectl delete deployment web --cascade=orphan'), 10_000)
    const before = podNames(run)
    expect(before).toHaveLength(3)
    expect(sets(run)[0]?.metadata.ownerReferences).toBeUndefined()
    const adopted = after(apply(run, WEB), 10_000)
    expect(podNames(adopted)).toEqual(before)
    expect(sets(adopted)[0]?.metadata.ownerReferences?.[0]?.name).toBe('web')
  })
})
