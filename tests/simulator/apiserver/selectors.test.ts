// Selectors of lists, and what becomes of dependents when an object is deleted twice.
// k8s.io/apimachinery pkg/labels/selector.go, pkg/fields/selector.go; k8s.io/apiserver pkg/registry/generic/registry/store.go

import { describe, expect, test } from 'vitest'
import { TestServer, objectIn } from './server.ts'

function withConfigMap(metadata: object = {}): TestServer {
  const server = new TestServer()
  objectIn(server.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { app: 'web' }, ...metadata } }))
  return server
}

function answerTo(selectors: { readonly labelSelector?: string; readonly fieldSelector?: string }): string {
  const response = withConfigMap().ask({ verb: 'list', kind: 'ConfigMap', namespace: 'default', ...selectors })
  if (!response.ok) return response.status.message
  return 'objects' in response ? response.objects.map(({ metadata }) => metadata.name).join(' ') : ''
}

describe('a label selector', () => {
  test('is read up to the first thing that may not stand in it', () => {
    expect(answerTo({ labelSelector: 'app=web;tier=front' })).toContain(
      'unable to parse requirement: values[0][app]: Invalid value: "web;tier"',
    )
    expect(answerTo({ labelSelector: 'a/b/c web' })).toContain('unable to parse requirement: <nil>: Invalid value: "a/b/c"')
    expect(answerTo({ labelSelector: 'app web' })).toContain("unable to parse requirement: found 'web', expected: ")
  })
})

describe('a field selector', () => {
  test.each([
    ['metadata.name=a', 'a'],
    ['metadata.name!=a,metadata.namespace=default', 'kube-root-ca.crt'],
    ['metadata.name=a\\,b', ''],
    ['metadata.name=a\\x', 'invalid field selector: invalid escape sequence: \\x'],
    ['metadata.name=a\\', 'invalid field selector: invalid escape sequence: \\'],
    ['metadata.name=a=b', 'invalid field selector: unescaped character in value: 61'],
    ['metadata.name', "invalid selector: 'metadata.name'; can't understand 'metadata.name'"],
  ])('%s: %s', (fieldSelector, answer) => {
    expect(answerTo({ fieldSelector })).toBe(answer)
  })
})

test('who deletes an object again says anew what becomes of its dependents', () => {
  const server = withConfigMap({ finalizers: ['a.example/wait'] })
  const key = { namespace: 'default', name: 'a' }
  const finalizersAfter = (propagationPolicy: 'Foreground' | 'Orphan' | 'Background') =>
    objectIn(server.ask({ verb: 'delete', kind: 'ConfigMap', key, propagationPolicy })).metadata.finalizers
  expect(finalizersAfter('Foreground')).toEqual(['a.example/wait', 'foregroundDeletion'])
  expect(finalizersAfter('Orphan')).toEqual(['a.example/wait', 'orphan'])
  expect(finalizersAfter('Background')).toEqual(['a.example/wait'])
})
