// `kubectl patch` of a text that looks like JSON and is none, and what other commands say before they look.

import { describe, expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

function terminal(): TestTerminal {
  const made = new TestTerminal({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: "1"}\n' })
  made.run('kubectl apply -f a.yaml')
  return made
}

describe('a patch that begins with a brace is sent as it is', () => {
  test.each([
    ["'{data: {x: y}}'", "invalid character 'd' looking for beginning of object key string"],
    ['\'{"data":{"x":"y"}\'', 'unexpected end of JSON input'],
    ['\'{"data":{"x":"y"},}\'', "invalid character '}' looking for beginning of object key string"],
    ['\'{"data":{"x":"y"}} z\'', "invalid character 'z' after top-level value"],
  ])('-p %s is refused by the server', (body, problem) => {
    expect(terminal().says(`kubectl patch cm a -p ${body}`)).toBe(`Error from server (BadRequest): ${problem}\n`)
    expect(terminal().says(`kubectl patch cm a --type=merge -p ${body}`)).toBe(
      `Error from server (BadRequest): error decoding patch: ${problem}\n`,
    )
    expect(terminal().says(`kubectl patch cm a --dry-run=client -p ${body}`)).toBe('error: invalid JSON document\n')
  })

  test('any other text is read as YAML', () => {
    const made = terminal()
    expect(made.says("kubectl patch cm a -p 'data: {x: w}'")).toBe('configmap/a patched\n')
    expect(made.says('kubectl get cm a -o jsonpath={.data.x}')).toBe('w')
  })
})

describe('what has no Pods', () => {
  test('is named by its type', () => {
    expect(terminal().says('kubectl logs cm/a')).toBe(
      'error: cannot get the logs from *v1.ConfigMap: selector for *v1.ConfigMap not implemented\n',
    )
    expect(terminal().says('kubectl exec cm/a -- ls')).toBe(
      'error: cannot attach to *v1.ConfigMap: selector for *v1.ConfigMap not implemented\n',
    )
  })
})

describe('flags of kubectl kustomize', () => {
  const files = { 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' }

  test('those of plugins are taken and change nothing', () => {
    const made = new TestTerminal(files)
    expect(made.says('kubectl kustomize . --enable-alpha-plugins --network -e A=b')).toBe(made.says('kubectl kustomize .'))
  })

  test('what may be loaded is one of two words', () => {
    expect(new TestTerminal(files).says('kubectl kustomize . --load-restrictor=foo')).toBe(
      'error: illegal flag value --load-restrictor foo; legal values: [LoadRestrictionsRootOnly LoadRestrictionsNone]\n',
    )
  })
})

describe('the server reads the text of a patch', () => {
  test.each([
    ['strategic', '{"data":{"a":"b","a":"c"}}', 'Warning: duplicate field "data.a"\n'],
    ['merge', '{"data":{"a":"b","a":"c"},"data":{}}', 'Warning: duplicate field "data.a"\nWarning: duplicate field "data"\n'],
    ['strategic', '{"dat":{},"data":{"a":"b"}}', 'Warning: unknown field "dat"\n'],
  ])('a %s patch %s is taken with a warning (K-9)', (type, body, warning) => {
    expect(terminal().run(`kubectl patch cm a --type=${type} -p '${body}'`).stderr).toBe(warning)
  })

  test.each([
    ["'data: {a: b, a: c}'", 'server'],
    [`'{"data":{"a":"b","a":"c"}}'`, 'client'],
  ])('-p %s holds nothing twice by the time of --dry-run=%s', (body, dryRun) => {
    expect(terminal().run(`kubectl patch cm a --dry-run=${dryRun} -p ${body}`).stderr).toBe('')
  })
})
