import { describe, expect, test } from 'vitest'
import { tellStory } from '../../src/board/story.ts'
import { differences, stripLength } from '../../src/board/time-strip.ts'
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
})

test('the strip grows by doubling', () => {
  expect([0, 150_000, 150_001, 400_000].map(stripLength)).toEqual([150_000, 150_000, 300_000, 600_000])
})

test('two futures differ in what happens in one of them alone', () => {
  const tell = (run: typeof gone) => tellStory(run.entries, startMs, { words: storyWords, versions: readVersions(run), revealed: [] })
  const other = tell(applyLevel(begun, forkAt(back, startMs + 15_000), 'trace'))
  const story = tell(back)
  const different = differences(other, story)
  expect(other.filter(({ id }) => different.has(id)).every(({ atMs }) => atMs >= startMs + 15_000)).toBe(true)
  expect(different.size).toBeGreaterThan(0)
  expect(differences(story, story).size).toBe(0)
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
