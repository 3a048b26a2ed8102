import { describe, expect, test } from 'vitest'
import { snapshotAt } from '../../../src/simulator/index.ts'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, reports, stdout } from '../controllers/workload.ts'

interface PodText {
  readonly container?: object
  readonly spec?: object
}

function started({ container = {}, spec = {} }: PodText): Run {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'app' },
    spec: {
      terminationGracePeriodSeconds: 5,
      containers: [{ name: 'app', image: 'busybox:1.36', command: STAYS, ...container }],
      ...spec,
    },
  }
  return must(startCluster(), 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) })
}

function podOf(run: Run) {
  return snapshotAt(run, run.nowMs).view.get('Pod', { namespace: 'default', name: 'app' })
}

function row(run: Run): string {
  return stdout(run, 'kubectl get pod app --no-headers').trimEnd().split(/ +/).slice(1, 4).join(' ')
}

const exec = (script: string) => ({ exec: { command: ['sh', '-c', script] } })

describe('a readiness probe', () => {
  test('keeps a container unready until it succeeds, and again when it fails', () => {
    let run = after(
      started({ container: { readinessProbe: { ...exec('cat /tmp/ready'), periodSeconds: 2, failureThreshold: 1 } } }),
      10_000,
    )
    expect(row(run)).toBe('0/1 Running 0')
    expect(reports(run, 'app')).toContain("Unhealthy Readiness probe failed: cat: can't open '/tmp/ready': No such file or directory\n")
    run = after(must(run, 'kubectl exec app -- touch /tmp/ready'), 4000)
    expect(row(run)).toBe('1/1 Running 0')
    run = after(must(run, 'kubectl exec app -- rm /tmp/ready'), 4000)
    expect(row(run)).toBe('0/1 Running 0')
    expect(podOf(run)?.status.containerStatuses?.[0]).toMatchObject({ started: true, ready: false })
  })

  test('asks a web server of busybox, which answers with what it is given to serve', () => {
    const made = must(startCluster(), 'kubectl create configmap page --from-literal=index.html=hi')
    const ready = (command: string, probe: object): string => {
      const container = {
        name: 'app',
        image: 'busybox:1.36',
        command: ['sh', '-c', command],
        volumeMounts: [{ name: 'page', mountPath: '/www' }],
        readinessProbe: { ...probe, periodSeconds: 1 },
      }
      const spec = { volumes: [{ name: 'page', configMap: { name: 'page' } }], containers: [container] }
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec }
      const run = after(must(made, 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 5000)
      return `${row(run)}: ${reports(run, 'app').find((report) => report.startsWith('Unhealthy')) ?? ''}`
    }
    const serves = 'exec httpd -f -p 8080 -h /www'
    expect(ready(serves, { httpGet: { path: '/', port: 8080 } })).toBe('1/1 Running 0: ')
    expect(ready(serves, { tcpSocket: { port: 8080 } })).toBe('1/1 Running 0: ')
    expect(ready(serves, { httpGet: { path: '/healthz', port: 8080 } })).toBe(
      '0/1 Running 0: Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 404',
    )
    expect(ready('while true; do nc -l -p 8080; done', { tcpSocket: { port: 8080 } })).toBe('1/1 Running 0: ')
  })

  test('asks a port by its name, and a port that nobody listens on refuses', () => {
    const image = { image: 'third-factor/reader:1', command: undefined, ports: [{ name: 'http', containerPort: 8080 }] }
    expect(row(after(started({ container: { ...image, readinessProbe: { httpGet: { path: '/', port: 'http' } } } }), 5000))).toBe(
      '1/1 Running 0',
    )
    const deaf = after(
      started({ container: { ...image, readinessProbe: { httpGet: { path: '/ready', port: 81 }, periodSeconds: 1 } } }),
      5000,
    )
    expect(reports(deaf, 'app').at(-1)).toMatch(
      /^Unhealthy Readiness probe failed: Get "http:\/\/(10\.[\d.]+):81\/ready": dial tcp \1:81: connect: connection refused$/,
    )
    const tcp = after(started({ container: { ...image, readinessProbe: { tcpSocket: { port: 81 }, periodSeconds: 1 } } }), 5000)
    expect(reports(tcp, 'app').at(-1)).toMatch(/^Unhealthy Readiness probe failed: dial tcp 10\.[\d.]+:81: connect: connection refused$/)
  })

  test('waits for its initial delay', () => {
    const run = started({ container: { readinessProbe: { ...exec('true'), initialDelaySeconds: 8, periodSeconds: 1 } } })
    expect([row(after(run, 7000)), row(after(run, 12_000))]).toEqual(['0/1 Running 0', '1/1 Running 0'])
  })

  test('fails when its program takes too long', () => {
    const run = after(started({ container: { readinessProbe: { ...exec('sleep 5'), periodSeconds: 2 } } }), 8000)
    expect(reports(run, 'app')).toContain('Unhealthy Readiness probe failed: command timed out: "sh -c sleep 5" timed out after 1s')
  })
})

