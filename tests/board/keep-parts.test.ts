import { expect, test } from 'vitest'
import { describeBoard } from '../../src/board/board-model.ts'
import { keepParts } from '../../src/board/keep-parts.ts'
import { readVersions } from '../../src/board/versions.ts'
import { advanceRun, snapshotAt } from '../../src/simulator/index.ts'
import { fiveReaders, must } from '../simulator/experiment.ts'

const begun = fiveReaders(7)
const changed = must(begun.run, 'kubectl apply -f settings.yaml', {
  'settings.yaml': (begun.files['settings.yaml'] ?? '').replace('info', 'debug'),
})
const run = advanceRun(changed, changed.nowMs + 120_000)
const versions = readVersions(run)
const boardAt = (atMs: number) => describeBoard(snapshotAt(run, atMs), { focus: [], versions, revealed: [] })
const writtenAtMs =
  run.entries.filter(({ kind, atMs }) => kind === 'volume-written' && atMs > changed.nowMs).map(({ atMs }) => atMs)[0] ?? 0

test('a board that says the same is the same', () => {
  const before = boardAt(changed.nowMs)
  const kept = keepParts(before, boardAt(changed.nowMs))
  expect(kept).toEqual(before)
  expect([kept.objects === before.objects, kept.nodes === before.nodes, kept.pods === before.pods]).toEqual([true, true, true])
})

test('when one Pod gets a file, the other Pod and the rows of its own environment are the same objects', () => {
  const before = boardAt(writtenAtMs - 1)
  const now = boardAt(writtenAtMs)
  const kept = keepParts(before, now)
  expect(kept).toEqual(now)
  expect(kept.objects).toBe(before.objects)
  const same = kept.pods.map((pod, index) => pod === before.pods[index])
  expect(same.toSorted()).toEqual([false, true])
  const [old, changedPod] = [before.pods[same.indexOf(false)], kept.pods[same.indexOf(false)]]
  const rows = changedPod?.rows.filter((row, index) => row !== old?.rows[index]).map(({ how }) => how)
  expect(rows?.length).toBeGreaterThan(0)
  expect(rows?.every((how) => how === 'file')).toBe(true)
})
