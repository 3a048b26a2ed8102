// `kubectl apply` beside the plain case: by force, with pruning, on several objects at once, and what it keeps of a manifest.

import { describe, expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

function configMap(name: string, data = '{x: "1"}', more = ''): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, labels: {app: web}}\ndata: ${data}\n${more}`
}

const FILES = {
  'a.yaml': configMap('a'),
  'b.yaml': configMap('b'),
  'a2.yaml': configMap('a', '{x: "2"}'),
  'frozen.yaml': configMap('a', '{x: "1"}', 'immutable: true\n'),
  'creds.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: creds}\nstringData: {k: v}\n',
}

describe('kubectl apply --force', () => {
  test('an object whose change is refused is deleted and made anew', () => {
    const terminal = new TestTerminal(FILES)
    terminal.run('kubectl apply -f frozen.yaml')
    const before = terminal.says('kubectl get cm a -o jsonpath={.metadata.uid}')
    expect(terminal.run('kubectl apply -f a2.yaml')).toMatchObject({ exitCode: 1 })
    expect(terminal.says('kubectl apply -f a2.yaml --force')).toBe('configmap/a configured\n')
    expect(terminal.says('kubectl get cm a -o jsonpath={.data.x}')).toBe('2')
    expect(terminal.says('kubectl get cm a -o jsonpath={.metadata.uid}')).not.toBe(before)
  })

  test('where the new one is refused too, the old one comes back', () => {
    const terminal = new TestTerminal({ ...FILES, 'bad.yaml': configMap('a', '{"x y": "2"}') })
    terminal.run('kubectl apply -f frozen.yaml')
    expect(terminal.run('kubectl apply -f bad.yaml --force')).toMatchObject({ exitCode: 1 })
    expect(terminal.says('kubectl get cm a -o jsonpath={.data}')).toBe('{"x":"1"}')
  })

  test('what takes its time to end is made anew only if there is a timeout', () => {
    const pod = (value: string): string => {
      const container = { name: 'app', image: 'busybox:1.36', command: ['sleep', '1000'], env: [{ name: 'A', value }] }
      return JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [container] } })
    }
    const terminal = new TestTerminal({ '1.json': pod('1'), '2.json': pod('2'), '3.json': pod('3') })
    terminal.run('kubectl apply -f 1.json')
    terminal.pass(3000)
    expect(terminal.says('kubectl apply -f 2.json --force')).toMatch(
      /\}\n\nto:\nResource: .*\n.*\nfor: "2.json": context deadline exceeded\n$/,
    )
    terminal.pass(40_000)
    terminal.run('kubectl apply -f 2.json')
    terminal.pass(3000)
    expect(terminal.says('kubectl apply -f 3.json --force --timeout=60s')).toBe('pod/a configured\n')
  })

  test('has no meaning on the server, neither in merging nor in a dry run', () => {
    const terminal = new TestTerminal(FILES)
    expect(terminal.says('kubectl apply -f a.yaml --force --server-side')).toBe('error: --force cannot be used with --server-side\n')
    expect(terminal.says('kubectl apply -f a.yaml --force --dry-run=server')).toBe('error: --dry-run=server cannot be used with --force\n')
  })
})

describe('kubectl apply --prune', () => {
  test('deletes what was applied before, is selected, and is in no manifest any more', () => {
    const terminal = new TestTerminal(FILES)
    terminal.run('kubectl apply -f a.yaml -f b.yaml && kubectl create configmap made && kubectl label configmap made app=web')
    const { stdout } = terminal.run('kubectl apply -f a.yaml --prune -l app=web')
    expect(stdout).toBe('configmap/a unchanged\nconfigmap/b pruned\n')
    expect(terminal.says('kubectl get cm -l app=web -o name')).toBe('configmap/a\nconfigmap/made\n')
  })

  test('says what a dry run would delete, and leaves it', () => {
    const terminal = new TestTerminal(FILES)
    terminal.run('kubectl apply -f a.yaml -f b.yaml')
    expect(terminal.run('kubectl apply -f a.yaml --prune --all --dry-run=client').stdout).toContain('configmap/b pruned (dry run)\n')
    expect(terminal.says('kubectl get cm b -o name')).toBe('configmap/b\n')
  })

  test('wants to be told what to choose from', () => {
    expect(new TestTerminal(FILES).says('kubectl apply -f a.yaml --prune')).toContain('without explicitly passing --all')
  })
})

describe('what apply prints of several objects', () => {
  test('a list, where another form than names is asked for', () => {
    const terminal = new TestTerminal(FILES)
    expect(terminal.says('kubectl apply -f a.yaml -f b.yaml -o name')).toBe('configmap/a\nconfigmap/b\n')
    expect(terminal.says("kubectl apply -f a.yaml -f b.yaml -o jsonpath='{.kind}: {.items[*].metadata.name}'")).toBe('List: a b')
    expect(terminal.says('kubectl apply -f a.yaml -f b.yaml -o json')).toMatch(/^\{\n {4}"kind": "List",\n {4}"apiVersion": "v1",/)
  })

  test('a client-side dry run shows the object as it would be merged', () => {
    const terminal = new TestTerminal(FILES)
    terminal.run('kubectl apply -f a.yaml')
    expect(terminal.says('kubectl apply -f a2.yaml --dry-run=client -o jsonpath={.data.x}')).toBe('2')
    expect(terminal.says('kubectl get cm a -o jsonpath={.data.x}')).toBe('1')
  })

  test('create divides the documents of several objects', () => {
    const { stdout } = new TestTerminal(FILES).run('kubectl create -f a.yaml -f b.yaml --dry-run=client -o yaml')
    expect(stdout.split('---\n')).toHaveLength(2)
  })
})

describe('kubectl apply set-last-applied', () => {
  test('writes the manifest into the annotation and changes nothing else', () => {
    const terminal = new TestTerminal(FILES)
    terminal.run('kubectl apply -f a.yaml')
    expect(terminal.says('kubectl apply set-last-applied -f a2.yaml')).toBe('configmap/a configured\n')
    expect(terminal.says('kubectl apply set-last-applied -f a2.yaml')).toBe('set-last-applied a: no changes required.\n')
    expect(terminal.says('kubectl get cm a -o jsonpath={.data.x}')).toBe('1')
    expect(terminal.says('kubectl apply view-last-applied cm/a')).toContain('x: "2"')
  })

  test('begins to keep one only where it is told to', () => {
    const terminal = new TestTerminal(FILES)
    terminal.run('kubectl create -f a.yaml')
    expect(terminal.says('kubectl apply set-last-applied -f a.yaml')).toContain('run the command with --create-annotation')
    expect(terminal.says('kubectl apply set-last-applied -f a.yaml --create-annotation')).toBe('configmap/a configured\n')
  })
})

describe('a server-side apply after a client-side one', () => {
  test('warns in a dry run that the annotation is still another manager’s', () => {
    const terminal = new TestTerminal(FILES)
    terminal.run('kubectl apply -f a.yaml')
    const { stdout, stderr } = terminal.run('kubectl apply -f a.yaml --server-side --dry-run=server')
    expect(stdout).toBe('configmap/a serverside-applied (server dry run)\n')
    expect(stderr).toMatch(/^Warning: failed to migrate kubectl\.kubernetes\.io\/last-applied-configuration for Server-Side Apply/)
  })
})

describe('kubectl diff of what apply would say', () => {
  test('a Secret that is not there yet is compared with nothing', () => {
    expect(new TestTerminal(FILES).run('kubectl diff -f creds.yaml').stdout).toContain('@@ -1 +1,')
  })
})

describe('a namespace that cannot stand in a path', () => {
  const wrong = 'invalid namespace "a/b": [may not contain \'/\']'
  const files = { 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ., namespace: a/b}\n' }

  test.each([
    ['kubectl create -f a.yaml', `error: error when creating "a.yaml": ${wrong}\n`],
    ['kubectl replace -f a.yaml', `error: error when replacing "a.yaml": ${wrong}\n`],
    ['kubectl delete -f a.yaml', `error: error when deleting "a.yaml": ${wrong}\n`],
    ['kubectl apply --server-side -f a.yaml', `error: ${wrong}\n`],
    ['kubectl create configmap x -n a/b', `error: failed to create configmap: ${wrong}\n`],
    ['kubectl get configmap x -n a/b', `error: ${wrong}\n`],
    ['kubectl get configmaps -n a/b', `${wrong}\n`],
    ['kubectl get configmaps -n ..', `invalid namespace "..": [may not be '..']\n`],
  ])('%s', (line, said) => {
    expect(new TestTerminal(files).says(line)).toBe(said)
  })

  test('is what apply says, and not that the name cannot either', () => {
    expect(new TestTerminal(files).says('kubectl apply -f a.yaml')).toMatch(`from server for: "a.yaml": ${wrong}\n`)
  })
})

test('a version that is stale is a conflict of the patch', () => {
  const stale = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, resourceVersion: "1"}\ndata: {x: "2"}\n'
  const terminal = new TestTerminal({ ...FILES, 'stale.yaml': stale })
  terminal.run('kubectl apply -f a.yaml')
  expect(terminal.says('kubectl apply -f stale.yaml')).toMatch(
    'for: "stale.yaml": error when patching "stale.yaml": Operation cannot be fulfilled on configmaps "a"',
  )
})

describe('a list', () => {
  const list = (items: string, head = 'apiVersion: v1\nkind: List\n') => ({ 'list.yaml': `${head}items:\n${items}` })
  const named = (kind: string) => `- apiVersion: v1\n  kind: ${kind}\n  metadata: {name: a}\n`

  test('what nobody serves in it is said behind what was made, and without error:', () => {
    const terminal = new TestTerminal(list(named('Foo') + named('ConfigMap')))
    expect(terminal.run('kubectl apply -f list.yaml')).toMatchObject({
      stdout: 'configmap/a created\n',
      stderr: 'unable to recognize no matches for kind "Foo" in version "v1"\n',
      exitCode: 1,
    })
  })

  test('its own kind has to be served', () => {
    const says = (head: string, items = named('ConfigMap')) => new TestTerminal(list(items, head)).says('kubectl apply -f list.yaml')
    const unknown = (kind: string, version: string) =>
      `error: resource mapping not found for name: "" namespace: "" from "list.yaml": no matches for kind "${kind}" in version "${version}"\nensure CRDs are installed first\n`
    expect(says('apiVersion: v2\nkind: List\n')).toBe(unknown('List', 'v2'))
    expect(says('apiVersion: v1\nkind: list\n')).toBe(unknown('list', 'v1'))
    expect(says('apiVersion: apps/v1\nkind: ConfigMapList\n')).toBe(unknown('ConfigMapList', 'apps/v1'))
    expect(says('apiVersion: apps/v1\nkind: List\n')).toBe('configmap/a created\n')
  })

  test('holds no list, and items that need not say their kind', () => {
    const says = (items: string) =>
      new TestTerminal(list(items, 'apiVersion: v1\nkind: ConfigMapList\n')).says('kubectl apply -f list.yaml')
    expect(says('- apiVersion: v1\n  kind: List\n  items: []\n')).toBe(
      'error: *unstructured.Unstructured is not a list: no Items field in this object\n',
    )
    expect(says('- metadata: {name: a}\n')).toBe('configmap/a created\n')
  })
})

describe('a label selector', () => {
  const terminal = new TestTerminal({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {size: "7", empty: ""}}\n' })
  terminal.run('kubectl apply -f a.yaml')
  const says = (selector: string) => terminal.says(`kubectl get cm -o name -l '${selector}'`)
  const refused = (selector: string, why: string) =>
    `Error from server (BadRequest): Unable to find "/v1, Resource=configmaps" that match label selector "${selector}", field selector "": unable to parse requirement: ${why}\n`

  test('compares whole numbers', () => {
    expect(says('size>6')).toBe('configmap/a\n')
    expect(says('size<7')).toBe('')
    expect(says('empty<7')).toBe('')
    expect(says('size>x')).toBe(
      refused('size>x', "values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer"),
    )
  })

  test('an empty set holds the empty value', () => {
    expect(says('empty in ()')).toBe('configmap/a\n')
  })

  test('is refused for a key or a value that no label can have', () => {
    expect(says('a=-x')).toMatch(
      'unable to parse requirement: values[0][a]: Invalid value: "-x": a valid label must be an empty string or consist of',
    )
    expect(says('a in (_y,-x)')).toMatch(/: \[values\[0\]\[a\]: Invalid value: "-x": .*, values\[1\]\[a\]: Invalid value: "_y": /)
    expect(says('A_/b')).toMatch('unable to parse requirement: <nil>: Invalid value: "A_/b": prefix part a lowercase RFC 1123 subdomain')
  })
})

test('an annotation without a value is kept as an empty one (unstructured/helpers.go NestedNullCoercingStringMap)', () => {
  const terminal = new TestTerminal({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {note: ~}}\n' })
  terminal.run('kubectl apply -f a.yaml')
  expect(terminal.says('kubectl get cm a -o jsonpath={.metadata.annotations}')).toContain('"note":""')
  expect(terminal.says('kubectl apply view-last-applied cm/a -o json')).toContain('"note": ""')
})