describe('a liveness probe', () => {
  test('has a container that fails it restarted, after as many failures as it allows', () => {
    const run = after(started({ container: { livenessProbe: { ...exec('exit 3'), periodSeconds: 3, failureThreshold: 3 } } }), 14_000)
    expect(row(run)).toMatch(/^1\/1 Running 1/)
    expect(reports(run, 'app')).toContain('Killing Container app failed liveness probe, will be restarted')
    expect(podOf(run)?.status.containerStatuses?.[0]?.lastState?.terminated?.exitCode).toBe(0)
  })

  test('kills a process that does not end when it is asked', () => {
    const livenessProbe = { ...exec('false'), periodSeconds: 1, failureThreshold: 1, terminationGracePeriodSeconds: 3 }
    const run = after(started({ container: { command: ['sleep', '1000'], livenessProbe } }), 9000)
    expect(podOf(run)?.status.containerStatuses?.[0]?.lastState?.terminated).toMatchObject({ exitCode: 137, reason: 'Error' })
  })

  test('waits for the startup probe', () => {
    const container = {
      startupProbe: { ...exec('cat /tmp/up'), periodSeconds: 1, failureThreshold: 30 },
      livenessProbe: { ...exec('false'), periodSeconds: 1, failureThreshold: 1 },
    }
    const run = after(started({ container }), 10_000)
    expect([row(run), podOf(run)?.status.containerStatuses?.[0]?.started]).toEqual(['0/1 Running 0', false])
    expect(reports(run, 'app').some((text) => text.includes('Liveness'))).toBe(false)
    expect(reports(after(must(run, 'kubectl exec app -- touch /tmp/up'), 5000), 'app')).toContain(
      'Killing Container app failed liveness probe, will be restarted',
    )
  })
})

describe('a probe whose program cannot be started', () => {
  const probe = { exec: { command: ['nope'] }, periodSeconds: 2, failureThreshold: 1 }
  const events = "kubectl get events --field-selector reason=Unhealthy -o jsonpath='{.items[0].message}'"

  test('leaves the container as it is: unready, but not ended', () => {
    const run = after(started({ container: { readinessProbe: probe, livenessProbe: probe } }), 20_000)
    expect(row(run)).toBe('0/1 Running 0')
  })

  test('says so', () => {
    expect(stdout(after(started({ container: { readinessProbe: probe } }), 4000), events)).toMatch(
      /^Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: failed to start exec "[0-9a-f]{64}": OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in \$PATH$/,
    )
  })
})

