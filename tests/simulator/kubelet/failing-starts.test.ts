// Containers that cannot be started, or not for ever: what the status says from look to look, and what Events say.

import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { advanceRun } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, stdout } from '../controllers/workload.ts'

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'app' },
  spec: {
    containers: [{ name: 'app', image: 'busybox:1.36', command: STAYS, volumeMounts: [{ name: 'cfg', mountPath: '/etc' }] }],
    volumes: [{ name: 'cfg', configMap: { name: 'settings' } }],
  },
}

function started(seed: number): Run {
  const run = must(startCluster(seed), 'kubectl create configmap settings --from-literal=a.conf=one')
  return must(run, 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(POD) })
}

function status(run: Run): string {
  return stdout(run, 'kubectl get pod app --no-headers').trimEnd().split(/ +/).slice(2, 4).join(' ')
}

/** The words of STATUS and RESTARTS one after the other, in the first 9 seconds. */
function statusesOf(seed: number): readonly string[] {
  let run = started(seed)
  const untilMs = run.nowMs + 9000
  const seen = [status(run)]
  while (run.nowMs < untilMs) {
    run = advanceRun(run, run.nowMs + 100)
    if (status(run) !== seen.at(-1)) seen.push(status(run))
  }
  return seen.slice(seen.findIndex((text) => text.startsWith('RunContainerError')))
}

describe('a volume over /etc, into which the runtime cannot put its own files (LIFE-6)', () => {
  test('is tried twice at once; whether the status already says CrashLoopBackOff depends on when the runtime was asked', () => {
    const all = Array.from({ length: 12 }, (_, seed) => statusesOf(seed).join(', '))
    expect(new Set(all)).toEqual(
      new Set(['RunContainerError 0, RunContainerError 1', 'RunContainerError 0, RunContainerError 1, CrashLoopBackOff 1']),
    )
  })

  test('is one Event that counts: it names the container where the runtime names its id', () => {
    const events = stdout(after(started(1), 9000), 'kubectl get events')
    expect(events).toMatch(/Failed .*k8s\.io\/app\/rootfs\/etc\/hosts: read-only file system/)
    expect(events.match(/ Failed /g)).toHaveLength(1)
  })
})

function podWith(spec: object, container: object = {}): Run {
  const containers = [{ name: 'app', image: 'busybox:1.36', command: STAYS, ...container }]
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { terminationGracePeriodSeconds: 1, ...spec, containers } }
  return must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) })
}

describe('a container that must not run as root', () => {
  test('waits when its image would', () => {
    const run = after(podWith({ securityContext: { runAsNonRoot: true } }), 3000)
    expect(status(run)).toBe('CreateContainerConfigError 0')
    expect(stdout(run, 'kubectl get events')).toMatch(
      /Error: container has runAsNonRoot and image will run as root \(pod: "app_default\([0-9a-f-]+\)", container: app\)/,
    )
  })

  test('is told when its own runAsUser is root, and runs as anybody else', () => {
    const refused = after(podWith({ securityContext: { runAsNonRoot: true } }, { securityContext: { runAsUser: 0 } }), 3000)
    expect(stdout(refused, 'kubectl get events')).toContain("Error: container's runAsUser breaks non-root policy")
    expect(status(after(podWith({ securityContext: { runAsNonRoot: true, runAsUser: 7 } }), 3000))).toBe('Running 0')
  })
})

test('a Pod that is active for too long is stopped, and failed when nothing of it runs any more', () => {
  const run = after(podWith({ activeDeadlineSeconds: 5 }), 9000)
  expect(stdout(run, 'kubectl get pod app -o jsonpath="{.status.phase} {.status.reason}: {.status.message}"')).toBe(
    'Failed DeadlineExceeded: Pod was active on the node longer than the specified deadline',
  )
  expect(stdout(run, 'kubectl get events')).toMatch(/Normal +DeadlineExceeded/)
})

test('a directory that a subPath makes has the mode and the group of its volume (VOL-22)', () => {
  const volumes = [{ name: 'work', emptyDir: {} }]
  const run = after(
    podWith({ volumes, securityContext: { fsGroup: 2000 } }, { volumeMounts: [{ name: 'work', mountPath: '/w', subPath: 'a/b' }] }),
    3000,
  )
  expect(stdout(run, 'kubectl exec app -- ls -ld /w')).toMatch(/^drwxrwsrwx +2 root +2000 /)
})

describe('a volume at a place that the runtime needs (LIFE-6)', () => {
  const failure = (mountPath: string): string => {
    const volumes = [{ name: 'cfg', configMap: { name: 'kube-root-ca.crt' } }]
    return stdout(after(podWith({ volumes }, { volumeMounts: [{ name: 'cfg', mountPath }] }), 4000), 'kubectl get events')
  }

  test.each([
    ['/proc', 'to rootfs at "/proc": .*k8s.io/app/rootfs/proc" cannot be mounted because it is not of type proc'],
    ['/proc/x', 'to rootfs at "/proc/x": .*k8s.io/app/rootfs/proc/x" cannot be mounted because it is inside /proc'],
    ['/dev', 'to rootfs at "/dev/termination-log": open .*k8s.io/app/rootfs/dev/termination-log: read-only file system'],
    ['/', 'etc-hosts" to rootfs at "/etc/hosts": mkdir .*k8s.io/app/rootfs/etc: read-only file system'],
  ])('%s: what it says is %s', (path, message) => {
    expect(failure(path)).toMatch(new RegExp(`error mounting .*${message}`))
  })

  test('takes the place of a file that the node would have put there', () => {
    expect(failure('/etc/hosts')).toContain('Container started')
  })
})

