import { describe, expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

const manifest = (data: string, name = 'settings') => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {${data}}\n`

function entriesOf(terminal: TestTerminal, target = 'cm/settings'): unknown {
  const object: unknown = JSON.parse(terminal.run(`kubectl get ${target} -o json --show-managed-fields`).stdout)
  const { managedFields } = (object as { metadata: { managedFields?: { time: string }[] } }).metadata
  return managedFields?.map(({ time: _, ...entry }) => entry)
}

const FIELDS = { apiVersion: 'v1', fieldsType: 'FieldsV1' }

describe('managedFields', () => {
  test('a creator manages each field, and what holds it', () => {
    const terminal = new TestTerminal()
    terminal.run('kubectl create configmap settings --from-literal=B=2 --from-literal=A=1')
    const fieldsV1 = { 'f:data': { '.': {}, 'f:A': {}, 'f:B': {} } }
    expect(entriesOf(terminal)).toEqual([{ ...FIELDS, manager: 'kubectl-create', operation: 'Update', fieldsV1 }])
  })

  test('a later writer takes what it changes and adds', () => {
    const terminal = new TestTerminal()
    terminal.run('kubectl create configmap settings --from-literal=A=1 --from-literal=B=2')
    terminal.run(`kubectl patch cm settings --type=merge -p '{"data":{"B":"3","C":"4"}}'`)
    terminal.run('kubectl label cm settings team=a')
    const of = (manager: string, fieldsV1: object) => ({ ...FIELDS, manager, operation: 'Update', fieldsV1 })
    expect(entriesOf(terminal)).toEqual([
      of('kubectl-create', { 'f:data': { '.': {}, 'f:A': {} } }),
      of('kubectl-label', { 'f:metadata': { 'f:labels': { '.': {}, 'f:team': {} } } }),
      of('kubectl-patch', { 'f:data': { 'f:B': {}, 'f:C': {} } }),
    ])
  })

  test('containers are known by their names, selectors are one thing, and status is not the author’s', () => {
    const terminal = new TestTerminal()
    terminal.run('kubectl create deployment web --image=nginx')
    const container = {
      ...{ '.': {}, 'f:image': {}, 'f:imagePullPolicy': {}, 'f:name': {}, 'f:resources': {} },
      ...{ 'f:terminationMessagePath': {}, 'f:terminationMessagePolicy': {} },
    }
    const podSpec = {
      'f:containers': { 'k:{"name":"nginx"}': container },
      ...{
        'f:dnsPolicy': {},
        'f:restartPolicy': {},
        'f:schedulerName': {},
        'f:securityContext': {},
        'f:terminationGracePeriodSeconds': {},
      },
    }
    const fieldsV1 = {
      'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
      'f:spec': {
        ...{ 'f:progressDeadlineSeconds': {}, 'f:replicas': {}, 'f:revisionHistoryLimit': {}, 'f:selector': {} },
        'f:strategy': { 'f:rollingUpdate': { '.': {}, 'f:maxSurge': {}, 'f:maxUnavailable': {} }, 'f:type': {} },
        'f:template': { 'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } }, 'f:spec': podSpec },
      },
    }
    expect(entriesOf(terminal, 'deploy/web')).toEqual([
      { ...FIELDS, apiVersion: 'apps/v1', manager: 'kubectl-create', operation: 'Update', fieldsV1 },
    ])
  })
})

describe('apply --server-side over other writers', () => {
  test('a field that was scaled belongs to kubectl, through the subresource', () => {
    const terminal = new TestTerminal()
    terminal.run('kubectl create deployment web --image=nginx')
    terminal.run('kubectl scale deployment web --replicas=3')
    const text = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n'
    expect(terminal.run('kubectl apply --server-side -f -', text).stderr).toMatch(
      /^error: Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps\/v1: \.spec\.replicas\n/,
    )
  })

  test('a field that a command created is a conflict by its version', () => {
    const terminal = new TestTerminal()
    terminal.run('kubectl create configmap settings --from-literal=A=1 --from-literal=B=1')
    const one = terminal.run('kubectl apply --server-side -f -', manifest('A: "2"'))
    expect(one.stderr).toMatch(/^error: Apply failed with 1 conflict: conflict with "kubectl-create" using v1: \.data\.A\n/)
    const two = terminal.run('kubectl apply --server-side -f -', manifest('A: "2", B: "2"'))
    expect(two.stderr).toMatch(
      /^error: Apply failed with 2 conflicts: conflicts with "kubectl-create" using v1:\n- \.data\.A\n- \.data\.B\n/,
    )
  })

  test('what client-side apply wrote is taken over without a conflict, and goes away with its line', () => {
    const terminal = new TestTerminal()
    terminal.run('kubectl apply -f -', manifest('A: "1", B: "1"'))
    expect(terminal.run('kubectl apply --server-side -f -', manifest('A: "2"'))).toEqual({
      stdout: 'configmap/settings serverside-applied\n',
      stderr: '',
      exitCode: 0,
    })
    expect(terminal.run("kubectl get cm settings -o jsonpath='{.data}'").stdout).toBe('{"A":"2"}')
    expect(terminal.run('kubectl apply view-last-applied cm settings').stdout).toContain('A: "2"')
  })
})
