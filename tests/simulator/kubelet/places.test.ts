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

describe('a directory of a ConfigMap that is mounted by subPath', () => {
  const volumes = [{ name: 'cfg', configMap: { name: 'settings', items: [{ key: 'a', path: 'sub/one' }] } }]
  const volumeMounts = [
    { name: 'cfg', mountPath: '/part', subPath: 'sub' },
    { name: 'cfg', mountPath: '/whole' },
  ]
  const run = running({ volumes }, { volumeMounts })

  test('is the directory itself, not the link that leads to it', () => {
    expect(inside(run, 'stat -c %F /part; cat /part/one')).toBe('directory\n1')
  })

  test('loses its files when the volume is written anew, and has the new ones after the next start (VOL-20)', () => {
    const changed = must(run, `kubectl patch configmap settings -p '{"data":{"a":"2"}}'`)
    const written = after(must(changed, 'kubectl annotate pod app now=please'), 5000)
    expect(inside(written, 'cat /whole/sub/one; ls /part')).toBe('2')
    const restarted = after(must(written, 'kubectl exec app -- kill 1'), 5000)
    expect(inside(restarted, 'cat /part/one')).toBe('2')
  })
})

test('the node adds to the annotations that containers see where it has the Pod from, and since when', () => {
  const items = [{ path: 'annotations', fieldRef: { fieldPath: 'metadata.annotations' } }]
  const env = [{ name: 'SOURCE', valueFrom: { fieldRef: { fieldPath: "metadata.annotations['kubernetes.io/config.source']" } } }]
  const run = running({ volumes: [{ name: 'me', downwardAPI: { items } }] }, { env, volumeMounts: [{ name: 'me', mountPath: '/me' }] })
  expect(inside(run, 'echo $SOURCE; tail -n 2 /me/annotations')).toMatch(
    /^api\nkubernetes\.io\/config\.seen="2026-11-24T[\d:]+\.\d{9}Z"\nkubernetes\.io\/config\.source="api"$/,
  )
  expect(stdout(run, 'kubectl get pod app -o jsonpath={.metadata.annotations}')).not.toContain('config.seen')
})

test('a variable made from the resources of a container that the Pod does not have keeps the container from starting', () => {
  const env = [{ name: 'CPU', valueFrom: { resourceFieldRef: { containerName: 'ghost', resource: 'limits.cpu' } } }]
  const reason = '{.status.containerStatuses[0].state.waiting}'
  expect(stdout(running({}, { env }), `kubectl get pod app -o jsonpath='${reason}'`)).toBe(
    '{"message":"container ghost not found","reason":"CreateContainerConfigError"}',
  )
})

test('a file that is mounted by subPath cannot be replaced by another (VOL-21)', () => {
  const volumes = [{ name: 'cfg', configMap: { name: 'settings' } }]
  const run = running({ volumes }, { volumeMounts: [{ name: 'cfg', mountPath: '/etc/a', subPath: 'a' }] })
  expect(inside(run, 'sed -i s/1/2/ /etc/a 2>&1; cat /etc/a')).toMatch(
    /^sed: can't move '\/etc\/a\w{6}' to '\/etc\/a': Device or resource busy\n1$/,
  )
})
