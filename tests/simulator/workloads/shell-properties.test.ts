// Whatever is typed: nothing throws, and every step ends.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IDLE, TestContainer } from './container.ts'

const PIECES = [
  ...[
    'echo',
    'cat',
    'ls',
    'grep',
    'sed',
    'awk',
    'find',
    'sort',
    'xargs',
    'tee',
    'head',
    'tail',
    'yes',
    'seq',
    'test',
    'printf',
    'od',
    'cut',
    'tr',
  ],
  ...[
    '$',
    '"',
    "'",
    '`',
    '$(',
    ')',
    '(',
    '{',
    '}',
    ';',
    ';;',
    '&',
    '&&',
    '|',
    '||',
    '\n',
    '>',
    '>>',
    '<',
    '<<EOF',
    '2>&1',
    '\\',
    '~',
    '*',
    '[',
    ']',
  ],
  ...[
    'if',
    'then',
    'fi',
    'else',
    'while',
    'do',
    'done',
    'for',
    'in',
    'case',
    'esac',
    'f()',
    '!',
    '[[',
    '$((',
    '))',
    '${x',
    '${x:-',
    '#',
    '%',
    '/',
  ],
  ...[
    'a',
    'x=1',
    '0',
    '-1',
    '999999999999',
    '$x',
    '$@',
    '$?',
    '-n',
    '-e',
    '-f',
    '-c',
    '-r',
    'sleep 1',
    'wait',
    'kill',
    '1',
    'trap',
    'exit',
    'eval',
  ],
  ...[
    '/etc/passwd',
    '/tmp/x',
    '/proc',
    '/dev/zero',
    's/a/b/',
    '{print $1}',
    'BEGIN{',
    '\\(',
    '{1,',
    'rm',
    'cp',
    'mv',
    'sh',
    'exec',
    'read',
    'é',
  ],
]

test('no script throws or goes on for ever within one step', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 }), fc.boolean(), (pieces, spaced) => {
      const container = new TestContainer(IDLE)
      const id = container.start(['sh', '-c', pieces.join(spaced ? ' ' : '')])
      for (let step = 0; step < 25 && container.wakeAtMs !== undefined && container.outcome(id).exitCode === undefined; step += 1) {
        container.advance(Math.max(0, container.wakeAtMs - container.nowMs))
      }
      expect(container.state.processes.length).toBeLessThan(70)
    }),
    { seed: 20_261_124, numRuns: 400 },
  )
})

test.each([
  ['parentheses', '('.repeat(5000)],
  ['substitutions', '$('.repeat(5000)],
  ['quotes', '"${x:-'.repeat(5000)],
  ['arithmetic', `echo $((${'('.repeat(5000)}1))`],
  ['powers', `echo $((${'2**'.repeat(5000)}1))`],
  ['regular expressions', `echo a | grep -E '${'('.repeat(5000)}'`],
  ['awk', `awk 'BEGIN{print ${'('.repeat(5000)}1}'`],
  ['awk terms', `awk 'BEGIN{print ${'1 '.repeat(20_000)}}'`],
  ['test', `[ ${'( '.repeat(5000)} ]`],
  ['functions', 'f() { f; }; f'],
  ['eval', 'x=\'eval "$x"\'; eval "$x"'],
  ['here-documents', '$(cat <<A\n'.repeat(1000)],
])('%s nested without end are refused', (_, script) => {
  expect(new TestContainer(IDLE).sh(script).exitCode).toBeGreaterThan(0)
})

test('a text that doubles for ever runs out of memory', () => {
  expect(new TestContainer(IDLE).sh('x=a; while :; do x=$x$x; done')).toEqual({ stdout: '', stderr: 'sh: out of memory\n', exitCode: 2 })
})

test('a shell that forks itself for ever cannot go on', () => {
  expect(new TestContainer(IDLE).sh('f() { f | f & }; f').stderr).toContain("sh: can't fork: Resource temporarily unavailable\n")
})
