// `kubectl get --raw`: addresses of the API, and what is said of those that are not answered.
// k8s.io/kubectl pkg/cmd/get/get.go Validate; pkg/rawhttp/raw.go RawGet

import { describe, expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

function withSettings(): TestTerminal {
  const terminal = new TestTerminal()
  terminal.run('kubectl create configmap settings --from-literal=a=b && kubectl create deployment web --image=nginx --replicas=2')
  terminal.pass(1000)
  return terminal
}

const RAW = 'kubectl get --raw'

describe('an address', () => {
  test('of an object is answered with its JSON on one line, in the order of Go', () => {
    const answer = withSettings().says(`${RAW} /api/v1/namespaces/default/configmaps/settings`)
    expect(answer).toMatch(/^\{"kind":"ConfigMap","apiVersion":"v1","metadata":\{"name":"settings","namespace":"default","uid":"[^\n]*\n$/)
    expect(JSON.parse(answer)).toMatchObject({ data: { a: 'b' } })
  })

  test('of a kind is answered with a list, whose items do not say again what they are', () => {
    const terminal = withSettings()
    terminal.run('kubectl label configmap settings tier=front')
    const answer = terminal.says(`${RAW} '/api/v1/namespaces/default/configmaps?labelSelector=tier%3Dfront'`)
    expect(answer).toMatch(/^\{"kind":"ConfigMapList","apiVersion":"v1","metadata":\{"resourceVersion":"\d+"\},"items":\[\{"metadata":/)
    expect(terminal.says(`${RAW} '/api/v1/namespaces/default/secrets?labelSelector=a=b'`)).toMatch(/"items":\[\]\}\n$/)
  })

  test('of a part is answered with the part', () => {
    const answer = withSettings().says(`${RAW} /apis/apps/v1/namespaces/default/deployments/web/scale`)
    expect(JSON.parse(answer)).toMatchObject({ kind: 'Scale', spec: { replicas: 2 }, status: { selector: 'app=web' } })
  })

  test.each([
    [`${RAW} /healthz`, 'ok'],
    [`${RAW} /api/v1/namespaces/default/configmaps/nope`, 'Error from server (NotFound): configmaps "nope" not found\n'],
    [`${RAW} /api/v1/configmaps/settings`, 'Error from server (NotFound): the server could not find the requested resource\n'],
    [
      `${RAW} /api/v1/namespaces/default/configmaps/settings/status`,
      'Error from server (NotFound): the server could not find the requested resource\n',
    ],
    [`${RAW} api`, 'error: --raw must be a valid URL path: parse "api": invalid URI for request\n'],
    [`kubectl get cm ${'--raw'} /api`, 'error: arguments may not be passed when --raw is specified\n'],
    [`${RAW} /api/v1 -o yaml`, 'error: --raw and --output are mutually exclusive\n'],
    [`${RAW} /api/v1/pods -w`, 'error: --raw may not be specified with other flags that filter the server request or alter the output\n'],
  ])('%s is answered %j', (line, answer) => {
    expect(withSettings().says(line)).toBe(answer)
  })

  test('of what the API says of itself leads to the commands that say it', () => {
    expect(withSettings().says(`${RAW} /apis`)).toContain('kubectl api-resources')
  })
})
