// Time, signals and several processes: what a container does between two moments of the simulated clock.

import { describe, expect, test } from 'vitest'
import { startProgram } from '../../../src/simulator/workloads/shell/container.ts'
import { directoryOf, IDLE, payload, TestContainer } from './container.ts'

const RELOADING = 'load() { echo level=$(cat /etc/cfg/level); }; trap load HUP; trap exit TERM; load; while true; do sleep 1; done'

function reloading(): TestContainer {
  return new TestContainer(['sh', '-c', RELOADING], {
    mounts: [{ path: '/etc/cfg', volume: 'cfg', within: '', pinned: undefined, readOnly: true, fileSystemType: 'ext4' }],
    volumes: { cfg: payload('..1', { level: 'info' }) },
  })
}

describe('time', () => {
  test('sleep suspends the shell, and the next command runs when its time has come', () => {
    const container = new TestContainer(['sh', '-c', 'echo a; sleep 3; echo b; sleep 1; exit 2'])
    expect([container.outcome(), container.wakeAtMs]).toEqual([{ stdout: 'a\n', stderr: '', exitCode: undefined }, 4000])
    container.advance(3000)
    expect(container.outcome().stdout).toBe('a\nb\n')
    container.advance(1000)
    expect([container.outcome().exitCode, container.wakeAtMs]).toEqual([2, undefined])
  })

  test('commands in the background sleep side by side', () => {
    const container = new TestContainer(IDLE)
    expect(container.sh('sleep 2 & sleep 3 & wait; date +%s')).toEqual({ stdout: '1795479230\n', stderr: '', exitCode: 0 })
  })

  test('a state that was kept can be resumed more than once, with the same outcome', () => {
    const container = new TestContainer(['sh', '-c', 'x=$(sleep 1; echo a$RANDOM); echo "$x"; sleep 1'])
    const kept = container.state
    container.advance(5000)
    const first = container.outcome().stdout
    const again = new TestContainer(['sh', '-c', 'true'])
    again.state = kept
    again.wakeAtMs = 2000
    again.nowMs = 1000
    again.advance(5000)
    expect(again.outcome().stdout).toBe(first)
    expect(first).toMatch(/^a\d+\n$/)
  })

  test('a loop without a pause takes simulated time, and ends with a message', () => {
    const { exitCode, stderr } = new TestContainer(IDLE).sh('while true; do :; done')
    expect(exitCode).toBe(137)
    expect(stderr).toMatch(/^sh: ended: \d+ steps without waiting for anything/)
  })

  test('a loop that waits for a file goes on when the file is there', () => {
    const container = new TestContainer(['sh', '-c', 'until [ -f /tmp/ready ]; do sleep 1; done; echo ready'])
    container.advance(2500)
    container.sh('touch /tmp/ready')
    container.advance(1000)
    expect(container.outcome()).toEqual({ stdout: 'ready\n', stderr: '', exitCode: 0 })
  })

  test('tail -f shows what is appended', () => {
    const container = new TestContainer(IDLE)
    container.sh('echo one > /tmp/log')
    const id = container.start(['tail', '-f', '/tmp/log'])
    container.sh('echo two >> /tmp/log')
    container.advance(1000)
    expect(container.outcome(id)).toEqual({ stdout: 'one\ntwo\n', stderr: '', exitCode: undefined })
  })

  test('timeout ends what takes too long', () => {
    const container = new TestContainer(IDLE)
    expect(container.sh('timeout 2 sleep 60; echo $?').stdout).toBe('143\n')
    expect(container.nowMs).toBe(3000)
  })
})

describe('signals', () => {
  test('a trap runs when the command in the foreground has ended', () => {
    const container = reloading()
    container.advance(300)
    expect(container.run(['kill', '-HUP', '1'])).toEqual({ stdout: '', stderr: '', exitCode: 0 })
    expect(container.outcome().stdout).toBe('level=info\n')
    container.advance(700)
    expect(container.outcome().stdout).toBe('level=info\nlevel=info\n')
    expect(container.signals).toEqual([{ from: expect.any(Number) as number, to: 1, signal: 'HUP' }])
  })

  test('`trap exit TERM` ends process 1 with the status of its last command', () => {
    const container = new TestContainer(IDLE)
    container.signal('TERM')
    expect(container.outcome().exitCode).toBeUndefined()
    container.advance(1000)
    expect(container.outcome().exitCode).toBe(0)
  })

  test('process 1 hears no signal that it has no trap for, except KILL from outside', () => {
    const container = new TestContainer(['sh', '-c', 'sleep 100; echo on'])
    container.signal('TERM')
    expect(container.sh('kill -9 1; kill 1; echo $?').stdout).toBe('0\n')
    expect(container.outcome().exitCode).toBeUndefined()
    container.signal('KILL')
    expect(container.outcome().exitCode).toBe(137)
  })

  test('the last command of `sh -c` takes the place of the shell', () => {
    const container = new TestContainer(['sh', '-c', 'cd /tmp; sleep 100'])
    expect(container.sh('ps').stdout).toBe('PID   USER     TIME  COMMAND\n    1 root      0:00 sleep 100\n    2 root      0:00 ps\n')
  })

  test('with a trap the shell stays, and its command is a process of its own', () => {
    const container = new TestContainer(['sh', '-c', 'trap exit TERM; sleep 100'])
    expect(container.sh('ps').stdout).toContain('    2 root      0:00 sleep 100\n')
  })

  test('when process 1 ends, everything ends', () => {
    const container = new TestContainer(['sleep', '2'])
    const id = container.start(['sleep', '100'])
    container.advance(2000)
    expect([container.outcome(1).exitCode, container.outcome(id).exitCode, container.wakeAtMs]).toEqual([0, 137, undefined])
  })

  test('wait is interrupted by a trapped signal', () => {
    const container = new TestContainer(['sh', '-c', 'trap "echo got" USR1; sleep 100 & wait; echo $?'])
    container.signal('USR1')
    expect(container.outcome()).toEqual({ stdout: 'got\n138\n', stderr: '', exitCode: 0 })
  })

  test('a child ended by a signal gives 128 and its number', () => {
    expect(new TestContainer(IDLE).sh('sleep 9 & kill $!; wait $!; echo $?').stdout).toBe('143\n')
  })
})

