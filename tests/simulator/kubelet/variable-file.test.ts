// Variables that take their value from a file, which an init container wrote before.

import { expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, stdout } from '../controllers/workload.ts'

const MOUNTS = [{ name: 'work', mountPath: '/work' }]

function podWith(file: string, key: string, optional = false, volumeMounts: readonly object[] = MOUNTS): Run {
  const writer = { name: 'writer', image: 'busybox:1.36', command: ['sh', '-c', `printf '%s' "$FILE" > /work/my.env`] }
  const fileKeyRef = { volumeName: 'work', path: 'my.env', key, optional }
  const reader = { name: 'app', image: 'busybox:1.36', command: STAYS, env: [{ name: 'VALUE', valueFrom: { fileKeyRef } }] }
  const spec = {
    volumes: [{ name: 'work', emptyDir: {} }],
    initContainers: volumeMounts.length === 0 ? [] : [{ ...writer, env: [{ name: 'FILE', value: file }], volumeMounts }],
    containers: [reader],
  }
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec }
  return after(must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 20_000)
}

const value = (run: Run): string => stdout(run, "kubectl exec app -- sh -c 'echo [$VALUE]'").trimEnd()
// The node says so when it looks at the Pod again, up to 15 seconds later.
const problem = (run: Run): string =>
  stdout(run, "kubectl get pod app -o jsonpath='{.status.containerStatuses[0].state.waiting.message}'").replace(
    /pods\/[0-9a-f-]+/,
    'pods/<uid>',
  )

test('a variable has the value between the quotes, over several lines too; the first line with its name counts', () => {
  const file = "# comment\n\nA='one'\n B='two\nlines' # said\nA='late'\n"
  expect(value(podWith(file, 'A'))).toBe('[one]')
  expect(value(podWith(file, 'B'))).toBe('[two lines]')
})

test('a key that the file lacks is a problem, unless it may be missing', () => {
  const path = '/var/lib/kubelet/pods/<uid>/volumes/kubernetes.io~empty-dir/work/my.env'
  expect(problem(podWith("A='one'\n", 'B'))).toBe(`environment variable key "B" not found in file "${path}"`)
  expect(problem(podWith("B= 'one'\n", 'B'))).toBe(`environment variable key "B" not found in file "${path}"`)
  expect(value(podWith("A='one'\n", 'B', true))).toBe('[]')
})

test.each(['A=one', "A ='one'", 'A', "A='one' two", "A='one", "='one'"])('a file with %s is no such file', (line) => {
  expect(problem(podWith(`${line}\n`, 'B', true))).toBe("couldn't parse env file")
})

test('a volume that no container mounts is not there', () => {
  expect(problem(podWith('', 'A', true, []))).toBe('cannot find the volume "work" referenced by FileKeyRef')
})
