import { describe, expect, test } from 'vitest'
import { boardAt } from '../../src/board/board-model.ts'
import { explain, tellStory } from '../../src/board/story.ts'
import { advanceRun, snapshotAt } from '../../src/simulator/index.ts'
import { fiveReaders, must } from '../simulator/experiment.ts'

const FOCUS = { kind: 'ConfigMap', name: 'settings', key: 'LOG_LEVEL' } as const
const begun = fiveReaders(7)
const changedAtMs = begun.run.nowMs
const changed = must(begun.run, 'kubectl apply -f settings.yaml', {
  'settings.yaml': (begun.files['settings.yaml'] ?? '').replace('info', 'debug'),
})
const run = advanceRun(changed, changedAtMs + 120_000)
const boardAfter = (afterMs: number) => boardAt(snapshotAt(run, changedAtMs + afterMs), FOCUS, ['info', 'debug'])

describe('the board', () => {
  test('shows the new version in the store at once and at the readers not yet', () => {
    const { stored, pods } = boardAfter(0)
    expect(stored).toEqual({ text: 'debug', version: 2 })
    expect(pods.flatMap(({ rows }) => rows.map(({ uses, stale }) => [uses?.version, stale]))).toEqual(
      Array.from({ length: 10 }, () => [1, true]),
    )
  })

  test('shows for each reader how it holds the value, what it has and what its process uses', () => {
    const rows = boardAfter(120_000).pods[0]?.rows.map(({ container, how, has, uses }) => [container, how, has.version, uses?.version])
    expect(rows).toEqual([
      ['from-env', 'variable', 1, 1],
      ['from-envfrom', 'all keys as variables', 1, 1],
      ['watched', 'file', 2, 2],
      ['read-once', 'file', 2, 1],
      ['pinned', 'subPath file', 1, 1],
    ])
  })

  test('runs every dial down to the next look', () => {
    const left = (afterMs: number) => boardAfter(afterMs).nodes[0]?.dials[0]?.leftMs ?? 0
    expect(left(1000) - left(5000)).toBe(4000)
  })
})

describe('why?', () => {
  test('leads from a reload over the written files to the look at the Pod', () => {
    const row = boardAfter(120_000).pods[0]?.rows.find(({ container }) => container === 'watched')
    const says = explain(run.entries, row?.reason ?? -1).map((line) => line.says)
    expect(says[0]).toContain('now uses /etc/settings/LOG_LEVEL = debug')
    expect(says[1]).toContain('turned ..data')
    expect(says[2]).toContain('its time had come')
  })

  test('leads from a frozen variable back to the command that made the Pod', () => {
    const row = boardAfter(120_000).pods[0]?.rows.find(({ container }) => container === 'from-env')
    expect(explain(run.entries, row?.reason ?? -1).at(-1)?.says).toBe('$ kubectl apply -f settings.yaml -f web.yaml')
  })
})

test('the story leaves out what happens all the time', () => {
  const story = tellStory(run.entries, changedAtMs)
  expect(story.map(({ says }) => says).slice(0, 3)).toEqual([
    '$ kubectl apply -f settings.yaml',
    expect.stringContaining('stored ConfigMap settings'),
    expect.stringContaining('that starts nothing'),
  ])
  expect(story.length).toBeLessThan(20)
})