describe('programs beside process 1', () => {
  test('they have the environment of the container, not that of its shell', () => {
    const container = new TestContainer(['sh', '-c', 'export LATER=1; sleep 100; :'], { environment: { A: '1' } })
    expect(container.run(['env']).stdout).toBe(
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=app\nA=1\nHOME=/root\n',
    )
  })

  test('the environment of process 1 can be read in /proc', () => {
    const container = new TestContainer(IDLE, { environment: { A: '1' } })
    expect(container.sh('tr "\\0" "\\n" < /proc/1/environ | grep ^A=').stdout).toBe('A=1\n')
  })

  test('what they write to the descriptors of process 1 goes to its log', () => {
    const container = new TestContainer(IDLE)
    container.sh('echo hello > /proc/1/fd/1')
    expect(container.outcome(1).stdout).toBe('hello\n')
  })

  test.each([
    [['nope'], 'exec: "nope": executable file not found in $PATH', 127],
    [['/nope'], 'exec: "/nope": stat /nope: no such file or directory', 127],
    [['/etc/passwd'], 'exec: "/etc/passwd": permission denied', 126],
  ])('%j cannot be started, in the words of the runtime', (words, message, exitCode) => {
    const container = new TestContainer(IDLE)
    const started = startProgram(container.state, { words, input: { kind: 'none' }, terminal: false }, container.view)
    expect(started).toEqual({ ok: false, problem: { message, exitCode } })
  })

  test('a file in PATH that may not be executed is no program', () => {
    const container = new TestContainer(IDLE, { environment: { PATH: '/etc' } })
    const started = startProgram(container.state, { words: ['passwd'], input: { kind: 'none' }, terminal: false }, container.view)
    expect(started).toMatchObject({ problem: { message: 'exec: "passwd": executable file not found in $PATH' } })
  })

  test('a text given as input is read to its end', () => {
    const container = new TestContainer(IDLE)
    expect(container.run(['sh', '-c', 'read x; cat'], { input: { kind: 'text', text: 'a\nb\nc\n', stays: false } }).stdout).toBe('b\nc\n')
  })

  test('a shell at a terminal prompts, waits for lines, and goes on after a mistake', () => {
    const container = new TestContainer(IDLE)
    const id = container.start(['sh'], { input: { kind: 'text', text: '', stays: true }, terminal: true })
    const type = (text: string, ends = false): void => {
      container.resume({ kind: 'input', processId: id, text, ends })
    }
    type('cd /etc\n')
    type('if true\n')
    type('then echo yes; fi\n')
    type('fi\n')
    type('exit 3\n')
    expect(container.outcome(id)).toEqual({
      stdout: '/ # /etc # > yes\n/etc # sh: syntax error: unexpected "fi"\n/etc # ',
      stderr: '',
      exitCode: 3,
    })
  })
})

describe('values in use', () => {
  test('files of volumes and variables that process 1 and its children read are told', () => {
    const container = reloading()
    expect(container.reads).toEqual([{ source: '/etc/cfg/level', value: 'info' }])
    container.sh('cat /etc/cfg/level')
    expect(container.reads).toHaveLength(1)
    const other = new TestContainer(['sh', '-c', 'echo "$A"'], { environment: { A: '1' } })
    expect(other.reads).toEqual([{ source: 'A', value: '1' }])
  })

  test('writing to a volume gives other files, and leaves the old ones as they were', () => {
    const container = new TestContainer(IDLE, {
      mounts: [{ path: '/data', volume: 'tmp', within: '', pinned: undefined, readOnly: false, fileSystemType: 'ext4' }],
      volumes: { tmp: directoryOf({}) },
    })
    const before = container.files
    container.sh('echo x > /data/f')
    expect(before.volumes.get('tmp')?.entries.has('f')).toBe(false)
    expect(container.files.volumes.get('tmp')?.entries.get('f')).toMatchObject({ kind: 'file', content: 'x\n', mode: 0o644 })
    expect(container.files.own).toBe(before.own)
  })
})
