import { describe, expect, test } from 'vitest'
import { advanceRun, forkAt, nextEventAtMs, snapshotAt } from '../../../src/simulator/index.ts'
import type { Run } from '../../../src/simulator/index.ts'
import { applyLevel, containersAt, fiveReaders, must, usesOf } from '../experiment.ts'

const READERS = ['from-env', 'from-envfrom', 'watched', 'read-once', 'pinned'] as const

function changed(seed: number): { readonly run: Run; readonly changedAtMs: number } {
  const begun = fiveReaders(seed)
  const run = applyLevel(begun, begun.run, 'debug')
  return { run, changedAtMs: run.nowMs }
}

describe('one key, five readers', () => {
  test('all readers use the value that stood there when they started', () => {
    const { run } = fiveReaders(7)
    for (const reader of READERS) expect(usesOf(run, reader), reader).toEqual(['info', 'info'])
  })

  test('two minutes after a change only the process that reads its file again uses the new value (PROP-12)', () => {
    const { run, changedAtMs } = changed(7)
    const later = advanceRun(run, changedAtMs + 120_000)
    const used = Object.fromEntries(READERS.map((reader) => [reader, usesOf(later, reader)]))
    expect(used).toEqual({
      'from-env': ['info', 'info'],
      'from-envfrom': ['info', 'info'],
      watched: ['debug', 'debug'],
      'read-once': ['info', 'info'],
      pinned: ['info', 'info'],
    })
  })

  test('the file of a process that never reads it again has the new value (VOL-15), the file behind subPath the old one (VOL-20)', () => {
    const { run, changedAtMs } = changed(7)
    const containers = containersAt(advanceRun(run, changedAtMs + 120_000), changedAtMs + 120_000)
    const contents = (name: string) => [...containers].filter(([key]) => key.endsWith(`/${name}`)).map(([, { files }]) => files[0]?.content)
    expect(contents('read-once')).toEqual(['debug', 'debug'])
    expect(contents('pinned')).toEqual(['info', 'info'])
  })

  test('a restart of the roll-out brings every reader to the new value (ENV-13, VOL-21)', () => {
    const { run, changedAtMs } = changed(7)
    const restarted = must(advanceRun(run, changedAtMs + 10_000), 'kubectl rollout restart deployment web')
    const later = advanceRun(restarted, restarted.nowMs + 30_000)
    for (const reader of READERS) expect(usesOf(later, reader), reader).toEqual(['debug', 'debug'])
  })

  test('during the restart there are never fewer ready Pods than wanted (DEP-7)', () => {
    const { run } = changed(7)
    const restarted = must(run, 'kubectl rollout restart deployment web')
    const now = advanceRun(restarted, restarted.nowMs + 30_000)
    const ready: number[] = []
    for (let at = nextEventAtMs(now, restarted.nowMs); at !== undefined && at < now.nowMs; at = nextEventAtMs(now, at)) {
      ready.push(snapshotAt(now, at).view.get('Deployment', { namespace: 'default', name: 'web' })?.status.readyReplicas ?? 0)
    }
    expect(Math.min(...ready)).toBe(2)
  })

  test('the API server has the new value at once, the node a moment later, and that starts nothing (PROP-2)', () => {
    const { run, changedAtMs } = changed(7)
    const stored = snapshotAt(run, changedAtMs).view.get('ConfigMap', { namespace: 'default', name: 'settings' })
    expect(stored?.data?.['LOG_LEVEL']).toBe('debug')
    const later = advanceRun(run, changedAtMs + 1000)
    const news = later.entries.filter(({ atMs, kind }) => atMs >= changedAtMs && kind !== 'command')
    expect(news.map(({ kind }) => kind)).toEqual(['object-stored', 'cache-updated'])
  })
})

describe('propagation', () => {
  test('a changed file arrives within 92 seconds, at another time in each Pod (PROP-4, PROP-10)', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) => {
      const { run, changedAtMs } = changed(seed)
      const later = advanceRun(run, changedAtMs + 120_000)
      return later.entries.filter(({ kind, atMs }) => kind === 'volume-written' && atMs > changedAtMs).map(({ atMs }) => atMs - changedAtMs)
    })
    expect(delays).toHaveLength(16)
    expect(Math.max(...delays)).toBeLessThanOrEqual(92_000)
    expect(new Set(delays).size).toBeGreaterThan(12)
  })
})

describe('runs', () => {
  test('the same seed and commands give the same run, entry for entry', () => {
    expect(JSON.stringify(changed(3).run.entries)).toBe(JSON.stringify(changed(3).run.entries))
  })

  test('another seed gives other Pod names', () => {
    const names = (seed: number) => [...containersAt(fiveReaders(seed).run, 21_000).keys()]
    expect(names(1)).not.toEqual(names(2))
  })

  test('an earlier moment can be looked at again, and forked into another future', () => {
    const { run, changedAtMs } = changed(7)
    const later = advanceRun(run, changedAtMs + 120_000)
    expect(usesOf(later, 'watched', changedAtMs)).toEqual(['info', 'info'])
    const fork = must(forkAt(later, changedAtMs), 'kubectl delete configmap settings')
    const other = advanceRun(fork, fork.nowMs + 200_000)
    expect(usesOf(other, 'watched')).toEqual(['info', 'info'])
    expect(other.entries.some((entry) => entry.kind === 'volume-failed' && entry.message.includes('configmap "settings" not found'))).toBe(
      true,
    )
    expect(usesOf(later, 'watched')).toEqual(['debug', 'debug'])
  })

  test('every entry but the first of each story names the earlier entry that caused it', () => {
    const { run, changedAtMs } = changed(7)
    const { entries } = advanceRun(run, changedAtMs + 120_000)
    expect(entries.filter(({ id, causedBy }) => causedBy !== undefined && causedBy >= id)).toEqual([])
    const reload = entries.find((entry) => entry.kind === 'process-read' && entry.how === 'reload')
    const chain: string[] = []
    for (let entry = reload; entry !== undefined; entry = entries.find(({ id }) => id === entry?.causedBy)) chain.push(entry.kind)
    expect(chain.slice(0, 3)).toEqual(['process-read', 'volume-written', 'pod-synced'])
  })
})
