import { describe, expect, test } from 'vitest'
import { compare } from '../../src/board/compare-runs.ts'
import { goOnTelling, tellStory } from '../../src/board/story.ts'
import { framesOf, ticksOf } from '../../src/board/strip-ticks.ts'
import { stripLength } from '../../src/board/time-strip.ts'
import { bandLanes } from '../../src/board/version-bands.ts'
import { readVersions } from '../../src/board/versions.ts'
import { advanceRun, forkAt } from '../../src/simulator/index.ts'
import { applyLevel, fiveReaders, must } from '../simulator/experiment.ts'
import { storyWords } from './story-words.ts'

const begun = fiveReaders(7)
const startMs = begun.run.nowMs
const waited = advanceRun(begun.run, startMs + 10_000)
const changed = advanceRun(applyLevel(begun, waited, 'debug'), startMs + 20_000)
const back = advanceRun(applyLevel(begun, changed, 'info'), startMs + 30_000)
const gone = must(back, 'kubectl delete configmap settings')

describe('the bands of the strip', () => {
  test('show which value was stored when, an old value under its old version, and nothing from when it is gone', () => {
    const focus = [{ kind: 'ConfigMap', name: 'settings', key: 'LOG_LEVEL' }] as const
    const [lane] = bandLanes(readVersions(gone), focus, startMs, startMs + 60_000)
    expect(lane?.label).toBe('LOG_LEVEL')
    expect(lane?.bands.map(({ fromMs, untilMs, version, text }) => [fromMs - startMs, untilMs - startMs, version, text])).toEqual([
      [0, 10_000, 1, 'info'],
      [10_000, 20_000, 2, 'debug'],
      [20_000, 30_000, 1, 'info'],
    ])
  })

  test('are one lane an object when nothing is followed', () => {
    expect(bandLanes(readVersions(gone), [], startMs, startMs + 60_000).map(({ label }) => label)).toEqual(['settings'])
  })

  test('tell a ConfigMap from a Secret of the same name, and one key from the same key of another object', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: settings }\nstringData: { LOG_LEVEL: info }\n'
    const both = must(begun.run, 'kubectl apply -f secret.yaml', { 'secret.yaml': secret })
    const labels = (focus: Parameters<typeof bandLanes>[1]) =>
      bandLanes(readVersions(both), focus, startMs, startMs + 60_000).map(({ label }) => label)
    expect(labels([])).toEqual(['ConfigMap settings', 'Secret settings'])
    const of = (kind: 'ConfigMap' | 'Secret', name: string) => ({ kind, name, key: 'LOG_LEVEL' })
    expect(labels([of('ConfigMap', 'settings'), of('Secret', 'settings')])).toEqual(['ConfigMap LOG_LEVEL', 'Secret LOG_LEVEL'])
    expect(labels([of('ConfigMap', 'settings'), of('ConfigMap', 'other')])).toEqual(['settings LOG_LEVEL', 'other LOG_LEVEL'])
  })
})

test('the strip grows by doubling', () => {
  expect([0, 150_000, 150_001, 400_000].map(stripLength)).toEqual([150_000, 150_000, 300_000, 600_000])
})

const tell = (run: typeof gone) => tellStory(run.entries, startMs, { words: storyWords, versions: readVersions(run), revealed: [] })

describe('two futures', () => {
  const fork = advanceRun(applyLevel(begun, forkAt(back, startMs + 15_000), 'trace'), startMs + 25_000)
  const left = tell(back)
  const now = tell(fork)

  test('differ in what happens in one of them alone', () => {
    const { left: onlyLeft, now: onlyNow, lines } = compare(left, now, fork.nowMs)
    expect(now.filter(({ id }) => onlyNow.has(id)).every(({ atMs }) => atMs >= startMs + 15_000)).toBe(true)
    expect(onlyNow.size).toBeGreaterThan(0)
    expect(onlyLeft.size).toBeGreaterThan(0)
    expect(lines).toHaveLength(onlyLeft.size + onlyNow.size)
    expect(lines.map(({ line }) => line.atMs)).toEqual(lines.map(({ line }) => line.atMs).toSorted((a, b) => a - b))
    expect(compare(left, left, back.nowMs).lines).toEqual([])
  })

  test('are not said to differ in what one of them has not come to yet', () => {
    expect(compare(left, now, startMs + 14_999).lines).toEqual([])
  })

  test('differ in what happens at the very end of what both are known of', () => {
    const [first] = compare(left, now, fork.nowMs).lines
    const endMs = first?.line.atMs ?? 0
    expect(compare(left, now, endMs).lines.map(({ line }) => line.atMs)).toContain(endMs)
    expect(compare(left, now, endMs - 1).lines).toEqual([])
  })
})

describe('the marks of the strip', () => {
  const story = tell(changed)

  test('are one path for each look in a lane, and every line is in one', () => {
    const ticks = ticksOf(story, startMs)
    expect(new Set(ticks.map(({ id }) => id)).size).toBe(ticks.length)
    expect(ticks.map(({ path }) => path.match(/M/g)?.length ?? 0).reduce((sum, count) => sum + count, 0)).toBe(story.length)
  })

  test('stand where their moments are', () => {
    const [line] = story.filter(({ lane }) => lane === 'you')
    expect(ticksOf(story, startMs).find(({ lane }) => lane === 'you')?.path).toContain(
      `M${(((line?.atMs ?? 0) - startMs) / 100).toFixed(1)} 8`,
    )
  })

  test('are framed where they are asked for', () => {
    const [line] = story
    expect(framesOf(story, new Set([line?.id ?? 0]), startMs).match(/M/g)).toHaveLength(1)
    expect(framesOf(story, new Set(), startMs)).toBe('')
  })
})

test('a story that goes on keeps the lines that were told', () => {
  const telling = { words: storyWords, versions: readVersions(changed), revealed: [] }
  const first = goOnTelling(undefined, changed.entries, startMs, telling)
  const later = advanceRun(changed, startMs + 100_000)
  const next = goOnTelling(first, later.entries, startMs, telling)
  expect(next.lines.slice(0, first.lines.length).every((line, index) => line === first.lines[index])).toBe(true)
  expect(next.lines).toEqual(tellStory(later.entries, startMs, telling))
  expect(next.lines.length).toBeGreaterThan(first.lines.length)
})

test('a story of another future is told anew', () => {
  const telling = { words: storyWords, versions: readVersions(back), revealed: [] }
  const first = goOnTelling(undefined, back.entries, startMs, telling)
  const other = advanceRun(forkAt(back, startMs + 15_000), startMs + 100_000)
  expect(goOnTelling(first, other.entries, startMs, telling).lines).toEqual(tellStory(other.entries, startMs, telling))
})

test('a value of a Secret is told to nobody who did not ask', () => {
  const secret = `
apiVersion: v1
kind: Secret
metadata: { name: creds }
stringData: { PASSWORD: hunter2 }
---
apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers:
    - name: app
      image: third-factor/reader:1
      args: ["--env", "PASSWORD"]
      envFrom: [{ secretRef: { name: creds } }]
`
  const done = must(begun.run, 'kubectl apply -f secret.yaml', { 'secret.yaml': secret })
  const later = advanceRun(done, done.nowMs + 20_000)
  const says = (revealed: readonly string[]) =>
    tellStory(later.entries, startMs, { words: storyWords, versions: readVersions(later), revealed })
      .map((line) => line.says)
      .join('\n')
  expect(says([])).toContain('uses PASSWORD = ••••••')
  expect(says([])).not.toContain('hunter2')
  expect(says(['Secret/default/creds'])).toContain('uses PASSWORD = hunter2')
})
