import { describe, expect, test } from 'vitest'
import { snapshotAt } from '../../../src/simulator/index.ts'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { after, apply, podNames, reports, stdout } from './workload.ts'

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
})
