// The shell of the learner's machine: files, pipes, programs, and what is not there.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

const SETTINGS = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  LOG_LEVEL: info\n'

describe('files', () => {
  test('the working directory holds the files of the editor', () => {
    const terminal = new TestTerminal({ 'settings.yaml': SETTINGS, 'conf/app.ini': 'a=1\n' })
    expect(terminal.says('ls')).toBe('conf\nsettings.yaml\n')
    expect(terminal.says('cat conf/app.ini')).toBe('a=1\n')
    expect(terminal.says('cd conf && pwd && cat app.ini && cd - ')).toBe('/home/you/conf\na=1\n/home/you\n')
  })

  test('what a program or a redirection writes is a file that kubectl reads', () => {
    const terminal = new TestTerminal({ 'settings.yaml': SETTINGS })
    terminal.run("sed 's/info/debug/' settings.yaml > other.yaml && mkdir -p new && mv other.yaml new/")
    expect(terminal.says('kubectl apply -f new/other.yaml')).toBe('configmap/settings created\n')
    expect(terminal.session.files.get('new/other.yaml')).toContain('LOG_LEVEL: debug')
  })

  test('a here-document is standard input', () => {
    const terminal = new TestTerminal()
    expect(terminal.says(`cat <<EOF | kubectl apply -f -\n${SETTINGS}EOF`)).toBe('configmap/settings created\n')
  })

  test('a file or folder that is not there is said as bash says it', () => {
    const terminal = new TestTerminal()
    expect(terminal.says('cat < nope')).toBe('bash: nope: No such file or directory\n')
    expect(terminal.says('echo x > nope/x')).toBe('bash: nope/x: No such file or directory\n')
    expect(terminal.says('cd nope')).toBe('bash: cd: nope: No such file or directory\n')
  })
})

describe('pipes and words', () => {
  test('what kubectl prints goes through small programs', () => {
    const terminal = new TestTerminal()
    terminal.run('kubectl create secret generic creds --from-literal=password=s3cr3t')
    expect(terminal.says("kubectl get secret creds -o jsonpath='{.data.password}' | base64 -d")).toBe('s3cr3t')
    expect(terminal.says('kubectl get cm,secret -o name | sort | head -n 1')).toBe('configmap/kube-root-ca.crt\n')
    expect(terminal.says("kubectl get secret | grep -c creds; kubectl get secret | awk 'NR>1 {print $1}' | tr a-z A-Z | wc -c")).toBe(
      '1\n6\n',
    )
  })

  test('variables, substitutions and exit codes work as in bash', () => {
    const terminal = new TestTerminal()
    expect(terminal.says('A=1; export B="$A 2"; echo "$B" ${C:-none} $(echo x | tr x y)')).toBe('1 2 none y\n')
    expect(terminal.says('false && echo no || echo yes; false; echo $?')).toBe('yes\n1\n')
    expect(terminal.says('printenv B')).toBe('1 2\n')
  })

  test('xargs, sh and aliases run kubectl', () => {
    const terminal = new TestTerminal({ 'clean.sh': 'kubectl delete cm a b\n' })
    terminal.run('alias k=kubectl; k create cm a; k create cm b')
    expect(terminal.says('k get cm a b -o name | xargs -n1 kubectl get -o jsonpath={.metadata.name}')).toBe('ab')
    expect(terminal.run('sh clean.sh').exitCode).toBe(0)
  })

  test('sleep and timeout take simulated time', () => {
    const terminal = new TestTerminal()
    const before = terminal.cluster.nowMs
    terminal.run('sleep 5')
    expect(terminal.cluster.nowMs - before).toBe(5000)
    expect(terminal.run('timeout 3 kubectl get cm -w').exitCode).toBe(124)
    expect(terminal.cluster.nowMs - before).toBe(8000)
  })
})

describe('what is not here', () => {
  test('a program that is not here says what to use instead', () => {
    const terminal = new TestTerminal()
    const answer = terminal.run('openssl req -x509')
    expect(answer.exitCode).toBe(127)
    expect(answer.stderr).toContain('bash: openssl: command not found')
    expect(answer.stderr).toContain('kubectl create secret tls')
  })

  test('a missing program of a pipe is said before the others print', () => {
    const terminal = new TestTerminal()
    expect(terminal.says('echo x | nope')).toBe('bash: nope: command not found\n')
  })
})

const PIECES = [
  ...[
    'kubectl',
    'get',
    'cm',
    'pods',
    '-o',
    'yaml',
    'jsonpath={.items[*]}',
    '-l',
    'a=b',
    '-A',
    '-w',
    'set',
    'env',
    'delete',
    '--all',
    'wait',
  ],
  ...[
    '--for=delete',
    'rollout',
    'undo',
    'scale',
    '--replicas=3',
    'label',
    'patch',
    '-p',
    '{}',
    'logs',
    '-f',
    'exec',
    '--',
    'apply',
    '-f',
    '.',
  ],
  ...[
    'echo',
    'cat',
    'grep',
    'sed',
    's/a/b/',
    'xargs',
    'timeout',
    '1',
    'watch',
    'sh',
    '-c',
    'eval',
    'cd',
    'sleep',
    'yes',
    'alias',
    'k=kubectl',
  ],
  ...[
    '$A',
    '"',
    "'",
    '`',
    '$(',
    ')',
    ';',
    '&&',
    '||',
    '|',
    '\n',
    '>',
    '>>',
    '<',
    '<<EOF',
    'EOF',
    '2>&1',
    '\\',
    '~',
    '*',
    '{',
    '}',
    '#',
    '&',
  ],
  ...'for x in a b while until do done if then elif else fi case esac ;; ( ) (( )) $(( read break continue return f() local shift'.split(
    ' ',
  ),
  ...[
    '${A%%*}',
    '${A#[z-a]}',
    '${A:=$A$A}',
    '$((A++))',
    'while true; do',
    'for i in 1 2 3; do',
    'if true; then',
    '; done',
    '; fi',
    'A=$A$A',
  ],
]
const line = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), { maxLength: 10 }).map((parts) => parts.join(' '))

test('no line throws or hangs', () => {
  fc.assert(
    fc.property(line, (typed) => {
      const terminal = new TestTerminal({ 'settings.yaml': SETTINGS })
      const { exitCode } = terminal.run(typed)
      return exitCode >= 0 && exitCode <= 255
    }),
    { numRuns: 2000, seed: 20261124 },
  )
}, 120_000)
