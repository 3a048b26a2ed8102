import { describe, expect, test } from 'vitest'
import { snapshotAt } from '../../../src/simulator/index.ts'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { after, apply, podNames, stdout } from './workload.ts'

interface Owner {
  readonly name: string
  readonly uid?: string
  readonly kind?: string
  readonly blocks?: boolean
}

function configMap(run: Run, name: string) {
  return snapshotAt(run, run.nowMs).view.get('ConfigMap', { namespace: 'default', name })
}

/** A ConfigMap that names owners; those without a uid are ConfigMaps that are there. */
function withMap(run: Run, name: string, owners: readonly Owner[] = [], finalizers: readonly string[] = []): Run {
  const ownerReferences = owners.map(({ name: owner, uid, kind = 'ConfigMap', blocks }) => ({
    apiVersion: 'v1',
    kind,
    name: owner,
    uid: uid ?? configMap(run, owner)?.metadata.uid,
    ...(blocks === undefined ? {} : { blockOwnerDeletion: blocks }),
  }))
  const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ownerReferences, finalizers } }
  return must(run, 'kubectl create -f cm.json', { 'cm.json': JSON.stringify(manifest) })
}

function names(run: Run): readonly string[] {
  return stdout(run, 'kubectl get configmaps --no-headers -o custom-columns=N:.metadata.name').trim().split('\n')
}

const ROOT = 'kube-root-ca.crt'
const NOBODY = '11111111-1111-1111-1111-111111111111'
const owned = (child: string, ...owners: readonly Owner[]) => withMap(withMap(withMap(startCluster(), 'a'), 'z'), child, owners)

describe('what belongs to somebody', () => {
  test('goes when its owner was never there', () => {
    expect(names(after(withMap(startCluster(), 'b', [{ name: 'a', uid: NOBODY }]), 2000))).toEqual([ROOT])
  })

  test('goes when only another of that name is there', () => {
    expect(names(after(owned('b', { name: 'a', uid: NOBODY }), 2000))).toEqual(['a', ROOT, 'z'])
  })

  test('stays when its owner is of a kind that nobody knows', () => {
    expect(names(after(withMap(startCluster(), 'b', [{ name: 'a', uid: NOBODY, kind: 'Nothing' }]), 2000))).toEqual(['b', ROOT])
  })

  test('goes with its owner, and takes along what belongs to it', () => {
    const run = withMap(owned('b', { name: 'a' }), 'c', [{ name: 'b' }])
    expect(names(after(must(run, 'kubectl delete configmap a'), 2000))).toEqual([ROOT, 'z'])
  })

  test('stays while it has another owner, and forgets the first', () => {
    const run = after(must(owned('b', { name: 'a' }, { name: 'z' }), 'kubectl delete configmap a'), 2000)
    expect(configMap(run, 'b')?.metadata.ownerReferences?.map(({ name }) => name)).toEqual(['z'])
    expect(names(after(must(run, 'kubectl delete configmap z'), 2000))).toEqual([ROOT])
  })

  test('is left when its owner is deleted as an orphan', () => {
    const run = after(must(owned('b', { name: 'a' }), 'kubectl delete configmap a --cascade=orphan'), 2000)
    expect(configMap(run, 'b')?.metadata.ownerReferences).toBeUndefined()
  })
})

describe('deletion in the foreground', () => {
  const foreground = (run: Run) => after(must(run, 'kubectl delete configmap a --cascade=foreground --wait=false'), 2000)
  const held = (blocks: boolean) => foreground(withMap(withMap(startCluster(), 'a'), 'b', [{ name: 'a', blocks }], ['example.com/hold']))

  test('waits for what blocks it', () => {
    const run = held(true)
    expect(configMap(run, 'a')?.metadata.finalizers).toEqual(['foregroundDeletion'])
    expect(configMap(run, 'b')?.metadata.deletionTimestamp).toBeDefined()
    const freed = must(run, `kubectl patch configmap b --type=merge -p '{"metadata":{"finalizers":null}}'`)
    expect(names(after(freed, 2000))).toEqual([ROOT])
  })

  test('does not wait for what does not block it', () => {
    expect(names(held(false))).toEqual(['b', ROOT])
  })

  test('ends when the last dependent has found another owner', () => {
    expect(names(foreground(owned('b', { name: 'a', blocks: true }, { name: 'z' })))).toEqual(['b', ROOT, 'z'])
  })

  test.each(['StatefulSet', 'DaemonSet', 'Deployment'])('of a %s ends, and its revisions and Pods are gone', (kind) => {
    const spec = kind === 'DaemonSet' ? {} : { replicas: 1, ...(kind === 'StatefulSet' ? { serviceName: 'web' } : {}) }
    const run = after(apply(startCluster(), { kind, name: 'web', spec }), 10_000)
    const gone = after(must(run, `kubectl delete ${kind} web --cascade=foreground`), 5000)
    const { view } = snapshotAt(gone, gone.nowMs)
    expect([podNames(gone), view.list('ControllerRevision', 'default'), view.list('ReplicaSet', 'default')]).toEqual([[], [], []])
  })
})