describe('lifecycle hooks', () => {
  test('postStart runs beside the process, and the container has started when it has ended', () => {
    const run = started({ container: { lifecycle: { postStart: exec('sleep 3; echo hi > /tmp/hook') } } })
    expect(row(after(run, 2500))).not.toContain('1/1')
    const later = after(run, 8000)
    expect(row(later)).toBe('1/1 Running 0')
    expect(stdout(later, 'kubectl exec app -- cat /tmp/hook')).toBe('hi\n')
  })

  test('a postStart hook that fails has the container stopped, and said so', () => {
    const run = after(started({ container: { lifecycle: { postStart: exec('exit 7') } } }), 2500)
    expect(reports(run, 'app')).toContain('FailedPostStartHook PostStartHook failed')
    expect(row(after(run, 6000))).toMatch(/PostStartHookError|CrashLoopBackOff/)
  })

  test('preStop runs before SIGTERM, and its time counts as grace', () => {
    const lifecycle = { preStop: exec('sleep 2; echo stopping > /proc/1/fd/1') }
    const command = ['sh', '-c', 'trap "echo term; exit 0" TERM; while true; do sleep 1; done']
    const run = must(after(started({ container: { command, lifecycle } }), 5000), 'kubectl delete pod app --wait=false')
    expect([podOf(after(run, 1500)) === undefined, podOf(after(run, 6000)) === undefined]).toEqual([false, true])
  })
})

describe('sidecars', () => {
  const sidecar = { name: 'side', image: 'busybox:1.36', command: STAYS, restartPolicy: 'Always' }

  test('run before the others start, and count as ready', () => {
    const run = after(started({ spec: { initContainers: [sidecar] } }), 6000)
    expect(row(run)).toBe('2/2 Running 0')
  })

  test('that have ended take nothing from the others: those are counted as ready', () => {
    const side = { name: 'side', image: 'busybox:1.36', restartPolicy: 'Always', command: ['sh', '-c', 'sleep 3; exit 1'] }
    let run = started({ spec: { initContainers: [side] } })
    while (!row(run).includes('Init:Error')) run = after(run, 250)
    expect(row(run)).toContain('1/2 Init:Error')
    expect(stdout(run, `kubectl get pod app -o jsonpath='{.status.conditions[?(@.type=="Ready")].message}'`)).toBe(
      'containers with unready status: [side]',
    )
  })

  test('hold the others back until their startup probe has succeeded', () => {
    const probed = { ...sidecar, startupProbe: { ...exec('test -e /tmp/up'), periodSeconds: 1, failureThreshold: 60 } }
    const run = after(started({ spec: { initContainers: [probed] } }), 8000)
    expect(row(run)).toBe('0/2 Init:0/1 0')
    expect(row(after(must(run, 'kubectl exec app -c side -- touch /tmp/up'), 6000))).toBe('2/2 Running 0')
  })

  test('end after the others have ended, so that the Pod can be complete', () => {
    const run = after(
      started({ container: { command: ['sh', '-c', 'sleep 3'] }, spec: { initContainers: [sidecar], restartPolicy: 'Never' } }),
      15_000,
    )
    expect(row(run)).toBe('0/2 Completed 0')
    expect(podOf(run)?.status.phase).toBe('Succeeded')
    expect(podOf(run)?.status.initContainerStatuses?.[0]?.state?.terminated?.exitCode).toBe(0)
  })

  test('are stopped last', () => {
    const run = must(after(started({ spec: { initContainers: [sidecar] } }), 6000), 'kubectl delete pod app --wait=false')
    const ends = after(run, 10_000).entries.flatMap((entry) => (entry.kind === 'container-exited' ? [entry.container] : []))
    expect(ends).toEqual(['app', 'side'])
  })
})

describe('the message of a container that ended', () => {
  const end = (container: object): unknown =>
    podOf(after(started({ container, spec: { restartPolicy: 'Never' } }), 8000))?.status.containerStatuses?.[0]?.state?.terminated?.message

  test('is what it wrote to /dev/termination-log', () => {
    expect(end({ command: ['sh', '-c', 'echo no such key > /dev/termination-log; exit 1'] })).toBe('no such key\n')
  })

  test('is the end of its log when it failed and asked for that', () => {
    const command = ['sh', '-c', 'echo first; echo last; exit 1']
    expect([end({ command }), end({ command, terminationMessagePolicy: 'FallbackToLogsOnError' })]).toEqual([undefined, 'first\nlast\n'])
  })
})
