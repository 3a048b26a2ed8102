// Plays the lines of the recorded scenarios `shell-*` in a container without a cluster, with the volumes that their Pod mounts.

import { describe, expect, test } from 'vitest'
import type { Mount } from '../../../src/simulator/api/file-system.ts'
import { findSource, isRecord } from '../../conformance/source.ts'
import { directoryOf, IDLE, payload, TestContainer } from './container.ts'

const source = findSource()
const recording = source?.json('recorded/live/scenarios.json')
const scenarios = isRecord(recording) && Array.isArray(recording['scenarios']) ? recording['scenarios'].filter(isRecord) : []
const shells = scenarios.filter(({ id }) => String(id).includes('shell-'))

/** What the recordings' Pod mounts: a ConfigMap, a Secret and an empty directory. */
function recordedContainer(): TestContainer {
  const mount = (path: string, volume: string, fileSystemType: Mount['fileSystemType'], readOnly: boolean): Mount => ({
    path,
    volume,
    within: '',
    pinned: undefined,
    readOnly,
    fileSystemType,
  })
  return new TestContainer(IDLE, {
    environment: { A: '1', GREETING: 'hello world' },
    mounts: [mount('/etc/cfg', 'cfg', 'ext4', true), mount('/etc/creds', 's', 'tmpfs', true), mount('/work', 'tmp', 'ext4', false)],
    volumes: {
      cfg: payload('..2026_11_24_00_13_46.2546683239', { 'app.ini': 'theme = light\n# comment\nsize = 10\n', level: 'info' }),
      s: { ...payload('..2026_11_24_00_13_46.4248436177', { password: 's3cr3t' }), mode: 0o1777 },
      tmp: directoryOf({}),
    },
  })
}

/** The words after `--` of `kubectl exec app -- …`, as the shell in which kubectl was called read them. */
function wordsAfterDashes(run: string): readonly string[] {
  const line = run.slice(run.indexOf(' -- ') + 4)
  // The outer shell has none of the Pod's files and variables.
  const outer = new TestContainer(IDLE)
  const { stdout } = outer.sh(`for word in ${line}\ndo printf '%s\\0' "$word"\ndone`)
  return stdout.split('\0').slice(0, -1)
}

function normal(text: string): string {
  return text
    .replace(/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d (?:\d\d:\d\d| \d{4})/g, '<date>')
    .replace(/\.\.\d{4}(?:_\d\d){5}\.\d+/g, '<payload>')
}

describe('recorded shell scenarios', () => {
  for (const scenario of shells) {
    const steps = Array.isArray(scenario['steps']) ? scenario['steps'].filter(isRecord) : []
    const container = recordedContainer()
    for (const [index, step] of steps.entries()) {
      const run = step['run']
      if (typeof run !== 'string' || !run.startsWith('kubectl exec') || step['skip'] !== undefined) continue
      const words = wordsAfterDashes(run)
      const outer = run.includes('`') ? 'cat: /etc/cfg/level: No such file or directory\n' : ''
      const outcome = container.run(words)
      const ending = outcome.exitCode === 0 ? '' : `command terminated with exit code ${String(outcome.exitCode)}\n`
      test(`${String(scenario['id'])} ${String(index)}: ${run.slice(run.indexOf(' -- ') + 4)}`, () => {
        expect({ stdout: normal(outcome.stdout), stderr: outer + normal(outcome.stderr) + ending, exitCode: outcome.exitCode }).toEqual({
          stdout: normal(String(step['stdout'])),
          stderr: normal(String(step['stderr'])),
          exitCode: step['exitCode'],
        })
      })
    }
  }

  test('the recordings are there, or nothing was compared', () => {
    expect(source === undefined || shells.length > 0).toBe(true)
  })
})
