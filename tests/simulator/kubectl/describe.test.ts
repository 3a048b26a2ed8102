// What `kubectl describe` adds up and how it shows kinds without a description of their own.

import { describe, expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

const PODS = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
  - {name: first, image: busybox, resources: {requests: {cpu: "1"}}}
  - {name: side, image: busybox, restartPolicy: Always, resources: {requests: {cpu: 100m, memory: 64Mi}}}
  containers:
  - name: app
    image: busybox
    env:
    - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
    - {name: MILLI, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1m}}}
    - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory}}}
    resources: {requests: {cpu: 200m, memory: 64Mi}, limits: {cpu: 500m}}
`

function withPod(): TestTerminal {
  const terminal = new TestTerminal({ 'web.yaml': PODS })
  terminal.run('kubectl apply -f web.yaml')
  terminal.pass(1000)
  return terminal
}

function linesOf(text: string, start: RegExp): readonly string[] {
  return text
    .split('\n')
    .filter((line) => start.test(line.trim()))
    .map((line) => line.trim().replace(/ {2,}/g, ' | '))
}

describe('describe node', () => {
  test('adds up what Pods ask for: an init container counts when it is the largest, a sidecar always', () => {
    const shown = withPod().says('kubectl describe node node-1')
    expect(linesOf(shown, /^default/)).toEqual(['default | web | 1 (25%) | 500m (12%) | 128Mi (1%) | 0 (0%) | 1s'])
    expect(linesOf(shown, /^(cpu|memory|ephemeral-storage) .*%/)).toEqual([
      'cpu | 1 (25%) | 500m (12%)',
      'memory | 128Mi (1%) | 0 (0%)',
      'ephemeral-storage | 0 (0%) | 0 (0%)',
    ])
  })
})

describe('describe', () => {
  test('shows a resource of a container in units of the divisor, rounded up (P-6)', () => {
    expect(linesOf(withPod().says('kubectl describe pod web'), /^(CPU|MILLI|MEMORY):/)).toEqual([
      'CPU: | 1 (limits.cpu)',
      'MILLI: | 500 (limits.cpu)',
      'MEMORY: | node allocatable (limits.memory)',
    ])
  })

  test('shows an Event field by field, with names for people', () => {
    const shown = withPod().says('kubectl describe events')
    expect(linesOf(shown, /^(Involved Object|API Version|UID|Kind|Event Time)/)).toContain('Involved Object:')
    expect(linesOf(shown, /^(Reason):/)).toContain('Reason: | Scheduled')
    expect(linesOf(shown, /^First Timestamp/)).toContain('First Timestamp: | <nil>')
    expect(shown).not.toContain('managedFields')
  })

  test('shows where a Service leads: ready Pods that it selects, with the port that its target names', () => {
    const terminal = withPod()
    const manifest = (selector: string) =>
      `printf 'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {${selector}ports: [{port: 80, targetPort: http}]}\n' | kubectl apply -f -`
    const served = 'kubectl run served --image=third-factor/reader:1 --labels=app=s --port=8080'
    terminal.run(`${served} --dry-run=client -o yaml | sed 's/containerPort: 8080/{containerPort: 8080, name: http}/' | kubectl apply -f -`)
    terminal.run(manifest('selector: {app: s}, '))
    expect(linesOf(terminal.says('kubectl describe service s'), /^Endpoints/)).toEqual(['Endpoints:'])
    const ready = { conditions: [{ type: 'Ready', status: 'True' }], podIP: '10.244.0.9', podIPs: [{ ip: '10.244.0.9' }] }
    terminal.run(`kubectl patch pod served --subresource=status -p '${JSON.stringify({ status: ready })}'`)
    expect(linesOf(terminal.says('kubectl describe service s'), /^Endpoints/)).toEqual(['Endpoints: | 10.244.0.9:8080'])
    terminal.run(manifest(''))
    terminal.run('kubectl patch service s --type=json -p \'[{"op":"remove","path":"/spec/selector"}]\'')
    expect(linesOf(terminal.says('kubectl describe service s'), /^Endpoints/)).toEqual(['Endpoints: | <none>'])
  })
})

test('describe pod knows the value of the name and the namespace, and of no other field', () => {
  const terminal = new TestTerminal({
    'web.yaml': `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {tier: front}}
spec:
  containers:
  - name: app
    image: busybox
    env:
    - {name: OWN, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
    - {name: UID, valueFrom: {fieldRef: {fieldPath: metadata.uid}}}
    - {name: TIER, valueFrom: {fieldRef: {fieldPath: "metadata.labels['tier']"}}}
`,
  })
  terminal.run('kubectl apply -f web.yaml')
  const shown = terminal.says('kubectl describe pod web')
  expect(linesOf(shown, /^(OWN|UID|TIER):/)).toEqual([
    'OWN: | web (v1:metadata.name)',
    'UID: | (v1:metadata.uid)',
    "TIER: | (v1:metadata.labels['tier'])",
  ])
})

test('texts that would move the cursor are written out (printers/terminal.go)', () => {
  const terminal = new TestTerminal({
    'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {text: "one\\r\\ntwo\\x1b[31m"}\n',
  })
  terminal.run('kubectl apply -f a.yaml')
  expect(terminal.says('kubectl describe cm a')).toContain('----\none\\r\ntwo^[[31m\n')
  expect(terminal.says('kubectl get cm a -o custom-columns=N:.metadata.name,T:.data.text,E:.kind')).toBe(
    'N           T     E\na           one\\r\ntwo^[[31m   ConfigMap\n',
  )
})

test('a column of a table stays as wide as it was further up (liggitt/tabwriter RememberWidths)', () => {
  const terminal = new TestTerminal()
  terminal.run(`kubectl create cm longer-name --from-literal=text=$'one\\ntwo' && kubectl create cm z --from-literal=text=three`)
  expect(terminal.says('kubectl get cm/longer-name cm/z -o custom-columns=N:.metadata.name,T:.data.text')).toBe(
    'N             T\nlonger-name   one\ntwo\nz             three\n',
  )
})
