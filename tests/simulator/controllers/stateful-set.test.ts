import { describe, expect, test } from 'vitest'
import { snapshotAt } from '../../../src/simulator/index.ts'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, apply, podNames, reports, stdout } from './workload.ts'

const DB = { kind: 'StatefulSet', name: 'db', spec: { serviceName: 'db', replicas: 3 } }

function settled(spec: object = {}): Run {
  return after(apply(startCluster(), { ...DB, spec: { ...DB.spec, ...spec } }), 30_000)
}

function versions(run: Run): readonly string[] {
  return snapshotAt(run, run.nowMs)
    .view.list('Pod', 'default')
    .map(({ metadata }) => metadata.annotations?.['version'] ?? 'first')
}

const NEW_TEMPLATE = `kubectl patch statefulset db -p '{"spec":{"template":{"metadata":{"annotations":{"version":"second"}}}}}'`

/** What the names of revisions were asked of a cluster for: they are a hash of all of this. */
const HASHED = {
  kind: 'StatefulSet',
  name: 'web',
  spec: { serviceName: 'web', replicas: 1 },
  command: ['sh', '-c', 'trap exit TERM; while true; do sleep 0.5; done'],
  podSpec: { terminationGracePeriodSeconds: 2 },
}

describe('a StatefulSet (WL-1)', () => {
  test('makes its Pods one after the other, each when the one before is ready', () => {
    const run = apply(startCluster(), DB)
    const counts = [0, 600, 3000, 4500, 6000].map((ms) => podNames(after(run, ms)).length)
    expect(counts).toEqual([...counts].sort())
    expect(counts[1]).toBe(1)
    expect(podNames(after(run, 30_000))).toEqual(['db-0', 'db-1', 'db-2'])
  })

  test('makes all Pods at once when its policy is Parallel', () => {
    expect(podNames(after(apply(startCluster(), { ...DB, spec: { ...DB.spec, podManagementPolicy: 'Parallel' } }), 100))).toHaveLength(3)
  })

  test('names its Pods by ordinal, and so are their host names and labels', () => {
    const run = settled()
    expect(stdout(run, 'kubectl exec db-1 -- hostname')).toBe('db-1\n')
    const pod = snapshotAt(run, run.nowMs).view.get('Pod', { namespace: 'default', name: 'db-1' })
    expect(pod?.metadata.labels).toMatchObject({ 'statefulset.kubernetes.io/pod-name': 'db-1', 'apps.kubernetes.io/pod-index': '1' })
    expect(pod?.spec.subdomain).toBe('db')
  })

  test('starts at the ordinal that is asked for', () => {
    expect(podNames(settled({ ordinals: { start: 5 } }))).toEqual(['db-5', 'db-6', 'db-7'])
  })

  test('updates from the highest ordinal down, one at a time', () => {
    let run = must(settled(), NEW_TEMPLATE)
    const seen = new Set<string>()
    for (let step = 0; step < 60; step += 1) {
      run = after(run, 500)
      seen.add(versions(run).join(' '))
    }
    expect([...seen].filter((text) => text.split(' ').length === 3)).toEqual([
      'first first first',
      'first first second',
      'first second second',
      'second second second',
    ])
    expect(reports(run, 'db')).toContain('SuccessfulDelete Delete Pod db-2 in StatefulSet db successful')
  })

  test('leaves ordinals below the partition as they are, and makes them anew as they were', () => {
    const run = after(must(settled({ updateStrategy: { rollingUpdate: { partition: 2 } } }), NEW_TEMPLATE), 30_000)
    expect(versions(run)).toEqual(['first', 'first', 'second'])
    expect(versions(after(must(run, 'kubectl delete pod db-0 --wait=false'), 30_000))).toEqual(['first', 'first', 'second'])
  })

  test('with OnDelete a Pod is of the new template once it is deleted', () => {
    const run = after(must(settled({ updateStrategy: { type: 'OnDelete' } }), NEW_TEMPLATE), 30_000)
    expect(versions(run)).toEqual(['first', 'first', 'first'])
    expect(versions(after(must(run, 'kubectl delete pod db-1 --wait=false'), 30_000))).toEqual(['first', 'second', 'first'])
  })

  test('scales down from the top', () => {
    const run = must(settled(), 'kubectl scale statefulset db --replicas=1')
    expect(podNames(after(run, 30_000))).toEqual(['db-0'])
  })

  test('a broken update blocks until the broken Pod is deleted', () => {
    const broken = `kubectl patch statefulset db -p '{"spec":{"template":{"spec":{"containers":[{"name":"app","env":[{"name":"A","valueFrom":{"configMapKeyRef":{"name":"none","key":"a"}}}]}]}}}}'`
    const mended = `kubectl patch statefulset db -p '{"spec":{"template":{"spec":{"containers":[{"name":"app","env":null}]}}}}'`
    let run = after(must(settled(), broken), 60_000)
    expect(stdout(run, 'kubectl get pod db-2 --no-headers')).toContain('CreateContainerConfigError')
    run = after(must(run, mended), 60_000)
    expect(stdout(run, 'kubectl get pod db-2 --no-headers')).toContain('CreateContainerConfigError')
    run = after(must(run, 'kubectl delete pod db-2 --wait=false'), 60_000)
    expect(stdout(run, 'kubectl get pod db-2 --no-headers')).toContain('Running')
  })

  test('keeps a revision for each template', () => {
    const run = after(must(settled(), NEW_TEMPLATE), 30_000)
    const rows = stdout(run, 'kubectl get controllerrevisions --no-headers').trimEnd().split('\n')
    expect(rows.map((row) => row.split(/ +/).slice(1, 3).join(' ')).sort()).toEqual(['statefulset.apps/db 1', 'statefulset.apps/db 2'])
  })

  test('revisions have the names that a cluster gives them', () => {
    const run = after(must(after(apply(startCluster(), HASHED), 5000), 'kubectl set env statefulset web V=2'), 5000)
    // What kube-controller-manager v1.36 called them.
    expect(stdout(run, 'kubectl get controllerrevisions --no-headers -o custom-columns=N:.metadata.name,R:.revision')).toBe(
      'web-7f685d7d49   1\nweb-b98f95fb     2\n',
    )
  })

  test('its Pods remember what their names begin with', () => {
    const run = settled({ replicas: 1 })
    expect(snapshotAt(run, run.nowMs).view.get('Pod', { namespace: 'default', name: 'db-0' })?.metadata.generateName).toBe('db-')
  })

  test("takes over a Pod of a member's name, and gives it the labels of one", () => {
    const manifest = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'db-0', labels: { app: 'db' } },
      spec: { terminationGracePeriodSeconds: 1, containers: [{ name: 'app', image: 'busybox:1.36', command: STAYS }] },
    }
    const run = after(must(startCluster(), 'kubectl apply -f p.json', { 'p.json': JSON.stringify(manifest) }), 5000)
    const taken = after(apply(run, { ...DB, spec: { ...DB.spec, replicas: 1, updateStrategy: { type: 'OnDelete' } } }), 5000)
    const pod = snapshotAt(taken, taken.nowMs).view.get('Pod', { namespace: 'default', name: 'db-0' })
    expect(pod?.metadata.labels).toEqual({ app: 'db', 'apps.kubernetes.io/pod-index': '0', 'statefulset.kubernetes.io/pod-name': 'db-0' })
    expect(reports(taken, 'db')).toEqual(['SuccessfulUpdate Update Pod db-0 in StatefulSet db successful'])
  })

  test('says of what it cannot make, but not of a name that is taken', () => {
    const run = after(apply(startCluster(), { ...DB, podSpec: { serviceAccountName: 'nobody' } }), 2000)
    expect(reports(run, 'db')[0]).toMatch(/^FailedCreate Create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: /)
    expect(snapshotAt(run, run.nowMs).view.get('StatefulSet', { namespace: 'default', name: 'db' })?.status.observedGeneration).toBe(1)
    const taken = after(must(settled({ replicas: 1 }), 'kubectl label pod db-0 app=other --overwrite'), 2000)
    expect(reports(taken, 'db')).toEqual(['SuccessfulCreate Create Pod db-0 in StatefulSet db successful'])
  })

  test('what is left of one that was orphaned is taken over with its revisions', () => {
    const run = after(apply(after(must(settled(), 'kubectl delete statefulset db --cascade=orphan'), 1000), DB), 5000)
    const [revision] = snapshotAt(run, run.nowMs).view.list('ControllerRevision', 'default')
    expect(revision?.metadata.ownerReferences?.[0]?.name).toBe('db')
  })

  test('another revision of its name makes it count a collision, and is left alone (DEP-6)', () => {
    const stranger = JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: { name: 'web-7f685d7d49' },
      revision: 7,
      data: { some: 'thing' },
    })
    const run = after(apply(must(startCluster(), 'kubectl apply -f r.json', { 'r.json': stranger }), HASHED), 5000)
    const { view } = snapshotAt(run, run.nowMs)
    expect(view.get('StatefulSet', { namespace: 'default', name: 'web' })?.status).toMatchObject({
      collisionCount: 1,
      currentRevision: 'web-7f685d7d48',
      readyReplicas: 1,
    })
    expect(view.list('ControllerRevision', 'default').map(({ metadata }) => metadata.ownerReferences?.[0]?.name)).toEqual([
      'web',
      undefined,
    ])
  })

  describe('with claim templates', () => {
    const template = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }
    const claiming = (policy?: object): Run =>
      settled({
        replicas: 2,
        // A Pod without its volume is never ready.
        podManagementPolicy: 'Parallel',
        volumeClaimTemplates: [template],
        ...(policy === undefined ? {} : { persistentVolumeClaimRetentionPolicy: policy }),
      })
    const claims = (run: Run) =>
      snapshotAt(run, run.nowMs)
        .view.list('PersistentVolumeClaim', 'default')
        .map(({ metadata }) => metadata.name)

    test('makes a claim before each Pod, and leaves it when Pod and set are gone', () => {
      const run = claiming()
      expect(reports(run, 'db').slice(0, 2)).toEqual([
        'SuccessfulCreate Create Claim data-db-0 Pod db-0 in StatefulSet db success',
        'SuccessfulCreate Create Pod db-0 in StatefulSet db successful',
      ])
      expect(claims(after(must(run, 'kubectl delete statefulset db'), 5000))).toEqual(['data-db-0', 'data-db-1'])
      expect(claims(after(must(must(run, 'kubectl scale statefulset db --replicas=1'), 'kubectl delete pvc data-db-0'), 5000))).toEqual([
        'data-db-1',
      ])
    })

    test('a claim goes with the set, or with the Pod that is too many, when its policy says so', () => {
      const run = claiming({ whenDeleted: 'Delete', whenScaled: 'Delete' })
      const scaled = after(must(run, 'kubectl scale statefulset db --replicas=1'), 5000)
      expect(claims(scaled)).toEqual(['data-db-0'])
      expect(claims(after(must(scaled, 'kubectl delete statefulset db'), 5000))).toEqual([])
    })
  })
})