test('a token belongs to the user as whom all containers of its Pod run', () => {
  const owner = (container: object) => {
    const sources = [{ serviceAccountToken: { path: 'token', expirationSeconds: 600 } }]
    const mounted = { volumeMounts: [{ name: 'token', mountPath: '/t' }], ...container }
    const run = after(
      podWith({ securityContext: { runAsUser: 1000 }, volumes: [{ name: 'token', projected: { sources } }] }, mounted),
      4000,
    )
    return stdout(run, "kubectl exec app -- stat -L -c '%a %u' /t/token").trim()
  }
  expect(owner({})).toBe('600 1000')
  expect(owner({ securityContext: { runAsUser: 7 } })).toBe('600 7')
})

describe('a subPath that is put together from variables (VOL-22)', () => {
  const status = (value: string): string => {
    const volumeMounts = [{ name: 'work', mountPath: '/w', subPathExpr: '$(PLACE)' }]
    const run = podWith({ volumes: [{ name: 'work', emptyDir: {} }] }, { env: [{ name: 'PLACE', value }], volumeMounts })
    const waiting = '.status.containerStatuses[0].state.waiting'
    return stdout(after(run, 3000), `kubectl get pod app -o jsonpath="{${waiting}.reason}: {${waiting}.message}"`)
  }

  test.each([
    ['/abs', 'CreateContainerConfigError: error SubPath `/abs` must not be an absolute path'],
    ['../x', "CreateContainerConfigError: unable to provision SubPath `../x`: must not contain '..'"],
    ['a/b', ': '],
  ])('%s: what the container waits for is "%s"', (value, words) => {
    expect(status(value)).toBe(words)
  })
})

test('a subPath that leads out of its volume is not mounted', () => {
  const volumeMounts = [{ name: 'work', mountPath: '/w' }]
  const initContainers = [{ name: 'link', image: 'busybox:1.36', command: ['ln', '-s', '/etc', '/w/out'], volumeMounts }]
  const run = podWith(
    { volumes: [{ name: 'work', emptyDir: {} }], initContainers },
    { volumeMounts: [{ name: 'work', mountPath: '/w', subPath: 'out' }] },
  )
  expect(stdout(after(run, 5000), 'kubectl get events')).toContain(
    'Error: failed to prepare subPath for volumeMount "work" of container "app"',
  )
})

describe('the directory that a container starts in', () => {
  const volumes = [
    { name: 'cfg', configMap: { name: 'kube-root-ca.crt' } },
    { name: 'room', emptyDir: {} },
  ]
  const begun = (workingDir: string): Run => {
    const volumeMounts = [
      { name: 'cfg', mountPath: '/cfg' },
      { name: 'room', mountPath: '/room' },
      { name: 'cfg', mountPath: '/one', subPath: 'ca.crt' },
    ]
    return after(podWith({ volumes, restartPolicy: 'Never' }, { command: ['pwd'], workingDir, volumeMounts }), 4000)
  }

  test.each([
    ['etc', 'runc create failed: Cwd must be an absolute path'],
    ['/etc/passwd/x', 'error during container init: mkdir /etc/passwd: not a directory'],
    ['/one', 'error during container init: mkdir /one: not a directory'],
    ['/cfg/sub/x', 'error during container init: mkdir /cfg/sub: read-only file system'],
  ])('%s cannot be: %s', (workingDir, problem) => {
    expect(stdout(begun(workingDir), 'kubectl get events')).toContain(problem)
  })

  test.each(['/new/place', '/room/x/y', '/cfg'])('%s is made where it is missing', (workingDir) => {
    expect(stdout(begun(workingDir), 'kubectl logs app')).toBe(`${workingDir}\n`)
  })
})

describe('a script that a container begins with', () => {
  const outcome = (script: string): string => {
    const made = must(startCluster(), 'kubectl apply -f settings.json', {
      'settings.json': JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { run: script } }),
    })
    const volumes = [{ name: 'bin', configMap: { name: 'settings', defaultMode: 0o755 } }]
    const container = { name: 'app', image: 'busybox:1.36', command: ['/bin2/run'], volumeMounts: [{ name: 'bin', mountPath: '/bin2' }] }
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'app' },
      spec: { restartPolicy: 'Never', volumes, containers: [container] },
    }
    const run = after(must(made, 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 4000)
    const code = stdout(run, 'kubectl get pod app -o jsonpath={.status.containerStatuses[0].state.terminated.exitCode}')
    return `${stdout(run, 'kubectl logs app')}${code}`
  }

  test.each([
    ['says which shell reads it', '#!/bin/sh\necho hi\n', 'hi\n0'],
    ['says so with the line ends of Windows', '#!/bin/sh\r\necho hi\r\n', 'exec /bin2/run: no such file or directory\n255'],
    ['names a shell that the image lacks', '#!/bin/bash\necho hi\n', 'exec /bin2/run: no such file or directory\n255'],
    ['names none', 'echo hi\n', 'exec /bin2/run: exec format error\n255'],
  ])('%s', (_, script, printed) => {
    expect(outcome(script)).toBe(printed)
  })
})
