import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, stdout } from '../controllers/workload.ts'

function mounting(hostPath: object): Run {
  const containers = [{ name: 'app', image: 'busybox:1.36', command: STAYS, volumeMounts: [{ name: 'host', mountPath: '/h' }] }]
  const spec = { containers, volumes: [{ name: 'host', hostPath }] }
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec }
  return after(must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 5000)
}

const failure = (run: Run): string =>
  stdout(run, "kubectl get events --field-selector reason=FailedMount -o jsonpath='{.items[*].message}'")

describe('a hostPath volume whose type is checked', () => {
  test.each([
    ['/none', 'Directory', 'directory'],
    ['/none', 'File', 'file'],
    ['/none', 'Socket', 'socket file'],
    ['/none', 'CharDevice', 'character device'],
    ['/none', 'BlockDevice', 'block device'],
    ['/etc', 'File', 'file'],
    ['/etc/passwd', 'DirectoryOrCreate', 'directory'],
  ])('%s as a %s: the Pod waits', (path, type, words) => {
    const run = mounting({ path, type })
    expect(failure(run)).toBe(`MountVolume.SetUp failed for volume "host" : hostPath type check failed: ${path} is not a ${words}`)
    expect(stdout(run, 'kubectl get pod app --no-headers')).toContain('ContainerCreating')
  })

  test('is there when the node has it', () => {
    expect(failure(mounting({ path: '/var/log/', type: 'Directory' }))).toBe('')
  })
})

describe('a hostPath volume that is made', () => {
  test.each(['', 'DirectoryOrCreate'])('is a directory with type %j', (type) => {
    expect(stdout(mounting({ path: '/none', type }), `kubectl exec app -- sh -c 'stat -c "%a %F" /h'`)).toBe('755 directory\n')
  })

  test('is an empty file with type FileOrCreate', () => {
    const run = mounting({ path: '/none', type: 'FileOrCreate' })
    expect(stdout(run, `kubectl exec app -- sh -c 'stat -c "%a %s" /h; echo x > /h; cat /h'`)).toBe('644 0\nx\n')
  })
})
