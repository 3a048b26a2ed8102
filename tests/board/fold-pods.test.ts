import { expect, test } from 'vitest'
import { describeBoard } from '../../src/board/board-model.ts'
import { foldPods } from '../../src/board/fold-pods.ts'
import { readVersions } from '../../src/board/versions.ts'
import { advanceRun, snapshotAt } from '../../src/simulator/index.ts'
import { applyLevel, fiveReaders, must } from '../simulator/experiment.ts'

const begun = fiveReaders(7)
const { run } = begun
const scaled = must(run, 'kubectl scale deployment web --replicas=20')
const many = advanceRun(scaled, scaled.nowMs + 60_000)
const changed = applyLevel(begun, many, 'debug')

function groupsAt(atMs: number) {
  const later = advanceRun(changed, atMs)
  return foldPods(describeBoard(snapshotAt(later, atMs), { focus: [], versions: readVersions(later), revealed: [] }).pods)
}

test('a few Pods are shown one by one', () => {
  const { pods } = describeBoard(snapshotAt(run, run.nowMs), { focus: [], versions: readVersions(run), revealed: [] })
  expect(foldPods(pods).map((group) => group.pods.length)).toEqual([1, 1])
})

test('twenty Pods in the same state are one group', () => {
  expect(groupsAt(changed.nowMs).map((group) => group.pods.length)).toEqual([20])
})

test('while an update reaches one Pod after the other there are two groups, and in the end one again', () => {
  const sizes = groupsAt(changed.nowMs + 40_000).map((group) => group.pods.length)
  expect(sizes).toHaveLength(2)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(20)
  expect(groupsAt(changed.nowMs + 120_000).map((group) => group.pods.length)).toEqual([20])
})
