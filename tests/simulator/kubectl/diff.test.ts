// `kubectl diff`: what an apply would change, and what it says when nothing would.

import { describe, expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

function configMap(data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: ${data}\n`
}

describe('kubectl diff', () => {
  const files = { 'a.yaml': configMap('{x: "1", z: "2"}'), 'b.yaml': configMap('{x: "9", z: "2"}') }

  test('says nothing and ends with 0 where nothing would change', () => {
    const terminal = new TestTerminal(files)
    terminal.run('kubectl apply -f a.yaml')
    expect(terminal.run('kubectl diff -f a.yaml')).toEqual({ stdout: '', stderr: '', exitCode: 0 })
  })

  test('shows both sides and ends with 1, and changes nothing', () => {
    const terminal = new TestTerminal(files)
    terminal.run('kubectl apply -f a.yaml')
    const { stdout, exitCode } = terminal.run('kubectl diff -f b.yaml')
    expect(exitCode).toBe(1)
    expect(stdout.replace(/(LIVE|MERGED)-\d+/g, '$1').replace(/\t.*/g, ''))
      .toBe(`diff -u -N /tmp/LIVE/v1.ConfigMap.default.a /tmp/MERGED/v1.ConfigMap.default.a
--- /tmp/LIVE/v1.ConfigMap.default.a
+++ /tmp/MERGED/v1.ConfigMap.default.a
@@ -1,6 +1,6 @@
 apiVersion: v1
 data:
-  x: "1"
+  x: "9"
   z: "2"
 kind: ConfigMap
 metadata:
`)
    expect(terminal.says('kubectl get cm a -o jsonpath={.data.x}')).toBe('1')
  })

  test('an object that is not there yet is all new', () => {
    const { stdout } = new TestTerminal(files).run('kubectl diff -f a.yaml')
    expect(stdout).toMatch(/^@@ -0,0 \+1,\d+ @@\n\+apiVersion: v1$/m)
    expect(
      stdout
        .split('\n')
        .slice(4, -1)
        .every((line) => line.startsWith('+')),
    ).toBe(true)
  })

  test('values of Secrets are hidden unless asked for', () => {
    const secret = (value: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {x: ${value}}\n`
    const terminal = new TestTerminal({ 'a.yaml': secret('one'), 'b.yaml': secret('two') })
    terminal.run('kubectl apply -f a.yaml')
    const { stdout } = terminal.run('kubectl diff -f b.yaml')
    expect(stdout).toContain("-  x: '*** (before)'\n+  x: '*** (after)'\n")
    expect(terminal.says('kubectl diff -f b.yaml --show-secrets')).toContain('+  x: dHdv\n')
  })

  test('an error ends with more than 1', () => {
    expect(new TestTerminal().run('kubectl diff -f none.yaml')).toMatchObject({
      stderr: 'error: the path "none.yaml" does not exist\n',
      exitCode: 2,
    })
  })
})
