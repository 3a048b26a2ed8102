// What the kubelet and the runtime make besides volumes: names in /etc/hosts, working directories, mount points inside of volumes.

import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { STAYS, after, stdout } from '../controllers/workload.ts'

function running(spec: object, container: object = {}): Run {
  const containers = [{ name: 'app', image: 'busybox:1.36', command: STAYS, ...container }]
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { ...spec, containers } }
  const run = must(startCluster(), 'kubectl create configmap settings --from-literal=a=1')
  return after(must(run, 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) }), 5000)
}

const inside = (run: Run, script: string): string => stdout(run, `kubectl exec app -- sh -c '${script}'`)

describe('/etc/hosts and /etc/resolv.conf', () => {
  test('name the Pod with its subdomain, and what hostAliases add', () => {
    const run = running({ hostname: 'mine', subdomain: 'sub', hostAliases: [{ ip: '10.1.2.3', hostnames: ['a.example', 'b'] }] })
    expect(inside(run, 'tail -4 /etc/hosts')).toMatch(
      /^10\.[\d.]+\tmine\.sub\.default\.svc\.cluster\.local\tmine\n\n# Entries added by HostAliases\.\n10\.1\.2\.3\ta\.example\tb\n$/,
    )
    expect(inside(run, 'hostname; hostname -f')).toBe('mine\nmine.sub.default.svc.cluster.local\n')
    expect(inside(run, 'cat /etc/resolv.conf')).toMatch(/^search default\.svc\.cluster\.local .*\nnameserver .*\noptions ndots:5\n$/)
  })

  test('hold with dnsPolicy None what dnsConfig says, and nothing else', () => {
    const dnsConfig = { nameservers: ['10.1.1.1'], searches: ['x.y'], options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }] }
    expect(inside(running({ dnsPolicy: 'None', dnsConfig }), 'cat /etc/resolv.conf')).toBe(
      'search x.y\nnameserver 10.1.1.1\noptions ndots:2 edns0\n',
    )
  })

  test('can be written', () => {
    expect(inside(running({}), 'echo "10.9.9.9 z" >> /etc/hosts; tail -1 /etc/hosts; head -1 /etc/hosts')).toBe(
      '10.9.9.9 z\n# Kubernetes-managed hosts file.\n',
    )
  })
})

test('the runtime makes the directory that the process starts in', () => {
  expect(inside(running({}, { workingDir: '/not/there' }), 'pwd; ls -d /not/there')).toBe('/not/there\n/not/there\n')
})

test('a volume over a path within a configMap volume finds its place there', () => {
  const volumes = [
    { name: 'cfg', configMap: { name: 'settings' } },
    { name: 'room', emptyDir: {} },
  ]
  const volumeMounts = [
    { name: 'cfg', mountPath: '/etc/cfg' },
    { name: 'room', mountPath: '/etc/cfg/sub' },
  ]
  expect(inside(running({ volumes }, { volumeMounts }), 'ls /etc/cfg; touch /etc/cfg/sub/x && cat /etc/cfg/a')).toBe('a\nsub\n1')
})

test('groups of a process are in order of number', () => {
  const run = running({ securityContext: { runAsUser: 1000, runAsGroup: 3000, fsGroup: 2000 } })
  expect(inside(run, 'id')).toBe('uid=1000 gid=3000 groups=2000,3000\n')
})
