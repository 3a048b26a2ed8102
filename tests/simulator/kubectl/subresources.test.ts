// `--subresource`: parts of objects that are read and written by themselves.
// k8s.io/kubernetes pkg/registry/apps/deployment/storage/storage.go; pkg/printers/internalversion/printers.go printScale

import { describe, expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

const NO_PART = 'Error from server (NotFound): the server could not find the requested resource\n'

function withWeb(): TestTerminal {
  const terminal = new TestTerminal()
  terminal.run('kubectl create deployment web --image=nginx --replicas=2 && kubectl create configmap settings')
  terminal.pass(500)
  return terminal
}

describe('--subresource', () => {
  test('get shows the number of replicas in columns of its own', () => {
    expect(withWeb().says('kubectl get deploy/web --subresource=scale')).toMatch(
      /^NAME {3}DESIRED {3}AVAILABLE {3}AGE\nweb {4}2 {9}2 {11}\d+s\n$/,
    )
  })

  test('get prints the object of another kind', () => {
    expect(withWeb().says("kubectl get deploy web --subresource=scale -o jsonpath='{.kind} {.spec} {.status}'")).toBe(
      'Scale {"replicas":2} {"replicas":2,"selector":"app=web"}',
    )
  })

  test.each([
    'kubectl get cm/settings --subresource=scale',
    'kubectl get cm/settings --subresource=status',
    `kubectl patch cm/settings --subresource=status -p '{"data":{"a":"b"}}'`,
    `kubectl patch cm/settings --subresource=scale --type=merge -p '{"spec":{"replicas":2}}'`,
  ])('%s finds no such part', (line) => {
    expect(withWeb().says(line)).toBe(NO_PART)
  })

  test('replace writes the status alone', () => {
    const terminal = withWeb()
    const line = 'kubectl get deploy web -o yaml | sed "s/replicas: 2/replicas: 7/" | kubectl replace --subresource=status -f -'
    expect(terminal.says(line)).toBe('deployment.apps/web replaced\n')
    expect(terminal.says("kubectl get deploy web -o jsonpath='{.spec.replicas}'")).toBe('2')
  })

  test('replace takes no whole object for its number of replicas', () => {
    expect(withWeb().says('kubectl get deploy web -o yaml | kubectl replace --subresource=scale -f -')).toBe(
      'Error from server (BadRequest): error when replacing "STDIN": Deployment in version "v1" cannot be handled as a Scale: converting (v1.Deployment) to (autoscaling.Scale): unknown conversion\n',
    )
  })
})
